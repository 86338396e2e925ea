import Glibc
import Pipeline
import Synchronization

/// Shows on one line of a terminal what is being done, how much of it, how fast, and how long it
/// still takes.
final class ProgressLine: Sendable {
  private struct State {
    /// What is read, and since when: of the logs, then of the baseline.
    var total = 0
    var began = 0.0
    var shown = -Double.infinity
  }

  /// Seconds between two changes of it: faster than that nobody reads.
  private static let pause = 0.1
  private let state = Mutex(State())

  func show(_ progress: Progress) {
    let now = Self.now
    let text: String? = state.withLock { state in
      if case .reading(_, _, let total) = progress {
        if state.total != total || state.began == 0 {
          state.total = total
          state.began = now
        }
        guard now - state.shown >= Self.pause else { return nil }
      } else {
        // What is read after it is read anew.
        state.began = 0
      }
      state.shown = now
      return progress.text(after: now - state.began)
    }
    if let text { StandardError.progress(SafeMessage.text(text)) }
  }

  /// Seconds of a clock that nobody sets: it says how long something takes, and no result.
  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
