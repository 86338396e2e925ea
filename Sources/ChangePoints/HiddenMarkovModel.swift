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

  /// Calls `body` with all rows of gains, `gains` first, one after the other.
  func withGains<Result>(_ body: (UnsafeBufferPointer<Double>) -> Result) -> Result {
    otherGains.isEmpty
      ? gains.withUnsafeBufferPointer(body)
      : (gains + otherGains).withUnsafeBufferPointer(body)
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
    var path = [UInt8](repeating: 0, count: cells)
    guard cells > 0, levels > 0, levels < 255 else { return path }
    let states = levels + 1
    var back = [UInt8](repeating: 0, count: cells * states)
    var score = [Double](repeating: 0, count: states)
    score[0] = log(1 - pace.shareInIncident)
    for level in 0..<levels {
      score[level + 1] =
        log(pace.shareInIncident / Double(levels)) + evidence(of: UInt8(level + 1), at: 0)
    }
    score.withUnsafeMutableBufferPointer { score in
      back.withUnsafeMutableBufferPointer { back in
        withGains { gains in
          sweep(score: score, back: back, gains: gains)
        }
      }
    }
    var state = 0
    for candidate in 1..<states where score[candidate] > score[state] { state = candidate }
    for cell in stride(from: cells - 1, through: 0, by: -1) {
      path[cell] = UInt8(state)
      state = Int(back[cell * states + state])
    }
    return path
  }

  /// The forward half of Viterbi: scores in place, the best way back written a cell.
  private func sweep(
    score: UnsafeMutableBufferPointer<Double>, back: UnsafeMutableBufferPointer<UInt8>,
    gains: UnsafeBufferPointer<Double>
  ) {
    let states = score.count
    var lastGap = -1.0
    var cost = ChainCosts(gap: 1, levels: states - 1, pace: pace)
    for cell in 1..<max(1, times.count) {
      let gap = gap(before: cell)
      if gap != lastGap {
        cost = ChainCosts(gap: gap, levels: states - 1, pace: pace)
        lastGap = gap
      }
      var best = 1
      for state in 2..<max(2, states) where score[state] > score[best] { best = state }
      let base = score[0]
      let row = cell * states
      let enter = base + cost.enter
      let jump = score[best] + cost.jump
      let come = jump > enter ? jump : enter
      let comeFrom = jump > enter ? UInt8(best) : 0
      let leave = score[best] + cost.leave
      let remain = base + cost.remain
      back[row] = leave > remain ? UInt8(best) : 0
      score[0] = leave > remain ? leave : remain
      let one = first[cell]
      let two = second[cell]
      let from = self.row(of: cell) * 2 * (states - 1) - 2
      for state in 1..<states {
        let stay = score[state] + cost.stay
        let evidence = one * gains[from + 2 * state] + two * gains[from + 2 * state + 1]
        back[row + state] = come > stay ? comeFrom : UInt8(state)
        score[state] = (come > stay ? come : stay) + evidence
      }
    }
  }
}
