import Simulator
import Testing

@testable import ChangePoints

/// A baseline that differs by hour.
@Suite struct RatioByHourTests {
  /// A call every ten seconds for six hours; in the third one of so many fails, and in a
  /// quarter of the fifth.
  private func cells(third: UInt64, fifth: UInt64 = 0, seed: UInt64) -> [RatioCell] {
    var random = SeededGenerator(seed: seed)
    return (0..<2160).map { at in
      let hour = at / 360
      let share = hour == 2 ? third : hour == 4 && at % 360 < 90 ? fifth : 1
      return RatioCell(
        time: Double(at) * 10, attempts: 1, failures: random.next() % 1000 < share ? 1 : 0)
    }
  }

  private func model(_ cells: [RatioCell], third: Double) -> RatioModel {
    var model = RatioModel(fixedBaseline: (third + 5 * 0.001) / 6)
    model.fixedByCell = cells.map { $0.time >= 7200 && $0.time < 10_800 ? third : 0.001 }
    return model
  }

  @Test(arguments: UInt64(1)...4)
  func anHourThatAlwaysFailsIsNoRun(_ seed: UInt64) {
    let cells = cells(third: 100, seed: seed)
    var flat = model(cells, third: 0.1)
    flat.fixedByCell = []
    #expect(flat.runs(in: cells).runs.count == 1)
    #expect(model(cells, third: 0.1).runs(in: cells).runs.isEmpty)
  }

  @Test(arguments: UInt64(1)...4)
  func moreThanUsualIsARunInAnyHour(_ seed: UInt64) {
    let cells = cells(third: 600, fifth: 120, seed: seed)
    let runs = model(cells, third: 0.1).runs(in: cells).runs
    #expect(runs.count == 2)
    #expect(runs.first.map { abs(cells[$0.cells.lowerBound].time - 7200) < 200 } == true)
    #expect(runs.first.map { $0.baselineRatio > 0.08 } == true)
    #expect(runs.last.map { $0.baselineRatio < 0.01 } == true)
  }

  @Test func sharesInTheOrderOfTheirClasses() {
    #expect(ShareClass(0.01) < ShareClass(0.02))
    #expect(ShareClass(0.1) == ShareClass(0.1001))
    #expect(abs(ShareClass(0.1).value - 0.1) < 0.01)
    #expect(ShareClass(0).value > 0 && ShareClass(.nan).value > 0 && ShareClass(2).value < 1)
  }
}
