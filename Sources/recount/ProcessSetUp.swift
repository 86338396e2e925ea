import CMalloc
import Glibc
import Pipeline

/// What the process does before anything else.
enum ProcessSetUp {
  /// A crash ends the process at once instead of starting a debugger that a cron job would wait
  /// for; a closed pipe is an error of the write, not a signal.
  static func run() {
    for number in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT] {
      signal(number, SIG_DFL)
    }
    signal(SIGPIPE, SIG_IGN)
    EndingSignals.handle()
    recount_keep_freed_memory()
  }
}
