/// How much of a boundary bucket lies inside the run.
enum CellShare {
  /// A share is told only where chance moves it by less than this (one standard deviation).
  private static let precision = 0.25

  /// The share of a bucket inside, from its events and what it would hold all outside
  /// (`baseline`) and all inside (`level`).
  ///
  /// `nil` where the two are too close for the bucket's events to tell, unless it is to be told
  /// `anyway`.
  static func inside(
    observed: Double, baseline: Double, level: Double, anyway: Bool = false
  ) -> Double? {
    let change = level - baseline
    let deviation = max(level, baseline).squareRoot()
    guard change != 0, anyway || deviation < precision * abs(change) else { return nil }
    return min(1, max(0, (observed - baseline) / change))
  }

  /// The cells of a run that lie inside it whole: all but the first and last, if there are more.
  static func inner(of cells: Range<Int>) -> Range<Int> {
    cells.count > 2 ? cells.lowerBound + 1..<cells.upperBound - 1 : cells
  }

  /// `found` widened to all of the bucket round `time`, with the moment that `share` of it tells.
  static func refined(
    _ found: IntervalEstimate, by share: Double?, of time: Double, _ width: Double, isEnd: Bool
  ) -> IntervalEstimate {
    let first = time - width / 2
    let last = time + width / 2
    var refined = found.widened(to: first, last)
    if let share { refined.estimate = isEnd ? first + width * share : last - width * share }
    return refined
  }
}
