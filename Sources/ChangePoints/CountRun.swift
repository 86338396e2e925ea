/// A stretch in which events arrive faster or slower than the baseline.
package struct CountRun: Sendable {
  package enum Direction: Sendable, Equatable {
    case rise, drop
    /// Fewer than a tenth of the events expected.
    case silence
  }

  package var cells: Range<Int>
  package var direction: Direction
  /// Events expected a minute over the run's covered cells, on average.
  package var baselinePerMinute: Double
  package var observedPerMinute: Double
  /// Nats in favour of the run against the baseline, after the price of one more incident.
  package var evidence: Double
  /// The level changed before the first covered cell.
  package var startsAtFirstCell: Bool
  /// The level has not come back by the last covered cell.
  package var reachesLastCell: Bool
  package var onset: IntervalEstimate
  /// `nil` when `reachesLastCell`.
  package var end: IntervalEstimate?

  package init(
    cells: Range<Int>, direction: Direction, baselinePerMinute: Double, observedPerMinute: Double,
    evidence: Double, startsAtFirstCell: Bool, reachesLastCell: Bool, onset: IntervalEstimate,
    end: IntervalEstimate? = nil
  ) {
    self.cells = cells
    self.direction = direction
    self.baselinePerMinute = baselinePerMinute
    self.observedPerMinute = observedPerMinute
    self.evidence = evidence
    self.startsAtFirstCell = startsAtFirstCell
    self.reachesLastCell = reachesLastCell
    self.onset = onset
    self.end = end
  }
}

/// What the count model found in one series.
package struct CountResult: Sendable {
  /// Over-dispersion of the counts outside the runs; at least 1.
  package var phi: Double
  /// In order of time.
  package var runs: [CountRun]
}
