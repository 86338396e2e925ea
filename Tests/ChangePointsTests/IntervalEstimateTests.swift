import Testing

@testable import ChangePoints

@Suite("Estimates with intervals")
struct IntervalEstimateTests {
  @Test("Quantiles are read inside the stretch they fall in")
  func quantiles() throws {
    let estimate = try #require(
      IntervalEstimate(spread: [
        .init(from: 0, to: 10, mass: 1), .init(from: 20, to: 40, mass: 3),
      ]))
    #expect(abs(estimate.low - 2) < 1e-9)
    #expect(abs(estimate.quantile(0.25) - 10) < 1e-9)
    #expect(abs(estimate.quantile(0.625) - 30) < 1e-9)
    #expect(abs(estimate.mass.reduce(0) { $0 + $1.mass } - 1) < 1e-9)
  }

  @Test("No probability gives no estimate")
  func nothing() {
    #expect(IntervalEstimate(spread: []) == nil)
    #expect(IntervalEstimate(spread: [.init(from: 0, to: 1, mass: 0)]) == nil)
    #expect(IntervalEstimate(spread: [.init(from: .nan, to: 1, mass: 1)]) == nil)
  }

  @Test("Many stretches are joined without moving the quantiles far")
  func joined() throws {
    let spread = (0..<10_000).map {
      IntervalEstimate.Mass(from: Double($0), to: Double($0 + 1), mass: 1)
    }
    let estimate = try #require(IntervalEstimate(spread: spread))
    #expect(estimate.mass.count <= 256)
    #expect(abs(estimate.estimate - 5000) < 1)
    #expect(abs(estimate.low - 500) < 1)
  }

  @Test("Widening keeps the estimate and never narrows")
  func widened() {
    let estimate = IntervalEstimate(between: 10, and: 20).widened(to: 12, 30)
    #expect(estimate.low == 10)
    #expect(estimate.high == 30)
    #expect(estimate.estimate == 15)
  }
}
