import CTrap

/// What this process is doing, noted for the case that it traps.
///
/// The notes are made an input and a window at a time, so they cost nothing a line. Each thread
/// has its own: the one that traps says what it was reading.
public enum CurrentWork {
  /// This thread begins to read an input.
  ///
  /// - Parameters:
  ///   - path: as it was found, to leave it out later.
  ///   - shown: as it may be printed, without control characters and secrets.
  public static func reading(_ path: String, shown: String) {
    recount_trap_reading(shown, path)
  }

  /// This thread is done with its input.
  public static func leftInput() { recount_trap_left() }

  /// The process does something that is about no single input, in the words behind "while".
  public static func doing(_ what: StaticString) { lend(what, to: recount_trap_doing) }

  /// What to tell a person at the end of the line on a trap, where an input was being read.
  public static func advise(_ advice: StaticString) { lend(advice, to: recount_trap_advise) }

  /// The words of a literal end in a zero and stay where they are.
  private static func lend(
    _ words: StaticString, to take: (UnsafePointer<CChar>?) -> Void
  ) {
    words.withUTF8Buffer { words in
      words.withMemoryRebound(to: CChar.self) { take($0.baseAddress) }
    }
  }

  /// A check failed that only a defect of recount can break: the input is the one to leave out.
  public static func blame(_ path: String) { recount_trap_blame(path) }
}

/// The handler of signals that a process ends itself with: it says what was being read.
public enum TrapHandler {
  /// The exit status after a trap, that of every broken invariant.
  public static let status = RECOUNT_TRAP_STATUS

  /// From now on a trap writes one line to standard error, which names the input and the decoded
  /// offset last entered, and ends the process with ``status``.
  ///
  /// It ends at once: no debugger is started that a cron job would wait for.
  public static func install() { recount_trap_install() }
}
