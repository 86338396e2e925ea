import Glibc
import LogModel

/// Why an input could not be opened or read.
public enum IngestError: Error, Equatable {
  case missing(path: String)
  case permissionDenied(path: String)
  case specialFile(path: String)
  case unreadable(path: String, reason: String)
  case unsupported(path: String, compression: Compression)

  /// The warning this becomes in a report.
  public var warning: InputWarning {
    switch self {
    case .missing: InputWarning(.missing, message: "no such file")
    case .permissionDenied: InputWarning(.permissionDenied, message: "may not be read")
    case .specialFile: InputWarning(.specialFile, message: "not a regular file; skipped")
    case .unreadable(_, let reason): InputWarning(.vanished, message: reason)
    case .unsupported(_, let compression):
      InputWarning(
        .unsupportedCompression,
        message: "\(compression.rawValue) is not read yet; unpack it first")
    }
  }
}

/// The bytes of a file, or of standard input, as they lie there: opened read-only, read once.
final class PackedFile {
  private let descriptor: Int32
  private let ownsDescriptor: Bool
  private let path: String
  private var storage: UnsafeMutableRawBufferPointer
  private var begin = 0
  private var end = 0
  private var reachedEnd = false
  /// Why reading stopped before the end, where it did.
  private(set) var failure: String?
  /// Bytes taken from the file so far.
  private(set) var bytesRead = 0
  /// When the file was last changed, in seconds of the epoch; `nil` of standard input.
  private(set) var changedAt: Int64?

  /// - Throws: `IngestError` when the path is missing, may not be read or is no regular file.
  init(path: String, bufferSize: Int = 128 * 1024) throws(IngestError) {
    self.path = path
    if path == "-" {
      descriptor = STDIN_FILENO
      ownsDescriptor = false
    } else {
      // Looked at before it is opened, because opening a FIFO would wait for its writer.
      var info = stat()
      guard stat(path, &info) == 0 else {
        throw errno == EACCES ? .permissionDenied(path: path) : .missing(path: path)
      }
      guard info.st_mode & S_IFMT == S_IFREG else { throw .specialFile(path: path) }
      descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else {
        throw errno == EACCES || errno == EPERM
          ? .permissionDenied(path: path)
          : .unreadable(path: path, reason: String(cString: strerror(errno)))
      }
      ownsDescriptor = true
      changedAt = Int64(info.st_mtim.tv_sec)
    }
    storage = .allocate(byteCount: bufferSize, alignment: 16)
  }

  deinit {
    storage.deallocate()
    if ownsDescriptor { close(descriptor) }
  }

  /// The bytes at hand that nobody has consumed.
  var available: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: storage[begin..<end])
  }

  /// Offset in the file of the first available byte.
  var offset: Int { bytesRead - (end - begin) }

  func consume(_ count: Int) { begin += min(count, end - begin) }

  /// Reads more behind what is available; returns whether there is now more of it.
  func fill() -> Bool {
    if reachedEnd { return false }
    if begin > 0 {
      storage.copyMemory(from: available)
      end -= begin
      begin = 0
    }
    guard end < storage.count else { return false }
    while true {
      let count = read(descriptor, storage.baseAddress.map { $0 + end }, storage.count - end)
      if count > 0 {
        end += count
        bytesRead += count
        return true
      }
      if count < 0, errno == EINTR { continue }
      if count < 0 { failure = String(cString: strerror(errno)) }
      reachedEnd = true
      return false
    }
  }

  /// Makes at least `count` bytes available if the file has them.
  func ensure(_ count: Int) {
    while end - begin < count, fill() {}
  }
}
