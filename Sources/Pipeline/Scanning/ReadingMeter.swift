import Glibc
import Synchronization

/// Counts how much of all inputs has been read, and tells it with each batch of records.
final class ReadingMeter: Sendable {
  /// Bytes of all inputs as they lie on disk; 0 where one of them is no file.
  private let total: Int
  private let read = Mutex(0)
  private let tell: @Sendable (Progress) -> Void

  /// - Parameter paths: of the inputs; `nil` of one whose length nobody knows.
  init(of paths: [String?], tell: @escaping @Sendable (Progress) -> Void) {
    var total = 0
    for path in paths {
      guard let path, let size = Self.size(of: path) else {
        total = 0
        break
      }
      total += size
    }
    self.total = total
    self.tell = tell
  }

  /// Tells that an input was opened, or that more of it was read.
  ///
  /// - Parameters:
  ///   - bytes: of this input, read so far.
  ///   - known: of these, told before; becomes `bytes`.
  func note(_ path: String, _ bytes: Int, _ known: inout Int) {
    let more = bytes - known
    known = bytes
    let all = read.withLock { all in
      all += more
      return all
    }
    tell(.reading(path, bytes: all, of: total))
  }

  private static func size(of path: String) -> Int? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }
}
