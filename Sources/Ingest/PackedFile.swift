import Glibc
import LogModel

/// The bytes of a file, or of standard input, as they lie there: opened read-only, read once.
///
/// A file is read up to the size it had when it was opened, so that one that grows comes to an
/// end. Opening never waits for a device; a pipe is waited for where it may be read, as standard
/// input is.
final class PackedFile: ByteSource {
  private let descriptor: Int32
  private let ownsDescriptor: Bool
  /// Bytes to read; a file that shows none, as those below /proc, is read to its end.
  private let size: Int?
  private var taken = 0
  private(set) var failure: String?
  var damage: [StreamDamage] { [] }
  /// When the file was last changed, in seconds of the epoch; `nil` of standard input.
  private(set) var changedAt: Int64?

  /// - Parameter acceptsPipe: whether a pipe may be read, which can be done once.
  /// - Throws: `IngestError` when the path is missing, may not be read or is no regular file.
  init(path: String, acceptsPipe: Bool = false) throws(IngestError) {
    guard !StandardInput.isRead(at: path) else {
      descriptor = STDIN_FILENO
      ownsDescriptor = false
      size = nil
      return
    }
    // Looked at before it is opened: opening a device may do something.
    guard let before = PathBytes.status(path) else {
      throw errno == EACCES ? .permissionDenied(path: path) : .missing(path: path)
    }
    guard Self.isRead(before, acceptsPipe) else { throw .specialFile(path: path) }
    let opened = open(PathBytes.bytes(path), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard opened >= 0 else {
      switch errno {
      case EACCES, EPERM: throw .permissionDenied(path: path)
      case ENOENT: throw .missing(path: path)
      default: throw .unreadable(path: path, reason: String(cString: strerror(errno)))
      }
    }
    // Another file may have taken its place by now.
    var info = stat()
    guard fstat(opened, &info) == 0, Self.isRead(info, acceptsPipe) else {
      close(opened)
      throw .specialFile(path: path)
    }
    let isPipe = info.st_mode & S_IFMT == S_IFIFO
    guard !isPipe || Self.waitsForWriter(opened) else {
      close(opened)
      throw .unreadable(path: path, reason: "the pipe cannot be waited for")
    }
    descriptor = opened
    ownsDescriptor = true
    changedAt = isPipe ? nil : Int64(info.st_mtim.tv_sec)
    size = isPipe || info.st_size <= 0 ? nil : Int(info.st_size)
  }

  /// A file that is there to be read again.
  var isSeekable: Bool { size != nil }

  /// Its last bytes, at most `count`, wherever reading is; empty of what cannot be read again.
  func tail(_ count: Int) -> [UInt8] {
    guard let size else { return [] }
    let length = min(count, size)
    return [UInt8](unsafeUninitializedCapacity: length) { buffer, filled in
      let got = pread(descriptor, buffer.baseAddress, length, off_t(size - length))
      filled = max(0, got)
    }
  }

  /// Its bytes; `nil` of what can be read once.
  var sizeOfFile: Int? { size }

  /// Goes to a place in the file; `false` where it has none such.
  func seek(to offset: Int) -> Bool {
    guard let size, offset <= size, lseek(descriptor, off_t(offset), SEEK_SET) == off_t(offset)
    else { return false }
    taken = offset
    return true
  }

  deinit { if ownsDescriptor { close(descriptor) } }

  private static func isRead(_ info: stat, _ acceptsPipe: Bool) -> Bool {
    let kind = info.st_mode & S_IFMT
    return kind == S_IFREG || (acceptsPipe && kind == S_IFIFO)
  }

  /// Waits for the first bytes or for the writer's end; reading then waits as for any file.
  ///
  /// A program that writes to a pipe may take its time before it does.
  private static func waitsForWriter(_ descriptor: Int32) -> Bool {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while poll(&waiting, 1, -1) <= 0 {
      guard errno == EINTR else { return false }
    }
    return fcntl(descriptor, F_SETFL, 0) == 0
  }

  func packedOffset(of offset: Int) -> Int { offset }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> DecodedPiece {
    let room = min(buffer.count, size.map { $0 - taken } ?? .max)
    guard room > 0, failure == nil else { return .end }
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, room)
      if count > 0 {
        taken += count
        return .bytes(count)
      }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN, size == nil, !ownsDescriptor {
        // Standard input that another program made impatient.
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&waiting, 1, -1)
        continue
      }
      if count < 0 { failure = String(cString: strerror(errno)) }
      if count == 0, let size, taken < size {
        failure = "the file became shorter while it was read"
      }
      return .end
    }
  }
}
