import Glibc

/// Paths of members of archives: `archive!member`.
enum MemberPath {
  static func path(archive: String, member: String) -> String { archive + "!" + member }

  /// Each way to read a path as a member of a file that is there.
  static func splits(of path: String) -> [(archive: String, member: String)] {
    path.indices.filter { path[$0] == "!" }.compactMap { mark in
      let archive = String(path[..<mark])
      guard let info = PathBytes.status(archive), info.st_mode & S_IFMT == S_IFREG else {
        return nil
      }
      return (archive, String(path[path.index(after: mark)...]))
    }
  }
}
