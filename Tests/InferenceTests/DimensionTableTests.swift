import LogModel
import Testing

@testable import Inference

@Suite struct DimensionTableTests {
  /// - Parameter values: failures and successes of each; successes are a bound where unknown.
  private func names(
    _ values: [(Int, Int)], areKnown: Bool = true
  ) -> [String] {
    DimensionTable(
      dimension: "tenant",
      values: values.enumerated().map { index, value in
        .init(
          name: "t\(index)", failures: value.0, successes: areKnown ? value.1 : nil,
          successesAtMost: value.1)
      },
      failures: values.reduce(0) { $0 + $1.0 }, successes: values.reduce(0) { $0 + $1.1 },
      valueCount: values.count
    ).concentrations.map(\.value)
  }

  @Test("one tenant of twenty that fails wholly")
  func oneOfTwenty() {
    var values = [(Int, Int)](repeating: (0, 100), count: 20)
    values[7] = (48, 3)
    #expect(names(values) == ["t7"])
    #expect(names(values, areKnown: false) == ["t7"])
    values[7] = (4, 0)
    #expect(names(values).isEmpty, "four failures are few")
  }

  @Test(
    "where failures are spread as attempts are, nothing is said",
    arguments: [
      [(50, 50), (50, 50), (50, 50), (50, 50)], [(90, 90), (5, 5), (5, 5)], [(412, 0)],
      [(60, 0), (40, 0)], [(5, 95), (0, 5)], [(10, 400), (1, 100)], [],
    ])
  func spread(values: [(Int, Int)]) { #expect(names(values).isEmpty) }

  @Test(
    "most of the failures at few of the attempts",
    arguments: [
      ([(100, 0), (0, 100)], ["t0"]), ([(95, 5), (5, 195)], ["t0"]),
      ([(85, 15), (15, 285)], ["t0"]),
      ([(85, 115), (15, 85)], []), ([(60, 0), (40, 1960)], ["t0"]), ([(60, 100), (40, 200)], []),
      ([(50, 0), (50, 0), (0, 900)], ["t0", "t1"]), ([(1000, 19_000), (0, 1000)], []),
    ])
  func shares(values: [(Int, Int)], expected: [String]) {
    #expect(names(values) == expected)
  }

  @Test("the strongest comes first, ties by name")
  func order() {
    func one(_ name: String, _ failures: Int, _ attempts: Int?) -> Concentration {
      Concentration(
        dimension: "tenant", value: name, failures: failures, allFailures: 100,
        attempts: attempts, allAttempts: 1000)
    }
    let all = [
      one("d", 90, 10), one("c", 100, nil), one("b", 100, 50), one("a", 100, 50), one("e", 100, 5),
    ]
    #expect(all.sorted(by: Concentration.precedes).map(\.value) == ["e", "a", "b", "c", "d"])
    #expect(all[1].attemptsShare == nil && all[0].attemptsShare == 0.01)
  }
}
