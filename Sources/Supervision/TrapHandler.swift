import CTrap

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
