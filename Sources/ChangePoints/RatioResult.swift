/// What the ratio model found in one signal.
package struct RatioResult: Sendable {
  package enum BaselineBasis: Sendable, Equatable {
    /// The calls outside the runs.
    case log
    /// Handed in, from history.
    case given
    /// The log holds next to no calls outside its runs.
    case assumed
  }

  /// Share of calls that fail when nothing is wrong, drawn a little towards 1 %.
  package var baseline: Double
  package var basis: BaselineBasis
  /// Over-dispersion of failures outside the runs; at least 1.
  package var phi: Double
  /// Calls outside the runs kept, and how many of them failed.
  package var baselineAttempts: Int
  package var baselineFailures: Int
  /// In order of time.
  package var runs: [RatioRun]
  /// The strongest stretch that stayed below the bounds of a run.
  package var nearMiss: RatioNearMiss?
}

/// A stretch in which failures lie above the baseline.
package struct RatioRun: Sendable {
  package enum Shape: Sendable, Equatable {
    case step, gradual
  }

  /// Cells from the first with a failure to the last with one.
  package var cells: Range<Int>
  /// The stretches before those close to each other were joined: relapses. Trimmed likewise.
  package var phases: [Range<Int>]
  /// Nats in favour of the run against the baseline, after the price of one more incident.
  package var evidence: Double
  package var baselineRatio: Double
  /// Failures by attempts over `cells`.
  package var observedRatio: Double
  package var attempts: Int
  package var failures: Int
  /// Already failing at the first cell: the start is not in the log.
  package var startsAtFirstCell: Bool
  /// Still failing at the last cell: the end is not in the log.
  package var reachesLastCell: Bool
  package var onsetBracket: CellBracket
  package var endBracket: CellBracket
  package var onset: IntervalEstimate
  /// `nil` when `reachesLastCell`.
  package var end: IntervalEstimate?
  package var shape: Shape

  /// - Parameter cells: none where events alone tell the run, of which no share was made.
  package init(
    cells: Range<Int> = 0..<1, phases: [Range<Int>] = [0..<1], evidence: Double,
    baselineRatio: Double = 0, observedRatio: Double, attempts: Int, failures: Int,
    startsAtFirstCell: Bool, reachesLastCell: Bool, onsetBracket: CellBracket = CellBracket(),
    endBracket: CellBracket = CellBracket(), onset: IntervalEstimate,
    end: IntervalEstimate? = nil, shape: Shape = .step
  ) {
    self.cells = cells
    self.phases = phases
    self.evidence = evidence
    self.baselineRatio = baselineRatio
    self.observedRatio = observedRatio
    self.attempts = attempts
    self.failures = failures
    self.startsAtFirstCell = startsAtFirstCell
    self.reachesLastCell = reachesLastCell
    self.onsetBracket = onsetBracket
    self.endBracket = endBracket
    self.onset = onset
    self.end = end
    self.shape = shape
  }
}
