import LogModel
import Signals

/// Where a silence of lines began and ended, with its brackets.
struct SilenceBounds {
  let log: WatchedLog
  /// The last line before it.
  let last: EventRef
  /// The first line that shows it: one that came where others were overdue, or in their place.
  let shown: EventRef
  let isReplaced: Bool
  /// Seconds that usually pass from one such line to the next.
  let gap: Double
  let confidence: Boundary.Confidence
  let basis: String

  var onset: Boundary {
    let (low, high) = (log.evidence(last), log.evidence(shown))
    let length = high.time.seconds(since: low.time)
    let into = isReplaced ? length / 2 : min(length, gap / 2)
    return Boundary(
      earliest: low, latest: high, estimate: log.timestamp(log.seconds(low.time) + into),
      interval: TimeRange(from: low.time, to: high.time), shape: .step, confidence: confidence,
      basis: basis)
  }

  /// - Parameters:
  ///   - last: the last other line of the silence.
  ///   - back: the first line that came again.
  func end(last: EventRef, back: EventRef, gap: Double) -> Boundary {
    let (low, high) = (log.evidence(last), log.evidence(back))
    let estimate = max(log.seconds(low.time), log.seconds(high.time) - gap / 2)
    return Boundary(
      earliest: low, latest: high, estimate: log.timestamp(estimate),
      interval: TimeRange(from: min(low.time, high.time), to: high.time), shape: .step,
      confidence: confidence, basis: basis)
  }
}
