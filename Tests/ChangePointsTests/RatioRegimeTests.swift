import Testing

@testable import ChangePoints

/// What is healthy where failures fill a series.
@Suite struct RatioRegimeTests {
  /// Calls by their outcome, `.` good and `x` bad, `gap` seconds apart.
  private func cells(_ outcomes: String, gap: Double = 1200) -> [RatioCell] {
    outcomes.enumerated().map { index, outcome in
      RatioCell(time: Double(index) * gap, attempts: 1, failures: outcome == "x" ? 1 : 0)
    }
  }

  private func row(_ outcome: Character, _ count: Int) -> String {
    String(repeating: outcome, count: count)
  }

  @Test func theStretchThatWentWellIsHealthy() {
    let series = RatioSeries(cells(row(".", 30) + row("x", 200)))
    #expect(RatioRegime(series)?.cells == 0..<30)
  }

  @Test func aStretchTooShortForItsLifeIsNone() {
    #expect(RatioRegime(RatioSeries(cells(row(".", 15) + row("x", 200)))) == nil)
    #expect(RatioRegime(RatioSeries(cells(row(".", 30) + row("x", 400)))) == nil)
  }

  @Test func aShareThatAlwaysFailedTheSameHasNone() {
    let series = RatioSeries(cells(String(repeating: "x.x", count: 80)))
    #expect(RatioRegime(series) == nil)
  }

  @Test func whatBrokeAndStayedSoIsOneRunToTheEnd() throws {
    var outcomes = row(".", 55)
    for at in 0..<440 { outcomes.append(at % 97 == 96 ? "." : "x") }
    // Nobody calls at night.
    let calls = cells(outcomes).enumerated().map { index, cell in
      RatioCell(
        time: cell.time + Double(index / 60) * 21_600, attempts: 1, failures: cell.failures)
    }
    let result = RatioModel().runs(in: calls)
    let first = try #require(result.runs.first)
    #expect(first.cells.lowerBound == 55)
    #expect(result.runs.last?.reachesLastCell == true)
    #expect(result.baseline < 0.05)
  }

  @Test func failuresWithNoSuccessBetweenAreOneRun() throws {
    var calls = cells(row(".", 40) + row("x", 20), gap: 60)
    let night = 30_000.0
    calls += cells(row("x", 20) + row(".", 40), gap: 60).map {
      RatioCell(time: $0.time + 60 * 60 + night, attempts: 1, failures: $0.failures)
    }
    let runs = RatioModel().runs(in: calls).runs
    #expect(runs.count == 1)
    #expect(runs.first?.failures == 40)
  }
}
