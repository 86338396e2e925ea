import ArgumentParser
import Glibc
import Pipeline
import Supervision

/// Data on standard output, everything else on standard error.
enum StandardOutput {
  /// Writes all of it; a write that fails is an error with exit 2, never silence.
  static func write(_ text: String) throws {
    guard let problem = Descriptor.write(text, to: STDOUT_FILENO) else { return }
    // A reader that has seen enough (head) closes the pipe: no cause for a message.
    if problem != EPIPE {
      StandardError.say("standard output: \(String(cString: strerror(problem)))")
    }
    throw ExitCode(2)
  }
}

/// Messages for the person at the terminal.
enum StandardError {
  static func say(_ text: String) {
    _ = Descriptor.write("recount: \(SafeMessage.lines(text))\n", to: STDERR_FILENO)
  }

  /// What the reader of arguments says of wrong usage, in its own words.
  static func usage(_ text: String) {
    _ = Descriptor.write(SafeMessage.lines(text) + "\n", to: STDERR_FILENO)
  }

  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// One line that is overwritten by the next.
  static func progress(_ text: String) {
    _ = Descriptor.write("\r\u{1B}[K\(text.prefix(100))", to: STDERR_FILENO)
  }

  static func endProgress() { _ = Descriptor.write("\r\u{1B}[K", to: STDERR_FILENO) }
}

extension Descriptor {
  /// Writes all of a text; returns the error number when it cannot.
  fileprivate static func write(_ text: String, to descriptor: Int32) -> Int32? {
    write(Array(text.utf8)[...], to: descriptor)
  }
}
