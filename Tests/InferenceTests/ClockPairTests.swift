import Simulator
import Testing

@testable import Inference

/// What requests that two sources share say of their clocks.
@Suite struct ClockPairTests {
  /// Calls of a fifth of a second, each within a call that is a little longer.
  private func pair(
    _ count: Int, offset: Double, odd: (Int) -> Double = { _ in 0 }, length: Double = 0.2
  ) -> ClockPair {
    var random = SeededGenerator(seed: 71)
    var pair = ClockPair()
    for at in 0..<count {
      let way = Double(random.below(20) + 2) / 1000
      let back = Double(random.below(20) + 2) / 1000
      let off = offset + odd(at)
      pair.add(low: off - back, high: off + way, length: length + way + back, isCoarse: false)
    }
    return pair
  }

  private func offset(_ pair: ClockPair) -> ClockOffset? {
    if case .differ(let offset) = pair.verdict { return offset }
    return nil
  }

  @Test("an offset is found within a few milliseconds", arguments: [7.0, -4.0, 0.6, 3600])
  func found(seconds: Double) throws {
    let found = try #require(offset(pair(200, offset: seconds)))
    #expect(abs(found.estimate - seconds) < 0.02)
    #expect(found.low < seconds && seconds < found.high && found.high - found.low < 0.1)
  }

  @Test("one in thirty requests may be odd")
  func odd() throws {
    let found = try #require(
      offset(pair(300, offset: 7, odd: { $0 % 30 == 0 ? Double($0) - 100 : 0 })))
    #expect(abs(found.estimate - 7) < 0.05)
  }

  @Test("clocks that agree, or differ by less than calls take, are not said to differ")
  func agree() {
    for (seconds, length) in [(0, 0.2), (0.15, 0.02), (3, 2)] as [(Double, Double)] {
      let verdict = pair(100, offset: seconds, length: length).verdict
      guard case .agree = verdict else {
        Issue.record("\(seconds) s at calls of \(length) s: \(String(describing: verdict))")
        continue
      }
    }
  }

  @Test("requests that contradict one another, and a few of them, say nothing")
  func nothing() {
    #expect(pair(7, offset: 7).verdict == nil)
    #expect(pair(200, offset: 7, odd: { Double($0 % 40) }).verdict == nil)
  }

  @Test("stamps alone give a wide answer")
  func stamps() throws {
    var pair = ClockPair()
    for at in 0..<50 {
      let seconds = 7 - Double(at % 10) / 100
      pair.add(low: seconds, high: seconds, length: 0, isCoarse: false)
    }
    let found = try #require(offset(pair))
    #expect(found.low < 6.1 && found.high > 7.9)
  }
}
