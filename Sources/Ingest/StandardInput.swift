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
