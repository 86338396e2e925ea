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
    let forward = Self.forward(chain, window)
    backward(chain, forward, members)
  }

  /// Likelihood of every state at one cell, the largest scaled to one.
  private static func weigh(
    _ chain: HiddenMarkovModel, _ cell: Int, into weights: UnsafeMutableBufferPointer<Double>
  ) {
    let row = chain.row(of: cell)
    let gains = row > 0 ? chain.otherGains : chain.gains
    let from = row > 0 ? (row - 1) * chain.gains.count - 2 : -2
    let states = weights.count
    let one = chain.first[cell]
    let two = chain.second[cell]
    var most = 0.0
    weights[0] = 0
    gains.withUnsafeBufferPointer { gains in
      for state in 1..<states {
        let evidence = one * gains[from + 2 * state] + two * gains[from + 2 * state + 1]
        weights[state] = evidence
        if evidence > most { most = evidence }
      }
    }
    for state in 0..<states { weights[state] = exp(weights[state] - most) }
  }

  /// Probability of every state given the cells up to each one, a row of states a cell.
  private static func forward(_ chain: HiddenMarkovModel, _ window: Range<Int>) -> [Double] {
    let states = chain.levelCount + 1
    var rows = [Double](repeating: 0, count: window.count * states)
    var weights = [Double](repeating: 0, count: states)
    rows.withUnsafeMutableBufferPointer { rows in
      weights.withUnsafeMutableBufferPointer { weights in
        for index in 0..<window.count {
          let cell = window.lowerBound + index
          let row = index * states
          weigh(chain, cell, into: weights)
          if index == 0 {
            let share = chain.pace.shareInIncident
            rows[0] = 1 - share
            for state in 1..<states { rows[state] = share / Double(states - 1) }
          } else {
            let chance = ChainChances(
              gap: chain.gap(before: cell), levels: states - 1, pace: chain.pace)
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
            rows[row + state] = max(0, rows[row + state]) * weights[state]
            total += rows[row + state]
          }
          let scale = total > 0 ? 1 / total : 0
          for state in 0..<states { rows[row + state] *= scale }
        }
      }
    }
    return rows
  }

  /// Joins the forward rows with what follows each cell.
  private mutating func backward(_ chain: HiddenMarkovModel, _ rows: [Double], _ members: [Bool]) {
    let states = chain.levelCount + 1
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
      let cell = window.lowerBound + index
      weights.withUnsafeMutableBufferPointer { Self.weigh(chain, cell, into: $0) }
      let chance = ChainChances(gap: chain.gap(before: cell), levels: states - 1, pace: chain.pace)
      for state in 0..<states { weights[state] *= after[state] }
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
