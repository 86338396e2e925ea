import LogModel
import Parse
import Signals

/// What earlier logs know of one operation: how its calls ended, hour by hour, and how long
/// they took.
struct OperationHistory: Sendable {
  /// Fewer calls outside of its own incidents say nothing of what is usual.
  private static let leastAttempts = 30
  /// Where none of them failed, so few say that the operation works.
  private static let leastSuccesses = 3
  private static let leastTimed = 100
  private static let leastBurstDays = 3
  private static let burstShare = 0.2
  private static let mostInBurst = 8

  private struct Hour: Sendable {
    var hour: Int64
    var successes = 0
    /// By signature; those without failures are left out.
    var failures: [Int: Int] = [:]
  }

  let ref: OperationRef
  let dependency: String
  let kind: LogRecord.Kind
  let range: TimeRange
  private let signatures: [SignatureKey: Int]
  private var hours: [Hour] = []
  let arrivals: TrafficHistory
  private let bursts: [Int]
  /// From which latency on its calls were slow; none where too few are timed.
  let thresholds: [LatencyClass]
  private(set) var latencies = LatencyCounts()
  /// The same by hour of the week, of those that have any.
  private var timedByPlace: [Int: LatencyCounts] = [:]

  /// - Parameters:
  ///   - incidents: its own, in seconds from `origin`: they do not say what is usual.
  ///   - range: of the whole history.
  ///   - covered: what the logs of its service cover.
  init(
    _ timeline: OperationTimeline, besides incidents: HistoryIncidents?, origin: Int64,
    range: TimeRange, covered: [TimeRange]
  ) {
    let runs = incidents?.stretches ?? []
    bursts = incidents?.bursts ?? []
    arrivals = TrafficHistory(timeline, covered: covered, outside: runs, origin: origin)
    ref = timeline.ref
    dependency = timeline.dependency
    kind = timeline.kind
    self.range = range
    signatures = Dictionary(
      uniqueKeysWithValues: timeline.signatures.enumerated().map { ($1, $0) })
    let calls = CallLengths(timeline, origin: origin)
    thresholds = calls.total >= Self.leastTimed ? LatencyThresholds(calls).classes : []
    func isOutside(_ start: Int64) -> Bool {
      let from = Double(start * timeline.width - origin)
      return !runs.contains {
        $0.lowerBound <= from + Double(timeline.width) && from <= $0.upperBound
      }
    }
    for slot in timeline.slots where isOutside(slot.start) {
      let hour = (slot.start * timeline.width).flooredDivision(by: 3600)
      if hours.last?.hour != hour { hours.append(Hour(hour: hour)) }
      let at = hours.count - 1
      hours[at].successes += slot.successCount
      for failure in timeline.failures(of: slot) {
        hours[at].failures[failure.signature, default: 0] += failure.cell.cell.count
      }
    }
    timeline.forEachLatency { start, latency, count in
      guard isOutside(start) else { return }
      latencies.add(latency, count)
      let hour = (start * timeline.width).flooredDivision(by: 3600)
      timedByPlace[HistoryHours.place(of: hour), default: LatencyCounts()].add(latency, count)
    }
  }

  /// The usual share of the hours that a log covers, each as much as it has calls there.
  ///
  /// - Parameters:
  ///   - keys: the failures that are asked for; they share the successes as denominator.
  ///   - calls: of the log, by hour since the epoch.
  /// - Returns: `nil` where the history has too few calls to tell, or no success among them.
  func share(of keys: [SignatureKey], over calls: [Int64: Int]) -> BaselineRate? {
    let wanted = Set(keys.compactMap { signatures[$0] })
    var counts = HourCounts()
    for hour in hours {
      let failures = wanted.reduce(0) { $0 + (hour.failures[$1] ?? 0) }
      counts.add(
        HourCounts.Counts(attempts: hour.successes + failures, failures: failures),
        hour: hour.hour)
    }
    guard counts.all.attempts >= Self.leastAttempts || counts.all.failures == 0,
      counts.all.attempts >= Self.leastSuccesses, counts.all.failures < counts.all.attempts
    else { return nil }
    return counts.share(over: calls, range: range)
  }

  /// Whether its calls are known, and none of them failed.
  var hasOnlySuccesses: Bool {
    hours.contains { $0.successes > 0 } && hours.allSatisfy(\.failures.isEmpty)
  }

  /// Whether every other log of so many calls has as many failures of a sort.
  func isOrdinary(_ signature: SignatureKey, failures: Int, attempts: Int) -> Bool {
    guard let key = signatures[signature] else { return false }
    let known = hours.reduce(0) { $0 + ($1.failures[key] ?? 0) }
    let all = hours.reduce(known) { $0 + $1.successes }
    let due = Double(known) * Double(attempts) / Double(max(1, all))
    return due >= ErrorHistory.leastPerLog * Double(failures)
  }

  /// Whether some failures in a row, no more than a handful, come on many ordinary days.
  func hasBursts(of failures: Int) -> Bool {
    let days = range.seconds / 86_400
    let needed = max(Self.leastBurstDays, Int((Self.burstShare * days).rounded(.up)))
    return failures <= Self.mostInBurst && bursts.count >= needed
      && bursts[needed - 1] >= failures
  }

  /// The usual share of calls of a class and above; `nil` where too few are timed.
  func slowShare(above least: LatencyClass, over calls: [Int64: Int]) -> BaselineRate? {
    guard !thresholds.isEmpty, latencies.total >= Self.leastTimed else { return nil }
    var counts = HourCounts()
    for (place, timed) in timedByPlace.sorted(by: { $0.key < $1.key }) {
      counts.add(
        HourCounts.Counts(attempts: timed.total, failures: timed.count(from: least)),
        place: place)
    }
    var found = counts.share(over: calls, range: range)
    found.worstDay = counts.all.ratio
    return found
  }

  /// How long calls take in the hours of a stretch, in seconds since the epoch; of all hours
  /// where too few are known of those.
  func latencies(from: Double, to: Double) -> LatencyCounts {
    guard let first = Int64(exactly: (from / 3600).rounded(.down)),
      let last = Int64(exactly: (to / 3600).rounded(.down)), first <= last
    else { return latencies }
    var sum = LatencyCounts()
    for place in Set((first...min(last, first + 167)).map(HistoryHours.place)).sorted() {
      if let timed = timedByPlace[place] { sum.add(timed) }
    }
    return sum.total >= Self.leastTimed ? sum : latencies
  }
}

extension OperationTimeline {
  /// How many of its calls ended in each hour since the epoch.
  var callsByHour: [Int64: Int] {
    var calls: [Int64: Int] = [:]
    for slot in slots where slot.arrivals > 0 {
      calls[(slot.start * width).flooredDivision(by: 3600), default: 0] += slot.arrivals
    }
    return calls
  }
}
