import ChangePoints
import Signals

/// The far tail of an operation's latencies: calls that took many times what one in a hundred
/// takes on good days.
///
/// A few calls in a hundred that hang for seconds move no quantile of the others, and where next
/// to none ever does they are plain all the same: a process that pauses, a host that stalls.
struct FarTail {
  /// Fewer calls do not tell one in a hundred.
  static let leastCalls = 400
  /// From so many times the healthy 99th percentile on, and from so many microseconds on: what
  /// is sooner over is noticed by nobody.
  private static let times = 10.0
  private static let leastMicroseconds = 1e6
  private static let healthyQuantile = 0.99
  /// What a run needs: nats, slow calls, seconds, and its share of slow calls, also as a multiple
  /// of what is usual.
  private static let leastEvidence = 10.0
  private static let leastSlow = 6
  private static let leastSeconds = 20.0
  private static let leastShare = 0.005
  private static let leastRise = 10.0

  /// Calls of this class and above are of the far tail.
  let least: LatencyClass

  /// `nil` where there are too few calls to tell, or too few of them are so slow.
  init?(_ calls: CallLengths, _ thresholds: LatencyThresholds) {
    guard calls.total >= Self.leastCalls,
      let healthy = thresholds.lowest(Self.healthyQuantile)
    else { return nil }
    let far = max(Self.leastMicroseconds, Self.times * healthy.next.lower)
    let least = LatencyClass(microseconds: far).next
    guard calls.count(from: least) >= Self.leastSlow else { return nil }
    self.least = least
  }

  /// Whether a run of slow calls stands out of a tail that is next to empty otherwise.
  ///
  /// - Parameter cellWidth: seconds; a run of whole cells may be so much shorter than it looks.
  func isPlain(_ run: Finding, cellWidth: Double) -> Bool {
    run.run.evidence >= Self.leastEvidence && run.run.failures >= Self.leastSlow
      && run.run.observedRatio >= Self.leastShare
      && run.run.observedRatio * Double(max(1, run.baselineAttempts))
        >= Self.leastRise * Double(run.baselineFailures)
      && run.to - run.from - cellWidth >= Self.leastSeconds
  }
}
