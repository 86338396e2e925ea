import ChangePoints
import LogModel
import Testing

@testable import Inference

@Suite struct BaselineComparisonTests {
  private let range = TimeRange(
    from: Timestamp(seconds: 1_742_774_400), to: Timestamp(seconds: 1_743_984_000))
  /// Monday, 2025-03-31, 03:00.
  private let origin: Int64 = 1_743_390_000

  private func usual(worst: [Int: Double]) -> BaselineRate {
    var usual = BaselineRate(
      share: 0.05, failures: 500, attempts: 10_000, range: range, hours: HistoryHours(),
      worstDay: 0.1)
    usual.worstByHour = worst
    return usual
  }

  /// A third of the calls of an hour fail, from its first to its last.
  private var cells: [RatioCell] {
    (0..<360).map { RatioCell(time: Double($0) * 10, attempts: 1, failures: $0 % 3 == 0 ? 1 : 0) }
  }

  @Test func whatFillsALogAndIsUnlikeItsHistoryHasNoOnset() {
    let judged = BaselineComparison(RatioModel(), cells, usual: usual(worst: [:]), origin: origin)
    #expect(judged.found.map(\.deviatesFromBaseline) == [true])
  }

  /// The only run may be left out, for the hour was worse on another day.
  @Test func aLogThatIsNoWorseThanItsHourWasHasNoRun() {
    let judged = BaselineComparison(
      RatioModel(), cells, usual: usual(worst: [3: 0.9]), origin: origin)
    #expect(judged.found.isEmpty)
  }
}
