import ChangePoints
import Signals

/// Finds calls of a sparse operation that took many times what nearly all others of it take,
/// whether they then failed or not.
///
/// A dependency that hangs ends some calls with a timeout and lets others through after half a
/// minute: of a few orders an hour, either are too few to be told alone, and together they are
/// plain.
struct SparseTail {
  /// With fewer calls nothing is known of its latencies; with more ``FarTail`` looks at them.
  private static let calls = LatencyDetector.leastCalls..<FarTail.leastCalls
  /// From so many times the healthy 95th percentile on, and from so many microseconds on.
  private static let times = 10.0
  private static let leastMicroseconds = 1e6
  private static let healthyQuantile = 0.95
  /// What a run needs: nats, slow calls, of which some did not fail, their share, seconds, and
  /// calls outside of it.
  private static let leastEvidence = 10.0
  private static let leastSlow = 4
  private static let leastServed = 2
  private static let leastShare = 0.5
  private static let leastSeconds = 20.0
  private static let leastOutside = 8
  private static let mostSpan = 0.5

  /// The operation with its slow failures among the calls of known length.
  let timeline: OperationTimeline
  /// Its calls of known length.
  let all: LatencyCounts
  /// Its calls by their begin, those that hung as failures.
  let slow: SlowCells
  /// Calls of this class and above hung.
  var least: LatencyClass { slow.least }
  private let own: OperationTimeline

  /// `nil` where the operation is not sparse, or too few of its calls hung.
  init?(
    _ timeline: OperationTimeline, _ calls: CallLengths, _ thresholds: LatencyThresholds,
    origin: Int64
  ) {
    guard Self.calls.contains(calls.total),
      let healthy = thresholds.lowest(Self.healthyQuantile)
    else { return nil }
    let far = max(Self.leastMicroseconds, Self.times * healthy.next.lower)
    let least = LatencyClass(microseconds: far).next
    let all = timeline.withSlowFailures(above: least, Self.passing(timeline))
    let lengths = CallLengths(all, origin: origin)
    guard lengths.count(from: least) >= Self.leastSlow else { return nil }
    self.timeline = all
    self.all = lengths.all
    slow = lengths.slowCells(above: least)
    own = timeline
  }

  /// Signatures whose failures lie within half of the operation's time: what is refused after half
  /// a minute all day, as an order too large is, belongs to no outage.
  private static func passing(_ timeline: OperationTimeline) -> Set<Int> {
    guard let first = timeline.slots.first?.start, let last = timeline.slots.last?.start else {
      return []
    }
    let most = Double(last - first) * Double(timeline.width) * mostSpan
    return Set(
      timeline.signatures.indices.filter { index in
        let marks = timeline.failureMarks([index])
        guard let from = marks.first, let to = marks.last else { return false }
        return to.time.seconds(since: from.time) <= most
      })
  }

  /// Whether a run of slow calls stands out.
  ///
  /// - Parameter cellWidth: seconds; a run of whole cells may be so much shorter than it looks.
  func isPlain(_ run: Finding, cellWidth: Double, in log: LogView) -> Bool {
    guard run.run.evidence >= Self.leastEvidence, run.run.failures >= Self.leastSlow,
      run.run.observedRatio >= Self.leastShare,
      run.run.observedRatio >= 2 * run.run.baselineRatio,
      run.baselineAttempts >= Self.leastOutside,
      run.to - run.from - cellWidth >= Self.leastSeconds
    else { return false }
    // Calls that all failed are no question of how long they took.
    var served = 0
    own.forEachSuccess { mark in
      let begin = log.seconds(nanoseconds: mark.beginNanoseconds)
      if begin >= run.from, begin <= run.to, mark.latencyClass.map({ $0 >= least }) == true {
        served += 1
      }
    }
    return served >= Self.leastServed
  }
}
