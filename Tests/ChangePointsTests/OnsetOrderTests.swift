import Testing

@testable import ChangePoints

@Suite("Which onset came first")
struct OnsetOrderTests {
  @Test("Intervals that do not touch have an order")
  func apart() {
    let a = IntervalEstimate(between: 0, and: 10)
    let b = IntervalEstimate(between: 70, and: 80)
    let forth = OnsetOrder.compare(a, b)
    #expect(forth.order == .aFirst)
    #expect(forth.probabilityAFirst == 1)
    #expect(abs(forth.lagMedian - 70) < 0.5)
    #expect(forth.lagLow > 60 && forth.lagHigh < 80)
    let back = OnsetOrder.compare(b, a)
    #expect(back.order == .bFirst)
    #expect(abs(back.lagMedian + 70) < 0.5)
  }

  @Test("Intervals that overlap by half are at about the same time")
  func overlap() {
    let a = IntervalEstimate(between: 0, and: 10)
    let b = IntervalEstimate(between: 5, and: 15)
    let comparison = OnsetOrder.compare(a, b)
    #expect(comparison.order == .tie)
    #expect(abs(comparison.probabilityAFirst - 0.875) < 0.01)
  }

  @Test("An onset is at the same time as itself")
  func same() {
    let a = IntervalEstimate(between: 3, and: 3)
    let comparison = OnsetOrder.compare(a, a)
    #expect(comparison.order == .tie)
    #expect(comparison.probabilityAFirst == 0.5)
    #expect(comparison.lagMedian == 0)
  }

  @Test("Nineteen parts of twenty make an order, less does not")
  func border() throws {
    let b = IntervalEstimate(between: 10, and: 10)
    for (share, order) in [(0.97, OnsetOrder.aFirst), (0.93, .tie), (0.03, .bFirst)] {
      let a = try #require(
        IntervalEstimate(spread: [
          .init(from: 0, to: 1, mass: share), .init(from: 20, to: 21, mass: 1 - share),
        ]))
      #expect(OnsetOrder.compare(a, b).order == order)
    }
  }

  @Test("A failure a minute before a spike is told from one a minute after")
  func simulated() throws {
    for lag in [-60.0, 60] {
      var right = 0
      for seed in 0..<20 {
        var numbers = SeededNumbers(seed: 900 + seed)
        let calls = SimulatedRatio.calls(every: 1, for: 3600, &numbers) {
          $0 >= 2000 && $0 < 2400 ? 0.6 : 0.005
        }
        let spike = SimulatedCounts.arrivals(width: 1, for: 3600, &numbers) {
          $0 >= 2000 + lag && $0 < 2300 + lag ? 4 : 1
        }
        let failing = try #require(RatioModel().runs(in: calls).runs.first)
        let rise = try #require(CountModel().runs(in: spike).runs.first)
        let comparison = OnsetOrder.compare(failing.onset, rise.onset)
        if comparison.order == (lag > 0 ? .aFirst : .bFirst) { right += 1 }
      }
      #expect(right >= 19)
    }
  }
}
