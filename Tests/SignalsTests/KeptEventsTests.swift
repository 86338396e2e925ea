import LogModel
import Simulator
import Testing

@testable import Signals

@Suite struct KeptEventsTests {
  private let attempts = (0..<6000).map { Attempt(milliseconds: Int64($0) * 10) }

  private func focus(_ from: Int, _ to: Int) -> TimeRange {
    TimeRange(from: attempts[from].time, to: attempts[to].time)
  }

  @Test func onlyBucketsThatTouchTheFocusAreKeptAndTheyKeepAll() {
    let tally = MadeInput(number: 1, attempts: attempts).tally(focus: [focus(1250, 1370)])
    tally.finish()
    let buckets = tally.series[0].buckets
    #expect(buckets.map(\.start) == [12, 13].map { Attempt.origin / 1000 + $0 })
    #expect(buckets.map { $0.successes.marks.count } == [100, 100])
  }

  @Test func mergingDecidesAsFoldingDoes() {
    var random = SeededGenerator(seed: 61)
    let stretches = [focus(1250, 1370), focus(5000, 5000)]
    let inputs = Scans.dealt(
      attempts.filter { $0.milliseconds % 170 == 0 } + attempts[4000...],
      to: 4, by: &random)
    func bytes(_ inputs: [MadeInput], width: Int64) -> [UInt8] {
      let tally = Tally(rules: .plain, focus: stretches, width: width)
      for input in inputs { input.fold(into: tally) }
      return TallyFile.encode(tally)
    }
    func merged(_ inputs: [MadeInput], width: Int64) -> [UInt8] {
      let tally = Tally(rules: .plain, focus: stretches, width: width)
      for input in inputs {
        let other = Tally(rules: .plain, focus: stretches, width: width)
        input.fold(into: other)
        tally.merge(other)
      }
      return TallyFile.encode(tally)
    }
    for width: Int64 in [1, 10, 60] {
      let expected = bytes(inputs, width: width)
      #expect(merged(inputs.reversed(), width: width) == expected)
      #expect(bytes(inputs.reversed(), width: width) == expected)
    }
  }

  @Test(arguments: [(0, 1), (1, 1), (7, 10), (60, 60), (61, 600), (90_000, 1)])
  func aTallyBeginsWithAWidthOfTheLadder(_ asked: Int64, _ width: Int64) {
    #expect(Tally(rules: .plain, width: asked).width == width)
  }
}
