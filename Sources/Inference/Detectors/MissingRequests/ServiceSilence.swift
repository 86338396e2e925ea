import LogModel
import Signals

/// A stretch of which the logs hold no request of a service, though by the history many were due.
///
/// That nothing was collected looks the same as that nothing came: neither is claimed.
struct ServiceSilence {
  private static let leastDue = 20.0
  private static let leastDays = 2
  private static let mostRatio = 0.01
  /// Of a drop, so much lies in the silence if it is that.
  private static let leastShared = 0.5
  /// A source had at least such a part of the requests, and the others go on as they were.
  private static let leastShare = 0.1
  private static let othersGoOn = 0.8

  var service: String
  /// In seconds from the log's origin: the last request before and the first after.
  var from: Double
  var to: Double
  var usual: TrafficBaseline

  func covers(_ from: Double, _ to: Double) -> Bool {
    min(to, self.to) - max(from, self.from) >= Self.leastShared * (to - from)
  }

  /// What the evidence cannot show of it.
  func gap(in log: LogView) -> UnexplainedGap {
    UnexplainedGap(
      service: service, range: TimeRange(from: log.timestamp(from), to: log.timestamp(to)),
      low: Rounding.count(usual.low), high: Rounding.count(usual.high.rounded(.up)),
      history: usual.history)
  }

  /// All of a log, in order of service and time; none without a history.
  static func all(in log: LogView) -> [ServiceSilence] {
    guard !log.usual.isEmpty else { return [] }
    return log.requestsByService.flatMap { service, members -> [ServiceSilence] in
      guard let judge = TrafficAnomalyTest(members, of: service, in: log) else { return [] }
      let marks = members.flatMap { $0.arrivalMarks() }
        .map { log.seconds($0.time) }.sorted()
      let found = judge.runs(keyCount: 1).filter { $0.run.direction == .silence }
        .map { ($0.run.onset.estimate, $0.run.end?.estimate) }
      let covered = log.covered(of: service)
      let uncovered = zip(covered, covered.dropFirst()).map { one, next in
        (log.seconds(one.to), Optional(log.seconds(next.from)))
      }
      return (found + uncovered).sorted { $0.0 < $1.0 }.compactMap { from, to in
        silence(of: service, from, to, marks, judge)
      }
    }
  }

  private static func silence(
    of service: String, _ from: Double, _ to: Double?, _ marks: [Double],
    _ judge: TrafficAnomalyTest
  ) -> ServiceSilence? {
    // What goes on to the log's end has no range that any log covers.
    guard let to, to > from else { return nil }
    let middle = from + (to - from) / 2
    guard let before = marks.last(where: { $0 <= middle }),
      let after = marks.first(where: { $0 > middle }),
      let usual = judge.due(from: before, to: after), usual.due >= leastDue,
      usual.days >= leastDays, usual.isKnown, usual.seen <= 1 + mostRatio * usual.due
    else { return nil }
    return ServiceSilence(service: service, from: before, to: after, usual: usual)
  }

  /// Whether fewer requests came because those of one host or pod are not in the logs at all,
  /// while the others had as many as ever.
  static func isOfOneSource(
    _ timeline: OperationTimeline, in log: LogView, from: Double, to: Double
  ) -> Bool {
    let series = log.watched.series(of: timeline)
    guard Set(series.map(\.key.source)).count > 1 else { return false }
    var sums: [String: (inside: Double, outside: Double)] = [:]
    for one in series {
      for bucket in one.buckets {
        let middle =
          Double(bucket.start * timeline.width - log.origin)
          + Double(timeline.width) / 2
        if middle >= from, middle <= to {
          sums[one.key.source, default: (0, 0)].inside += Double(bucket.arrivals)
        } else {
          sums[one.key.source, default: (0, 0)].outside += Double(bucket.arrivals)
        }
      }
    }
    let all = sums.values.reduce(0) { $0 + $1.outside }
    let gone = sums.filter {
      $0.value.inside == 0 && $0.value.outside >= leastShare * max(1, all)
    }
    guard !gone.isEmpty, gone.count < sums.count, let range = log.range else { return false }
    let left = sums.filter { gone[$0.key] == nil }.values
    let inside = left.reduce(0) { $0 + $1.inside } / max(1, to - from)
    let elsewhere = max(1, range.seconds - (min(to, log.seconds(range.to)) - from))
    return inside >= othersGoOn * left.reduce(0) { $0 + $1.outside } / elsewhere
  }
}

extension LogSilence {
  /// All silences of some inputs together, in order: a gap of one that no other input fills.
  static func all(of readings: [InputReading]) -> [LogSilence] {
    let inputs = readings.filter { $0.first != nil && $0.last != nil }
    let gaps = inputs.flatMap(\.gaps).filter { !$0.isBetweenFiles && $0.from < $0.to }
      .map { TimeRange(from: $0.from, to: $0.to) }
    guard !gaps.isEmpty else { return [] }
    let known = inputs.flatMap(\.coveredStretches).joined()
    let silences = zip(known, known.dropFirst()).map { one, next in
      TimeRange(from: one.to, to: next.from)
    }.filter { silence in
      // Where no input was on, a file is missing, which is told elsewhere.
      gaps.contains { $0.from <= silence.from && silence.to <= $0.to }
        && silence.seconds >= leastShare * longest(gaps, around: silence)
    }
    let records = inputs.reduce(0) { $0 + $1.account.records }
    let seconds = known.reduce(0) { $0 + $1.seconds }
    guard seconds > 0 else { return [] }
    let rate = Double(records) * 60 / seconds
    return silences.map { LogSilence(range: $0, baselinePerMinute: rate) }
  }

  /// Of the gap that shows it, so much no other input fills.
  private static let leastShare = 0.5

  private static func longest(_ gaps: [TimeRange], around silence: TimeRange) -> Double {
    gaps.filter { $0.from <= silence.from && silence.to <= $0.to }.map(\.seconds).min() ?? 0
  }
}
