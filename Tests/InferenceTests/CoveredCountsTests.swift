import LogModel
import Testing

@testable import Inference

@Suite struct CoveredCountsTests {
  private func range(_ from: Int64, _ to: Int64) -> TimeRange {
    TimeRange(from: Timestamp(seconds: from), to: Timestamp(seconds: to))
  }

  @Test("a bucket that no input covers has no count, which is not 0")
  func hole() {
    var cells = CoveredCounts(
      origin: 600, width: 60, count: 6, covered: [range(0, 700), range(845, 5000)])
    cells.add(3, at: 659)
    cells.add(1, at: 960 - 1)
    #expect(cells.counts == [3, 0, nil, nil, 0, 1])
  }

  @Test("what lies before or behind the buckets is left out")
  func outside() {
    var cells = CoveredCounts(origin: 600, width: 60, count: 2, covered: [range(0, 599)])
    cells.add(5, at: 599)
    cells.add(5, at: 720)
    #expect(cells.counts == [nil, nil])
    cells.add(0, at: 660)
    #expect(cells.counts == [nil, 0])
  }
}
