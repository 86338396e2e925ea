/// What the ratio model found in one signal.
struct RatioResult: Sendable {
  enum BaselineBasis: Sendable, Equatable {
    /// The calls outside the runs.
    case log
    /// Handed in, from history.
    case given
    /// The log holds next to no calls outside its runs.
    case assumed
  }

  /// Share of calls that fail when nothing is wrong, drawn a little towards 1 %.
  var baseline: Double
  var basis: BaselineBasis
  /// Over-dispersion of failures outside the runs; at least 1.
  var phi: Double
  /// Calls outside the runs kept, and how many of them failed.
  var baselineAttempts: Int
  var baselineFailures: Int
  /// In order of time.
  var runs: [RatioRun]
  /// The strongest stretch that stayed below the bounds of a run.
  var nearMiss: RatioNearMiss?
}

/// A stretch in which failures lie above the baseline.
struct RatioRun: Sendable {
  enum Shape: Sendable, Equatable {
    case step, gradual
  }

  /// Cells from the first with a failure to the last with one.
  var cells: Range<Int>
  /// The stretches before those close to each other were joined: relapses. Trimmed likewise.
  var phases: [Range<Int>]
  /// Nats in favour of the run against the baseline, after the price of one more incident.
  var evidence: Double
  var baselineRatio: Double
  /// Failures by attempts over `cells`.
  var observedRatio: Double
  var attempts: Int
  var failures: Int
  /// Already failing at the first cell: the start is not in the log.
  var startsAtFirstCell: Bool
  /// Still failing at the last cell: the end is not in the log.
  var reachesLastCell: Bool
  var onsetBracket: CellBracket
  var endBracket: CellBracket
  var onset: IntervalEstimate
  /// `nil` when `reachesLastCell`.
  var end: IntervalEstimate?
  var shape: Shape
}
