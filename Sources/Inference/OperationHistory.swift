import LogModel
import Parse
import Signals

/// What earlier logs know of one operation: how its calls ended, hour by hour, and how long
/// they took.
struct OperationHistory: Sendable {
  /// Fewer calls outside of its own incidents say nothing of what is usual.
  private static let leastAttempts = 30
  /// An hour of the week or of the day speaks for itself from so many calls on, or from so many
  /// failures that are expected of it.
  private static let leastInHour = 200
  private static let leastExpected = 5.0
  private static let leastInDay = 100
  private static let leastTimed = 100
  /// Calls as if seen before, failing as all of the history does.
  private static let prior = 50.0

  struct Counts: Sendable {
    var attempts = 0
    var failures = 0
    var ratio: Double { attempts > 0 ? Double(failures) / Double(attempts) : 0 }

    mutating func add(_ other: Counts) {
      attempts += other.attempts
      failures += other.failures
    }
  }

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
  let arrivals: ArrivalHistory
  /// From which latency on its calls were slow; none where too few are timed.
  let thresholds: [LatencyClass]
  private(set) var latencies = LatencyCounts()

  /// - Parameters:
  ///   - runs: its own incidents in seconds from `origin`: they do not say what is usual.
  ///   - range: of the whole history.
  ///   - covered: what the logs of its service cover.
  init(
    _ timeline: OperationTimeline, outside runs: [ClosedRange<Double>], origin: Int64,
    range: TimeRange, covered: [TimeRange]
  ) {
    arrivals = ArrivalHistory(timeline, covered: covered, outside: runs, origin: origin)
    ref = timeline.ref
    dependency = timeline.dependency
    kind = timeline.kind
    self.range = range
    signatures = Dictionary(
      uniqueKeysWithValues: timeline.signatures.enumerated().map { ($1, $0) })
    thresholds =
      timeline.timedCalls >= Self.leastTimed ? LatencyThresholds(timeline).classes : []
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
      if isOutside(start) { latencies.add(latency, count) }
    }
  }

  /// The usual share of the hours that a log covers, each as much as it has calls there.
  ///
  /// - Parameters:
  ///   - keys: the failures that are asked for; they share the successes as denominator.
  ///   - calls: of the log, by hour since the epoch.
  /// - Returns: `nil` where the history has too few calls to tell, or no success among them.
  func share(of keys: [SignatureKey], over calls: [Int64: Int]) -> UsualShare? {
    let wanted = Set(keys.compactMap { signatures[$0] })
    var all = Counts()
    var ofWeek = [Counts](repeating: Counts(), count: UsualHours.inWeek)
    var ofDay = [Counts](repeating: Counts(), count: 24)
    var dates: [Int64: Counts] = [:]
    for hour in hours {
      let failures = wanted.reduce(0) { $0 + (hour.failures[$1] ?? 0) }
      let counts = Counts(attempts: hour.successes + failures, failures: failures)
      all.add(counts)
      let place = UsualHours.place(of: hour.hour)
      ofWeek[place].add(counts)
      ofDay[place % 24].add(counts)
      dates[hour.hour.flooredDivision(by: 24), default: Counts()].add(counts)
    }
    guard all.attempts >= Self.leastAttempts, all.failures < all.attempts else { return nil }
    var found = UsualShare(
      share: 0, failures: 0, attempts: 0, range: range, hours: "",
      worstDay: dates.values.filter { $0.attempts >= Self.leastInDay }.map(\.ratio).max()
        ?? all.ratio)
    let overall = (Double(all.failures) + 0.5) / (Double(all.attempts) + Self.prior)
    func speaks(_ counts: Counts) -> Bool {
      counts.attempts >= Self.leastInHour
        || Double(counts.attempts) * all.ratio >= Self.leastExpected
    }
    var words = UsualHours()
    var taken = Counts()
    var days: Set<Int> = []
    var sum = 0.0
    var weight = 0.0
    for (place, calls) in Self.byPlace(calls) {
      var one = all
      if speaks(ofWeek[place]) {
        one = ofWeek[place]
        taken.add(one)
        words.note(week: place)
      } else if speaks(ofDay[place % 24]) {
        one = ofDay[place % 24]
        if days.insert(place % 24).inserted { taken.add(one) }
        words.note(day: place % 24)
      } else {
        words.noteWhole()
      }
      let share =
        (Double(one.failures) + overall * Self.prior) / (Double(one.attempts) + Self.prior)
      sum += share * Double(calls)
      weight += Double(calls)
    }
    if words.isWhole || taken.attempts == 0 { taken = all }
    found.share = weight > 0 ? sum / weight : overall
    (found.failures, found.attempts) = (taken.failures, taken.attempts)
    found.hours = words.text
    return found
  }

  /// Calls by hour of the week, in its order.
  private static func byPlace(_ calls: [Int64: Int]) -> [(Int, Int)] {
    var places = [Int](repeating: 0, count: UsualHours.inWeek)
    for (hour, count) in calls { places[UsualHours.place(of: hour)] += count }
    return places.enumerated().filter { $0.element > 0 }.map { ($0.offset, $0.element) }
  }

  /// The usual share of calls of a class and above; `nil` where too few are timed.
  func slowShare(above least: LatencyClass) -> UsualShare? {
    guard !thresholds.isEmpty, latencies.total >= Self.leastTimed else { return nil }
    let slow = latencies.count(from: least)
    let ratio = Double(slow) / Double(latencies.total)
    return UsualShare(
      share: (Double(slow) + 0.5) / (Double(latencies.total) + Self.prior), failures: slow,
      attempts: latencies.total, range: range, hours: "", worstDay: ratio)
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
