import LogModel
import Testing

@Suite struct RoundingTests {
  @Test(arguments: [
    (1.4, 1), (-2.6, -3), (0, 0), (1e15, 1_000_000_000_000_000), (2e31, 1_000_000_000_000_000),
    (Double.infinity, 1_000_000_000_000_000), (-Double.infinity, -1_000_000_000_000_000),
  ])
  func countsAreHeldToWhatAWholeNumberHolds(_ value: Double, _ count: Int) {
    #expect(Rounding.count(value) == count)
  }
}
