import Testing

@testable import ChangePoints

@Suite("A remembered answer is the answer")
struct ModelCacheTests {
  @Test func ofShares() {
    let known = ModelCache()
    for kind in "ABCEPY" {
      for seed in 0..<3 {
        let log = SimulatedRatio.make(kind, seed: seed)
        for keyCount in [1, 30] {
          let model = RatioModel(keyCount: keyCount, cellWidth: log.width)
          let fresh = "\(model.runs(in: log.cells))"
          #expect("\(model.runs(in: log.cells, known: known))" == fresh, "\(kind)")
          #expect("\(model.runs(in: log.cells, known: known))" == fresh, "\(kind), asked again")
        }
      }
    }
  }

  /// Two prices share what is usual of a series, and no more than that.
  @Test func ofCounts() {
    var numbers = SeededNumbers(seed: 5)
    for wave in 0..<6 {
      let known = ModelCache()
      let counts = (0..<2000).map { cell -> Int? in
        guard cell % 97 != 0 else { return nil }
        let rate = (700..<760).contains(cell) ? 1 : (1200..<1230).contains(cell) ? 30 : 9
        return numbers.poisson(Double(rate) * (wave % 2 == 0 ? 1 : 0.2))
      }
      let series = CountSeries(origin: 0, width: 10, counts: counts)
      for model in [CountModel(), CountModel(keyCount: 5000), CountModel(runsPerDay: 0.1)] {
        let fresh = "\(model.runs(in: series))"
        #expect("\(model.runs(in: series, known: known))" == fresh)
        known.forgetFits()
        #expect("\(model.runs(in: series, known: known))" == fresh)
      }
    }
  }

  @Test func anotherSeriesIsAnotherQuestion() {
    let log = SimulatedRatio.make("A", seed: 1)
    var other = log.cells
    other[other.count / 2].failures += 1
    other[other.count / 2].attempts += 1
    let known = ModelCache()
    let model = RatioModel()
    _ = model.runs(in: log.cells, known: known)
    #expect("\(model.runs(in: other, known: known))" == "\(model.runs(in: other))")
  }
}

@Suite struct UnsortedQuantileTests {
  @Test func isThatOfTheSorted() {
    var numbers = SeededNumbers(seed: 3)
    for count in [1, 2, 3, 12, 13, 100, 1001] {
      for grain in [1.0, 1000.0] {
        let values = (0..<count).map { _ in (numbers.normal() * grain).rounded() / grain }
        for q in [0, 0.25, 0.5, 0.75, 0.99, 1] {
          var shuffled = values
          #expect(
            Dispersion.quantile(ofUnsorted: &shuffled, q)
              == Dispersion.quantile(values.sorted(), q))
          #expect(shuffled.sorted() == values.sorted())
        }
      }
    }
    var none: [Double] = []
    #expect(Dispersion.quantile(ofUnsorted: &none, 0.5) == 0)
  }
}
