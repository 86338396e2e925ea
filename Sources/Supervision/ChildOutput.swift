import Glibc

/// What a child process wrote to standard output, held until it is known to have ended well.
struct ChildOutput {
  private let descriptor: Int32

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// Writes all of it to standard output; returns whether that could be done.
  func passOn(say: (String) -> Void) -> Bool {
    lseek(descriptor, 0, SEEK_SET)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return count == 0 }
      var rest = buffer[..<count]
      while !rest.isEmpty {
        let written = rest.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
        if written > 0 {
          rest = rest.dropFirst(written)
        } else if errno != EINTR {
          // A reader that has seen enough closes the pipe: no cause for a message.
          if errno != EPIPE { say("standard output: \(String(cString: strerror(errno)))") }
          return false
        }
      }
    }
  }
}
