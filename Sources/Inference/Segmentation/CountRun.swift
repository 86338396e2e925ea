/// A stretch in which events arrive faster or slower than the baseline.
struct CountRun: Sendable {
  enum Direction: Sendable, Equatable {
    case rise, drop
    /// Fewer than a tenth of the events expected.
    case silence
  }

  var cells: Range<Int>
  var direction: Direction
  /// Events expected a minute over the run's covered cells, on average.
  var baselinePerMinute: Double
  var observedPerMinute: Double
  /// Nats in favour of the run against the baseline, after the price of one more incident.
  var evidence: Double
  /// The level changed before the first covered cell.
  var startsAtFirstCell: Bool
  /// The level has not come back by the last covered cell.
  var reachesLastCell: Bool
  var onset: IntervalEstimate
  /// `nil` when `reachesLastCell`.
  var end: IntervalEstimate?
}

/// What the count model found in one series.
struct CountResult: Sendable {
  /// Expected events of each cell.
  var expected: [Double]
  /// Over-dispersion of the counts outside the runs; at least 1.
  var phi: Double
  /// In order of time.
  var runs: [CountRun]
}
