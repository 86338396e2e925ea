/// The names of what an archive holds, for a caller that reads members as inputs of their own.
public enum ArchiveMembers {
  /// Paths of the members, `archive!member`, in the order of the archive; `nil` of a file that is
  /// no archive. Members that begin with a dot or lie in a folder of such a name are left out.
  public static func paths(of path: String) -> [String]? {
    guard let all = try? names(of: path) else { return nil }
    return all.filter { name in
      !name.split(separator: "/").contains { $0.hasPrefix(".") || $0 == "__MACOSX" }
    }.map { MemberPath.path(archive: path, member: $0) }
  }

  private static func names(of path: String) throws(IngestError) -> [String]? {
    if let zip = try ZipDirectory(path: path) { return zip.entries.map(\.name) }
    guard case .archive(let archive) = try OpenedInput.open(path: path) else { return nil }
    var names: [String] = []
    while let member = archive.next(opens: { _ in false }) {
      if case .left(let full) = member { names.append(String(full.dropFirst(path.count + 1))) }
    }
    return names
  }
}
