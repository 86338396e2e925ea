import LogModel
import Testing

@testable import Backtest

@Suite struct RuleFitTests {
  @Test("what a stretch holds is its least value, or its greatest where low ones are asked for")
  func held() {
    let values = [3.0, 5, 1, 4, 4, 4, .nan, 9, 9]
    let least = RuleReplay.held(values, steps: 3, isBelow: false)
    #expect(least.map { $0.isNaN ? -1 : $0 } == [-1, -1, 1, 1, 1, 4, -1, -1, -1])
    let most = RuleReplay.held(values, steps: 2, isBelow: true)
    #expect(most.map { $0.isNaN ? -1 : $0 } == [-1, 5, 5, 4, 4, 4, -1, -1, 9])
  }

  @Test(
    "the threshold is the lowest with so many crossings at most",
    arguments: [(0, 9.0), (1, 7), (2, 3), (3, 1)])
  func threshold(_ most: Int, _ expected: Double) {
    // Peaks of 9, 7 and 3; the last is two steps long and counts once.
    let values = [1.0, 9, 1, 1, 7, 1, 3, 3, 2, .nan, 1]
    #expect(RuleRecommendation.threshold(values, crossings: most) == expected)
  }

  @Test("a history of unknowns has no threshold")
  func nothingKnown() {
    #expect(RuleRecommendation.threshold([.nan, .nan], crossings: 0) == nil)
  }

  @Test("thresholds are rounded up to two digits")
  func rounding() {
    #expect(RuleRecommendation.roundedUp(132.1) == 140)
    #expect(RuleRecommendation.roundedUp(0.0312) == 0.032)
    #expect(RuleRecommendation.roundedUp(50) == 50)
  }

  @Test("a name in a rule means a definition's name, a route, a path or its last part")
  func names() {
    let names = OperationNames([
      (OperationRef(service: "shop", operation: "POST /api/order", name: "buy"), 50),
      (OperationRef(service: "edge", operation: "POST /api/order", name: nil), 90),
      (OperationRef(service: "shop", operation: "GET /api/menu/:id", name: nil), 10),
    ])
    #expect(names.refs("buy").map(\.service) == ["shop"])
    #expect(names.refs("POST /api/order").map(\.service) == ["edge"])
    #expect(names.refs("shop: order").map(\.service) == ["shop"])
    #expect(names.refs("menu").count == 1)
    #expect(names.refs(nil).count == 3)
    #expect(names.refs("ordre").isEmpty)
    #expect(names.nearest(to: "ordre").first == "order")
  }
}
