import Glibc

/// One run of Viterbi over a chain: the scores of all states forwards, the best way back.
///
/// Levels are worked on in pairs, and of a cell only the best way into it is kept: which levels
/// were entered anew, and from where.
struct ViterbiSweep {
  /// The bits of a ``Way``, one a level.
  static let mostLevels = 32

  /// How the states of one cell are best reached from the cell before.
  private struct Way {
    /// A bit for each level that is entered anew; the others stay.
    var entered: UInt32 = 0
    /// The state that such a level is entered from.
    var enteredFrom: UInt8 = 0
    /// The state that the baseline is reached from.
    var leftFrom: UInt8 = 0
  }

  /// Two levels side by side.
  private struct Pair {
    /// Nats per unit of the chain's first number, and of its second.
    var first: SIMD2<Double>
    var second: SIMD2<Double>
    /// The bits of a ``Way`` that stand for them.
    var bits: SIMD2<UInt64>
  }

  private let chain: HiddenMarkovModel
  private let levels: Int
  private let pairs: Int
  /// A row of pairs after the other, one for each row of the chain's gains.
  private let gains: [Pair]

  /// - Parameter chain: of cells, and of one to ``mostLevels`` levels.
  init(_ chain: HiddenMarkovModel) {
    self.chain = chain
    let levels = chain.levelCount
    let all = chain.gains + chain.otherGains
    var gains: [Pair] = []
    for row in stride(from: 0, to: all.count - all.count % (2 * levels), by: 2 * levels) {
      for level in stride(from: 0, to: levels, by: 2) {
        let one = row + 2 * level
        // An odd number of levels has a last one without gains, which no path ever enters.
        let hasOther = level + 1 < levels
        gains.append(
          Pair(
            first: [all[one], hasOther ? all[one + 2] : 0],
            second: [all[one + 1], hasOther ? all[one + 3] : 0],
            bits: [1 << UInt64(level), 1 << UInt64(level + 1)]))
      }
    }
    self.levels = levels
    pairs = (levels + 1) / 2
    self.gains = gains
  }

  /// The most likely state of every cell.
  func path() -> [UInt8] {
    let cells = chain.times.count
    var scores = start
    var base = log(1 - chain.pace.shareInIncident)
    let ways = [Way](unsafeUninitializedCapacity: cells) { ways, count in
      scores.withUnsafeMutableBufferPointer { scores in
        base = sweep(ways: ways, scores: scores, base: base)
      }
      count = cells
    }
    var state = 0
    var most = base
    for level in 0..<levels where scores[level / 2][level % 2] > most {
      most = scores[level / 2][level % 2]
      state = level + 1
    }
    var path = [UInt8](repeating: 0, count: cells)
    for cell in stride(from: cells - 1, through: 0, by: -1) {
      path[cell] = UInt8(state)
      let way = ways[cell]
      if state == 0 {
        state = Int(way.leftFrom)
      } else if way.entered & (1 << UInt32(state - 1)) != 0 {
        state = Int(way.enteredFrom)
      }
    }
    return path
  }

  /// The scores of all levels at the first cell.
  private var start: [SIMD2<Double>] {
    var scores = [SIMD2<Double>](repeating: [-.infinity, -.infinity], count: pairs)
    for level in 0..<levels {
      scores[level / 2][level % 2] =
        log(chain.pace.shareInIncident / Double(levels))
        + chain.evidence(of: UInt8(level + 1), at: 0)
    }
    return scores
  }

  /// The forward half: scores in place, the best way into each cell written down.
  ///
  /// - Returns: the baseline's score at the last cell.
  private func sweep(
    ways: UnsafeMutableBufferPointer<Way>, scores: UnsafeMutableBufferPointer<SIMD2<Double>>,
    base first: Double
  ) -> Double {
    ways.initialize(repeating: Way())
    var base = first
    var lastGap = -1.0
    var cost = ChainCosts(gap: 1, levels: levels, pace: chain.pace)
    var most = Self.most(of: scores)
    gains.withUnsafeBufferPointer { gains in
      for cell in 1..<max(1, ways.count) {
        let gap = chain.gap(before: cell)
        if gap != lastGap {
          cost = ChainCosts(gap: gap, levels: levels, pace: chain.pace)
          lastGap = gap
        }
        let enter = base + cost.enter
        let jump = most + cost.jump
        let leave = most + cost.leave
        let remain = base + cost.remain
        if jump > enter || leave > remain {
          let best = Self.place(of: most, in: scores)
          if jump > enter { ways[cell].enteredFrom = best }
          if leave > remain { ways[cell].leftFrom = best }
        }
        base = leave > remain ? leave : remain
        let come = SIMD2(repeating: jump > enter ? jump : enter)
        let one = SIMD2(repeating: chain.first[cell])
        let two = SIMD2(repeating: chain.second[cell])
        let row = chain.row(of: cell) * pairs
        var entered = SIMD2<UInt64>.zero
        var highest = SIMD2(repeating: -Double.infinity)
        for at in 0..<pairs {
          let stay = scores[at] + cost.stay
          let comes = come .> stay
          let pair = gains[row + at]
          var score =
            stay.replacing(with: come, where: comes) + (one * pair.first + two * pair.second)
          if 2 * at + 1 == levels { score[1] = -.infinity }
          scores[at] = score
          highest.replace(with: score, where: score .> highest)
          entered |= SIMD2<UInt64>.zero.replacing(with: pair.bits, where: comes)
        }
        most = highest[0] > highest[1] ? highest[0] : highest[1]
        ways[cell].entered = UInt32(truncatingIfNeeded: entered[0] | entered[1])
      }
    }
    return base
  }

  private static func most(of scores: UnsafeMutableBufferPointer<SIMD2<Double>>) -> Double {
    var most = -Double.infinity
    for pair in scores { most = Swift.max(most, Swift.max(pair[0], pair[1])) }
    return most
  }

  /// The first state with this score.
  private static func place(
    of score: Double, in scores: UnsafeMutableBufferPointer<SIMD2<Double>>
  ) -> UInt8 {
    for (pair, two) in scores.enumerated() {
      if two[0] == score { return UInt8(2 * pair + 1) }
      if two[1] == score { return UInt8(2 * pair + 2) }
    }
    return 1
  }
}
