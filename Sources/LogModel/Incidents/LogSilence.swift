/// A stretch of which no input holds a record, though they usually hold many: whether nothing
/// happened or nothing was logged is not known, so it is no incident.
public struct LogSilence: Hashable, Sendable {
  /// From the last record before it to the first after it.
  public var range: TimeRange
  /// Records of all inputs a minute outside of such stretches.
  public var usualPerMinute: Double

  public init(range: TimeRange, usualPerMinute: Double) {
    self.range = range
    self.usualPerMinute = usualPerMinute
  }
}

extension LogSilence {
  /// All silences of some inputs together, in order: a gap of one that no other input fills.
  public static func all(of readings: [InputReading]) -> [LogSilence] {
    let inputs = readings.filter { $0.first != nil && $0.last != nil }
    let gaps = inputs.flatMap(\.gaps).filter { !$0.isBetweenFiles && $0.from < $0.to }
      .map { TimeRange(from: $0.from, to: $0.to) }
    guard !gaps.isEmpty else { return [] }
    let known = joined(inputs.flatMap(pieces))
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
    return silences.map { LogSilence(range: $0, usualPerMinute: rate) }
  }

  /// Of the gap that shows it, so much no other input fills.
  private static let leastShare = 0.5

  private static func longest(_ gaps: [TimeRange], around silence: TimeRange) -> Double {
    gaps.filter { $0.from <= silence.from && silence.to <= $0.to }.map(\.seconds).min() ?? 0
  }

  /// What an input covers but for its gaps.
  private static func pieces(of reading: InputReading) -> [TimeRange] {
    guard let first = reading.first, let last = reading.last, first <= last else { return [] }
    var from = first
    var pieces: [TimeRange] = []
    for gap in reading.gaps.sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) })
    where gap.from >= from && gap.to <= last {
      pieces.append(TimeRange(from: from, to: gap.from))
      from = gap.to
    }
    return pieces + [TimeRange(from: from, to: last)]
  }

  private static func joined(_ ranges: [TimeRange]) -> [TimeRange] {
    var joined: [TimeRange] = []
    for range in ranges.sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) }) {
      if let last = joined.last, range.from <= last.to {
        joined[joined.count - 1].to = max(last.to, range.to)
      } else {
        joined.append(range)
      }
    }
    return joined
  }
}

/// A stretch without a request of a service, though earlier logs had many at such hours: whether
/// the service was not reached or its records were not collected cannot be known.
public struct UnexplainedGap: Hashable, Sendable {
  public var service: String
  /// From the last request before to the first after.
  public var range: TimeRange
  /// How many requests were due, with 90 %.
  public var low: Int
  public var high: Int
  public var history: HistoryDays

  public init(service: String, range: TimeRange, low: Int, high: Int, history: HistoryDays) {
    self.service = service
    self.range = range
    self.low = low
    self.high = high
    self.history = history
  }
}
