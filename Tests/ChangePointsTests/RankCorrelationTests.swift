import Testing

@testable import ChangePoints

@Suite struct RankCorrelationTests {
  @Test func orderCountsAndNotSize() throws {
    let up = try #require(RankCorrelation.coefficient([1, 2, 3, 4], [10, 11, 500, 9000]))
    let down = try #require(RankCorrelation.coefficient([1, 2, 3, 4], [9, 7, 3, -100]))
    #expect(abs(up - 1) < 1e-12)
    #expect(abs(down + 1) < 1e-12)
  }

  @Test func equalValuesShareTheirRank() throws {
    let tied = try #require(RankCorrelation.coefficient([1, 1, 2, 2], [5, 5, 8, 8]))
    let mixed = try #require(RankCorrelation.coefficient([1, 1, 2, 2], [5, 8, 5, 8]))
    #expect(abs(tied - 1) < 1e-12)
    #expect(abs(mixed) < 1e-12)
  }

  @Test func whatDoesNotVarySaysNothing() {
    #expect(RankCorrelation.coefficient([1, 2, 3], [4, 4, 4]) == nil)
    #expect(RankCorrelation.coefficient([1, 2, 3], [4, 4]) == nil)
    #expect(RankCorrelation.coefficient([], []) == nil)
    #expect(RankCorrelation.linear([2, 2], [1, 3]) == nil)
  }
}
