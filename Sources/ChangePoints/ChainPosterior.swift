import Glibc

/// What all paths together say about a stretch of cells: how likely each cell is inside a set of
/// levels, and how likely the set is entered or left just before it.
///
/// Index 0 is the cell `window.lowerBound`; `entering[0]` and `leaving[0]` are zero.
struct ChainPosterior: Sendable {
  let window: Range<Int>
  private(set) var inside: [Double]
  private(set) var entering: [Double]
  private(set) var leaving: [Double]

  /// Runs forward-backward over `window`.
  ///
  /// `members` marks the levels that count as inside, one a level. Cells outside the chain are
  /// cut off the window; an empty one gives an empty posterior.
  init(of chain: HiddenMarkovModel, in window: Range<Int>, members: [Bool]) {
    let window = window.clamped(to: 0..<chain.times.count)
    self.window = window
    inside = [Double](repeating: 0, count: window.count)
    entering = inside
    leaving = inside
    guard !window.isEmpty, chain.levelCount > 0, members.count == chain.levelCount else { return }
    backward(Forward(chain, window), members)
  }

  /// What the cells up to each one say, and what the way back needs of them again.
  private struct Forward {
    let states: Int
    /// Probability of every state given the cells up to each one, a row of states a cell.
    var rows: [Double]
    /// Likelihood of every state at each cell, likewise, the largest of a cell scaled to one.
    var weights: [Double]
    /// The chances of a change just before each cell.
    var chances: [ChainChances] = []

    init(_ chain: HiddenMarkovModel, _ window: Range<Int>) {
      states = chain.levelCount + 1
      rows = [Double](repeating: 0, count: window.count * states)
      weights = rows
      weigh(chain, window)
      hop(chain, window)
      sum(chain.pace.shareInIncident)
    }

    private mutating func weigh(_ chain: HiddenMarkovModel, _ window: Range<Int>) {
      var last = (one: Double.nan, two: Double.nan, row: 0)
      weights.withUnsafeMutableBufferPointer { weights in
        for (index, cell) in window.enumerated() {
          let at = index * states
          let (one, two, row) = (chain.first[cell], chain.second[cell], chain.row(of: cell))
          if one == last.one, two == last.two, row == last.row {
            for state in 0..<states { weights[at + state] = weights[at - states + state] }
            continue
          }
          last = (one, two, row)
          let gains = row > 0 ? chain.otherGains : chain.gains
          let from = row > 0 ? (row - 1) * chain.gains.count - 2 : -2
          var most = 0.0
          weights[at] = 0
          for state in 1..<states {
            let evidence = one * gains[from + 2 * state] + two * gains[from + 2 * state + 1]
            weights[at + state] = evidence
            if evidence > most { most = evidence }
          }
          for state in 0..<states { weights[at + state] = exp(weights[at + state] - most) }
        }
      }
    }

    /// Cells of equal width have one and the same chance.
    private mutating func hop(_ chain: HiddenMarkovModel, _ window: Range<Int>) {
      chances.reserveCapacity(window.count)
      var lastGap = 1.0
      var chance = ChainChances(gap: lastGap, levels: states - 1, pace: chain.pace)
      for cell in window {
        // Nothing comes before the first cell, whose chances nobody asks for.
        let gap = cell > window.lowerBound ? chain.gap(before: cell) : lastGap
        if gap != lastGap {
          chance = ChainChances(gap: gap, levels: states - 1, pace: chain.pace)
          lastGap = gap
        }
        chances.append(chance)
      }
    }

    private mutating func sum(_ share: Double) {
      rows.withUnsafeMutableBufferPointer { rows in
        for (index, chance) in chances.enumerated() {
          let row = index * states
          if index == 0 {
            rows[0] = 1 - share
            for state in 1..<states { rows[state] = share / Double(states - 1) }
          } else {
            let past = row - states
            let base = rows[past]
            var raised = 0.0
            for state in 1..<states { raised += rows[past + state] }
            rows[row] = chance.remain * base + chance.leave * raised
            for state in 1..<states {
              let own = rows[past + state]
              rows[row + state] =
                chance.enter * base + chance.stay * own + chance.jump * (raised - own)
            }
          }
          var total = 0.0
          for state in 0..<states {
            rows[row + state] = max(0, rows[row + state]) * weights[row + state]
            total += rows[row + state]
          }
          let scale = total > 0 ? 1 / total : 0
          for state in 0..<states { rows[row + state] *= scale }
        }
      }
    }
  }

  /// Joins the forward rows with what follows each cell.
  private mutating func backward(_ forward: Forward, _ members: [Bool]) {
    let (states, rows) = (forward.states, forward.rows)
    var after = [Double](repeating: 1, count: states)
    var weights = after
    for index in stride(from: window.count - 1, through: 0, by: -1) {
      let row = index * states
      var total = rows[row] * after[0]
      var within = 0.0
      for state in 1..<states {
        let share = rows[row + state] * after[state]
        total += share
        if members[state - 1] { within += share }
      }
      inside[index] = total > 0 ? within / total : 0
      guard index > 0 else { return }
      let chance = forward.chances[index]
      for state in 0..<states { weights[state] = forward.weights[row + state] * after[state] }
      let past = row - states
      var sums = Sums()
      for state in 1..<states {
        sums.add(rows[past + state], weights[state], member: members[state - 1])
      }
      let raised = sums.weightIn + sums.weightOut
      after[0] = chance.remain * weights[0] + chance.enter * raised
      var norm = rows[past] * after[0]
      for state in 1..<states {
        let own = weights[state]
        after[state] =
          chance.leave * weights[0] + chance.stay * own + chance.jump * (raised - own)
        norm += rows[past + state] * after[state]
      }
      if norm > 0 {
        let come = chance.enter * rows[past] + chance.jump * sums.pastOut
        entering[index] = come * sums.weightIn / norm
        let go = chance.leave * weights[0] + chance.jump * sums.weightOut
        leaving[index] = sums.pastIn * go / norm
      }
      let most = after.max() ?? 1
      let scale = most > 0 ? 1 / most : 1
      for state in 0..<states { after[state] *= scale }
    }
  }

  /// Sums over the raised levels, parted by membership.
  private struct Sums {
    var pastIn = 0.0
    var pastOut = 0.0
    var weightIn = 0.0
    var weightOut = 0.0

    mutating func add(_ past: Double, _ weight: Double, member: Bool) {
      if member {
        pastIn += past
        weightIn += weight
      } else {
        pastOut += past
        weightOut += weight
      }
    }
  }
}
