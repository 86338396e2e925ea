import Glibc

/// A hidden Markov model of one series: a baseline state and a few raised or lowered levels.
///
/// Each cell carries two numbers, and the evidence of a level against the baseline is linear in
/// them: `first * firstGain[l] + second * secondGain[l]` nats. For failures they are the bad and
/// the good calls; for counts the events and the expected events. State 0 is the baseline, whose
/// evidence is zero; state l + 1 is level l. Cells may lie at any distance from each other: the
/// chance of a change grows with the time between them.
struct HiddenMarkovModel: Sendable {
  /// Time of each cell in seconds, not decreasing.
  let times: [Double]
  /// The first number of each cell.
  let first: [Double]
  /// The second number of each cell.
  let second: [Double]
  /// Nats per unit of `first` and of `second`, in pairs, one pair a level.
  let gains: [Double]
  /// How often states change.
  var pace = TransitionRates()
  /// For each cell the row of `otherGains` that holds in the place of `gains`, counted from 1; 0
  /// for `gains`. Empty where they hold everywhere.
  var rows: [UInt16] = []
  /// Rows as long as `gains`.
  var otherGains: [Double] = []

  var levelCount: Int { gains.count / 2 }

  init(times: [Double], first: [Double], second: [Double], gains: [Double]) {
    self.times = times
    self.first = first
    self.second = second
    self.gains = gains
  }

  /// Evidence in nats for `state` against the baseline at one cell.
  func evidence(of state: UInt8, at cell: Int) -> Double {
    guard state > 0, Int(state) <= levelCount else { return 0 }
    let pair = 2 * (Int(state) - 1)
    let row = row(of: cell)
    guard row > 0 else { return first[cell] * gains[pair] + second[cell] * gains[pair + 1] }
    let at = (row - 1) * gains.count + pair
    return first[cell] * otherGains[at] + second[cell] * otherGains[at + 1]
  }

  /// The row of gains that a cell has: 0 for `gains`, n for the n-th of `otherGains`.
  func row(of cell: Int) -> Int {
    guard !rows.isEmpty else { return 0 }
    return (Int(rows[cell])) * gains.count <= otherGains.count ? Int(rows[cell]) : 0
  }

  /// Seconds since the cell before, held to a range where every logarithm is finite.
  func gap(before cell: Int) -> Double {
    let gap = times[cell] - times[cell - 1]
    guard gap > 1e-3 else { return 1e-3 }
    return gap < 1e9 ? gap : 1e9
  }

  /// The most likely state of every cell (Viterbi).
  ///
  /// A level is best entered from itself, from the baseline or from the best other level, so a
  /// cell costs a time proportional to the number of levels.
  func bestPath() -> [UInt8] {
    let cells = times.count
    let levels = levelCount
    guard cells > 0, levels > 0, levels <= ViterbiSweep.mostLevels else {
      return [UInt8](repeating: 0, count: cells)
    }
    return ViterbiSweep(self).path()
  }
}
