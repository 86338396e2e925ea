import Testing

@testable import ChangePoints

@Suite("What failures teach of how they keep together")
struct FailureClusteringTests {
  private func habit(_ text: String, share: Double) -> (
    habit: FailureClustering, cells: [RatioCell]
  ) {
    let cells = drawn(text)
    let series = RatioSeries(cells)
    let none = [Bool](repeating: false, count: cells.count)
    return (FailureClustering(series, share: share, excluded: none), cells)
  }

  @Test("Failures apart from each other teach no habit")
  func apart() {
    let (habit, _) = habit(times(20, "x" + times(60, ".")), share: 1.0 / 61)
    #expect(habit.strongest == 0)
  }

  @Test("Failures in threes make the second and third likely, and the fourth hardly")
  func threes() {
    let text = times(20, "xxx" + times(97, ".")) + "xxxxxxx" + times(60, ".")
    let (habit, _) = habit(text, share: 0.01)
    #expect(habit.added[2001] > 0.3 && habit.added[2002] > 0.3)
    #expect(habit.added[2003] < 0.1)
    #expect(habit.added[2000] == 0)
  }

  @Test("A burst teaches nothing of itself")
  func alone() {
    let (habit, _) = habit(times(200, ".") + "xxxxxxx" + times(200, "."), share: 0.01)
    #expect(habit.strongest == 0)
  }

  @Test("What is excluded teaches nothing")
  func excluded() {
    let cells = drawn(times(20, "xxx" + times(97, ".")))
    let all = [Bool](repeating: true, count: cells.count)
    #expect(FailureClustering(RatioSeries(cells), share: 0.01, excluded: all).strongest == 0)
  }

  @Test("Odd cells give finite chances")
  func hostile() {
    let odd = [
      RatioCell(time: 0, attempts: .max, failures: .max),
      RatioCell(time: .nan, attempts: 0, failures: 3),
      RatioCell(time: .infinity, attempts: 5, failures: 5),
    ]
    let cells = (0..<30).map { odd[$0 % 3] }
    let none = [Bool](repeating: false, count: cells.count)
    let habit = FailureClustering(RatioSeries(cells), share: 1e-6, excluded: none)
    #expect(habit.added.allSatisfy { $0 >= 0 && $0 < 1 })
  }
}
