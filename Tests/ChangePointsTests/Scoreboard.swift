@testable import ChangePoints

/// What a model got right over many simulated logs of one kind.
struct Scoreboard {
  var expected = 0
  var found = 0
  var falseRuns = 0
  var startErrors: [Double] = []
  var endErrors: [Double] = []
  var startsInside = 0
  var endsInside = 0
  var endsKnown = 0
  var widths: [Double] = []
  var gradual = 0

  static func ratio(_ kind: Character, seeds: Range<Int>) -> Scoreboard {
    var board = Scoreboard()
    for seed in seeds {
      let log = SimulatedRatio.make(kind, seed: seed)
      let runs = RatioModel(cellWidth: log.width).runs(in: log.cells).runs
      board.add(
        runs.map { run in
          let first = log.cells[run.cells.lowerBound].time
          let last = log.cells[run.cells.upperBound - 1].time
          return Found(first: first, last: last, onset: run.onset, end: run.end)
        }, truth: log.truth)
      board.gradual += runs.filter { $0.shape == .gradual }.count
    }
    return board
  }

  static func counts(_ kind: Character, seeds: Range<Int>) -> Scoreboard {
    var board = Scoreboard()
    for seed in seeds {
      let log = SimulatedCounts.make(kind, seed: seed)
      let runs = CountModel().runs(in: log.series).runs
      board.add(
        runs.map { run in
          let first = log.series.time(of: run.cells.lowerBound)
          let last = log.series.time(of: run.cells.upperBound - 1)
          return Found(first: first, last: last, onset: run.onset, end: run.end)
        }, truth: log.truth)
    }
    return board
  }

  struct Found {
    var first: Double
    var last: Double
    var onset: IntervalEstimate
    var end: IntervalEstimate?
  }

  /// A run that overlaps an incident found it; the first one to do so is measured.
  mutating func add(_ runs: [Found], truth: [(start: Double, end: Double)]) {
    expected += truth.count
    var used = [Bool](repeating: false, count: runs.count)
    for (start, end) in truth {
      let hits = runs.indices.filter { runs[$0].first < end && runs[$0].last > start }
      for hit in hits { used[hit] = true }
      guard let hit = hits.first else { continue }
      found += 1
      falseRuns += hits.count - 1
      let run = runs[hit]
      startErrors.append(abs(run.onset.estimate - start))
      widths.append(run.onset.high - run.onset.low)
      if run.onset.low <= start, run.onset.high >= start { startsInside += 1 }
      guard let over = run.end else { continue }
      endsKnown += 1
      endErrors.append(abs(over.estimate - end))
      if over.low <= end, over.high >= end { endsInside += 1 }
    }
    falseRuns += used.filter { !$0 }.count
  }

  static func share(_ values: [Double], _ q: Double) -> Double {
    Dispersion.quantile(values.sorted(), q)
  }

  var medianStart: Double { Self.share(startErrors, 0.5) }
  var medianEnd: Double { Self.share(endErrors, 0.5) }
  var startCoverage: Double { found > 0 ? Double(startsInside) / Double(found) : 0 }
  var endCoverage: Double { endsKnown > 0 ? Double(endsInside) / Double(endsKnown) : 0 }
}
