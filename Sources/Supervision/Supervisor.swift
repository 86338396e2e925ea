import CTrap
import Glibc

/// Runs work in a child process, again without the input that it failed on.
///
/// Each restart leaves out one more input, so there are at most as many as inputs. What the child
/// writes to standard output is passed on once it has ended well.
public struct Supervisor {
  /// How the supervised work ended.
  enum End {
    case exited(Int32)
    /// A signal that was sent to end the work, or ended it.
    case signalled(Int32)
    case failed
  }

  private let readOnce: String?
  private let shown: (String) -> String
  private let say: (String) -> Void

  /// - Parameters:
  ///   - readOnce: why the work cannot start again; `nil` where it can.
  ///   - shown: how an input's name may be printed.
  ///   - say: prints a sentence for the person who waits.
  public init(
    readOnce: String?, shown: @escaping (String) -> String, say: @escaping (String) -> Void
  ) {
    self.readOnce = readOnce
    self.shown = shown
    self.say = say
  }

  /// Runs the work to its end and ends this process the same way.
  ///
  /// The child is this very program, started anew with the same arguments; it comes here too and
  /// does the work.
  ///
  /// - Parameter work: given the inputs to leave out; returns an exit status.
  public func run(_ work: ([String]) -> Int32) -> Never {
    guard !recount_is_supervised() else { exit(work(Self.leftOut)) }
    var left: [String] = []
    while true {
      let output = recount_unnamed_file()
      let child = Self.start(without: left, output: output)
      guard child > 0 else {
        say("--keep-going: no process could be started: \(String(cString: strerror(errno)))")
        exit(2)
      }
      var status: Int32 = 0
      let signal = recount_child_wait(child, &status)
      switch Self.end(status, signal) {
      case .signalled(let number): recount_end_by(number)
      case .exited(let status):
        exit(ChildOutput(output).passOn(say: say) ? status : 2)
      case .failed:
        guard let path = blamed(after: left, status) else {
          exit(TrapHandler.status)
        }
        left.append(path)
      }
      close(output)
    }
  }

  /// What a supervisor told this process to leave out.
  private static var leftOut: [String] {
    var paths: [String] = []
    while let path = recount_left_out(paths.count) { paths.append(String(cString: path)) }
    return paths
  }

  private static func start(without left: [String], output: Int32) -> pid_t {
    guard output >= 0 else { return -1 }
    let paths = left.map { strdup($0) }
    defer { for path in paths { free(path) } }
    let given = paths.map { UnsafePointer($0) }
    return recount_child_start(CommandLine.unsafeArgv, given, given.count, output)
  }

  /// The input to leave out next; `nil`, and a sentence, where that would not help.
  private func blamed(after left: [String], _ status: Int32) -> String? {
    let signal = status & 0x7F
    let how = signal == 0 ? "" : " (ended by signal \(signal))"
    guard let path = recount_child_blamed().map({ String(cString: $0) }) else {
      say("--keep-going: recount failed\(how), and not on one input that could be left out")
      return nil
    }
    if left.contains(where: { $0.utf8.elementsEqual(path.utf8) }) {
      say("--keep-going: recount fails though \(shown(path)) is left out")
      return nil
    }
    if let why = readOnce {
      say("--keep-going: recount failed on \(shown(path))\(how) and cannot start again: \(why)")
      return nil
    }
    say("--keep-going: recount failed on \(shown(path))\(how) and starts again without it")
    return path
  }

  /// - Parameter signal: what came to end this process while the child ran; 0 for nothing.
  private static func end(_ status: Int32, _ signal: Int32) -> End {
    guard signal == 0 else { return .signalled(signal) }
    let number = status & 0x7F
    if number == 0 {
      let code = status >> 8 & 0xFF
      return code == TrapHandler.status ? .failed : .exited(code)
    }
    return [SIGINT, SIGTERM, SIGHUP].contains(number) ? .signalled(number) : .failed
  }
}

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
      if let problem = Descriptor.write(buffer[..<count], to: STDOUT_FILENO) {
        // A reader that has seen enough closes the pipe: no cause for a message.
        if problem != EPIPE { say("standard output: \(String(cString: strerror(problem)))") }
        return false
      }
    }
  }
}

/// Unbuffered writing to a descriptor.
public enum Descriptor {
  /// Writes all bytes; returns the error number when it cannot.
  public static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Int32? {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        // A descriptor that another program made impatient.
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&waiting, 1, -1)
      } else if errno != EINTR {
        return errno
      }
    }
    return nil
  }
}
