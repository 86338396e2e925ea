import Glibc

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
