import Glibc

/// Standard input, and the paths that systems give to it.
public enum StandardInput {
  private static let paths: Set<String> = ["/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"]

  /// Whether a path names standard input: `-`, `/dev/stdin`, `/dev/fd/0`.
  public static func isNamed(by path: String) -> Bool { path == "-" || paths.contains(path) }

  /// Whether a path is read through the descriptor that the program was started with.
  ///
  /// A regular file that was put on standard input is opened by its path like any other.
  static func isRead(at path: String) -> Bool {
    guard path != "-" else { return true }
    guard paths.contains(path) else { return false }
    return PathBytes.status(path).map { $0.st_mode & S_IFMT != S_IFREG } ?? true
  }
}

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

/// Which file a path leads to, however it is spelled and linked.
public struct FileIdentity: Hashable, Sendable {
  private let device: UInt64
  private let inode: UInt64

  /// Only files and pipes have one here: of devices, many stand for the same thing.
  private init?(_ info: stat) {
    let kind = info.st_mode & S_IFMT
    guard kind == S_IFREG || kind == S_IFIFO else { return nil }
    device = UInt64(info.st_dev)
    inode = UInt64(info.st_ino)
  }

  /// The file that is read for an input; of a member its archive. Empty where there is none.
  public static func all(of path: String) -> [FileIdentity] {
    if path == "-" {
      var info = stat()
      return fstat(STDIN_FILENO, &info) == 0 ? [FileIdentity(info)].compactMap { $0 } : []
    }
    if let info = PathBytes.status(path) { return [FileIdentity(info)].compactMap { $0 } }
    return MemberPath.splits(of: path).compactMap { archive, _ in
      PathBytes.status(archive).flatMap(FileIdentity.init)
    }
  }
}
