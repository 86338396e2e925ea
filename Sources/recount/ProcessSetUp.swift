import CMalloc
import Glibc
import Pipeline
import Supervision

/// What the process does before anything else.
enum ProcessSetUp {
  /// A crash says what was being read and ends the process at once, instead of starting a debugger
  /// that a cron job would wait for; a closed pipe is an error of the write, not a signal.
  static func run() {
    TrapHandler.install()
    signal(SIGPIPE, SIG_IGN)
    EndingSignals.handle()
    recount_keep_freed_memory()
  }
}
