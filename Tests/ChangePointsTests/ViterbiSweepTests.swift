import Glibc
import Testing

@testable import ChangePoints

/// The sweep keeps of each cell only how it is best reached; a search over all pairs of states
/// must find no better path.
@Suite struct ViterbiSweepTests {
  /// A chain of so many levels, with rows of gains of its own and gaps of any length.
  private func chain(levels: Int, _ numbers: inout SeededNumbers) -> HiddenMarkovModel {
    let cells = 60
    var times: [Double] = []
    var time = 0.0
    for _ in 0..<cells {
      times.append(time)
      time += numbers.share() < 0.3 ? 10 : numbers.exponential(40)
    }
    func gains() -> [Double] { (0..<2 * levels).map { _ in numbers.between(-1, 1) } }
    var chain = HiddenMarkovModel(
      times: times, first: times.map { _ in Double(numbers.poisson(4)) },
      second: times.map { _ in Double(numbers.poisson(4)) }, gains: gains())
    chain.rows = times.map { _ in UInt16(numbers.bits() % 3) }
    chain.otherGains = gains() + gains()
    return chain
  }

  private func cost(_ costs: ChainCosts, from: Int, to: Int) -> Double {
    switch (from, to) {
    case (0, 0): costs.remain
    case (0, _): costs.enter
    case (_, 0): costs.leave
    default: from == to ? costs.stay : costs.jump
    }
  }

  private func start(_ state: Int, of chain: HiddenMarkovModel) -> Double {
    let share = chain.pace.shareInIncident
    return state == 0
      ? log(1 - share)
      : log(share / Double(chain.levelCount)) + chain.evidence(of: UInt8(state), at: 0)
  }

  private func score(_ path: [UInt8], of chain: HiddenMarkovModel) -> Double {
    var score = start(Int(path[0]), of: chain)
    for cell in path.indices.dropFirst() {
      let costs = ChainCosts(
        gap: chain.gap(before: cell), levels: chain.levelCount, pace: chain.pace)
      score += cost(costs, from: Int(path[cell - 1]), to: Int(path[cell]))
      score += chain.evidence(of: path[cell], at: cell)
    }
    return score
  }

  /// The score of the best of all paths.
  private func best(of chain: HiddenMarkovModel) -> Double {
    let states = 0...chain.levelCount
    var scores = states.map { start($0, of: chain) }
    for cell in chain.times.indices.dropFirst() {
      let costs = ChainCosts(
        gap: chain.gap(before: cell), levels: chain.levelCount, pace: chain.pace)
      scores = states.map { to in
        let came = states.map { scores[$0] + cost(costs, from: $0, to: to) }.max() ?? 0
        return came + chain.evidence(of: UInt8(to), at: cell)
      }
    }
    return scores.max() ?? 0
  }

  @Test(arguments: 1...12)
  func noPathIsBetter(levels: Int) {
    var numbers = SeededNumbers(seed: 100 + levels)
    var raised = 0
    for _ in 0..<20 {
      let chain = chain(levels: levels, &numbers)
      let path = chain.bestPath()
      #expect(path.count == chain.times.count)
      #expect(abs(score(path, of: chain) - best(of: chain)) < 1e-6)
      raised += path.contains { $0 != 0 } ? 1 : 0
    }
    #expect(raised > 0, "of so many chains one leaves the baseline")
  }

  @Test func aChainOfNothingHasNoPath() {
    let none = HiddenMarkovModel(times: [], first: [], second: [], gains: [1, 1])
    #expect(none.bestPath().isEmpty)
    let flat = HiddenMarkovModel(times: [0, 1], first: [1, 1], second: [1, 1], gains: [])
    #expect(flat.bestPath() == [0, 0])
  }
}
