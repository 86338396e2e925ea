/// Calls of one signal at one moment, and how many of them failed.
///
/// Seconds from any origin. An exact event has one attempt and its own time; a bucket has the
/// time of its centre. Events of equal stamp belong in one cell: their order is not known.
package struct RatioCell: Sendable, Equatable {
  package var time: Double
  package var attempts: Int
  package var failures: Int

  package init(time: Double, attempts: Int, failures: Int) {
    self.time = time
    self.attempts = attempts
    self.failures = failures
  }

  /// Most calls of a cell that are believed: sums of cells stay far from overflow.
  private static let most = 1 << 32

  /// Failed calls, held to what is possible.
  package var bad: Int { min(max(0, failures), calls) }
  /// Calls that did not fail, held to what is possible.
  package var good: Int { calls - bad }

  private var calls: Int { min(max(0, attempts), Self.most) }
}

/// The observed events a boundary lies between.
///
/// Cells are indices into what the model was given; a side is `nil` when no such cell exists. In
/// a bucket the times are where the event is expected among its like, the stamps being gone.
package struct CellBracket: Sendable, Equatable {
  var lowCell: Int?
  var highCell: Int?
  package var low: Double?
  package var high: Double?

  package init(lowCell: Int? = nil, highCell: Int? = nil, low: Double? = nil, high: Double? = nil) {
    self.lowCell = lowCell
    self.highCell = highCell
    self.low = low
    self.high = high
  }

  /// From the last good call before cell `failing`, which holds the first bad one, to that call.
  package static func onset(
    in cells: [RatioCell], failing: Int, width: Double
  ) -> CellBracket {
    guard cells.indices.contains(failing) else { return CellBracket() }
    var bracket = CellBracket(highCell: failing)
    bracket.high = first(of: cells[failing].bad, in: cells[failing], width)
    var good = failing - 1
    while good >= 0, cells[good].good == 0 { good -= 1 }
    guard good >= 0 else { return bracket }
    bracket.lowCell = good
    bracket.low = last(of: cells[good].good, in: cells[good], width)
    return bracket
  }

  /// From the last bad call, in cell `failing`, to the first good one after it.
  package static func end(in cells: [RatioCell], failing: Int, width: Double) -> CellBracket {
    guard cells.indices.contains(failing) else { return CellBracket() }
    var bracket = CellBracket(lowCell: failing)
    bracket.low = last(of: cells[failing].bad, in: cells[failing], width)
    var good = failing + 1
    while good < cells.count, cells[good].good == 0 { good += 1 }
    guard good < cells.count else { return bracket }
    bracket.highCell = good
    bracket.high = first(of: cells[good].good, in: cells[good], width)
    return bracket
  }

  /// Where the first of `count` events spread evenly over a cell is expected.
  private static func first(of count: Int, in cell: RatioCell, _ width: Double) -> Double {
    cell.time - width / 2 + width / (Double(max(1, count)) + 1)
  }

  /// Where the last of `count` events spread evenly over a cell is expected.
  private static func last(of count: Int, in cell: RatioCell, _ width: Double) -> Double {
    cell.time + width / 2 - width / (Double(max(1, count)) + 1)
  }
}

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
