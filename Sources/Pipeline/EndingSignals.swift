import Glibc

/// Signals by which a person, a shell or a supervisor ends the process: what is temporary is
/// removed, then the same signal ends it, so that its status says which one it was.
public enum EndingSignals {
  private static let all = [SIGINT, SIGTERM, SIGHUP]

  /// Sets the handlers; a signal that is ignored, as under nohup(1), stays so.
  public static func handle() {
    Leftovers.prepare()
    for number in all {
      var before = sigaction()
      guard sigaction(number, nil, &before) == 0 else { continue }
      if before.isHandled(by: SIG_IGN) { continue }
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { number in
        Leftovers.unlinkAll()
        // By now the signal has its usual effect again, and is not held back.
        raise(number)
      }
      action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND)) | SA_NODEFER
      sigaction(number, &action, nil)
    }
  }
}

extension sigaction {
  fileprivate func isHandled(by other: @escaping @convention(c) (Int32) -> Void) -> Bool {
    unsafeBitCast(__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(other, to: Int.self)
  }
}
