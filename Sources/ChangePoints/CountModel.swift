import Glibc

/// Finds the stretches in which events arrive faster or slower than expected, or not at all.
///
/// The same hidden Markov model as for ratios, with fixed multiples of a baseline that follows
/// the time of day where the log is long enough to know it.
package struct CountModel: Sendable {
  private static let drops = [0.02, 0.15, 0.35, 0.6]
  private static let rises = [1.7, 2.5, 4, 7, 14, 30]
  private static let leastEvidence = 6.0
  private static let leastSilenceEvidence = 15.0
  private static let phiStep = 1.6
  private static let mostPhi = 300.0

  /// Series looked at side by side: each makes a chance find more likely.
  package var keyCount: Int
  /// Runs of one direction at most this many seconds apart are one.
  var mergeGap: Double
  /// False alarms a day that are put up with: 1 for context, 0.1 to call a run an incident.
  package var runsPerDay: Double
  /// Least over-dispersion: more than 1 where events are known to come in clusters.
  package var leastPhi: Double

  package init(
    keyCount: Int = 1, mergeGap: Double = 300, runsPerDay: Double = 1, leastPhi: Double = 1
  ) {
    self.leastPhi = leastPhi
    self.keyCount = keyCount
    self.mergeGap = mergeGap
    self.runsPerDay = runsPerDay
  }

  /// Runs of `series`, against what is usual in it, or against `given` events of each cell.
  ///
  /// While there are more than the budget allows, the counts are taken to scatter more and all
  /// is done again.
  package func runs(in series: CountSeries, expecting given: [Double]? = nil) -> CountResult {
    let count = series.counts.count
    var path = [UInt8](repeating: 0, count: count)
    let baseline = CountBaseline(series)
    var expected = given ?? baseline.expected(outside: path)
    guard count > 0, series.counts.contains(where: { $0 != nil }) else {
      return CountResult(expected: expected, phi: 1, runs: [])
    }
    let times = (0..<count).map(series.time)
    let events = series.counts.map { Double(min(max(0, $0 ?? 0), 1 << 32)) }
    var phi = leastPhi
    for pass in 0..<3 {
      if pass > 0 {
        expected = given ?? baseline.expected(outside: path)
        phi = max(leastPhi, overdispersion(series, expected, path))
      }
      let next = chain(series, times, events, expected, phi).bestPath()
      let settled = pass > 0 && next == path
      path = next
      if settled { break }
    }
    let budget = max(4, runsPerDay * series.length / 86_400)
    while true {
      let chain = chain(series, times, events, expected, phi)
      let found = groups(chain, path, series, expected)
      if Double(found.count) <= budget || phi * Self.phiStep > Self.mostPhi {
        let describe = CountRunDescriber(series: series, chain: chain, expected: expected)
        return CountResult(
          expected: expected, phi: phi, runs: found.compactMap { describe.run($0) })
      }
      phi *= Self.phiStep
      path = self.chain(series, times, events, expected, phi).bestPath()
    }
  }

  /// Levels are the drops, then the rises; an uncovered cell says nothing.
  private func chain(
    _ series: CountSeries, _ times: [Double], _ events: [Double], _ expected: [Double],
    _ phi: Double
  ) -> HiddenMarkovModel {
    var gains: [Double] = []
    for level in Self.drops + Self.rises {
      gains.append(log(level) / phi)
      gains.append((1 - level) / phi)
    }
    let heard = expected.indices.map { series.counts[$0] == nil ? 0 : expected[$0] }
    return HiddenMarkovModel(times: times, first: events, second: heard, gains: gains)
  }

  /// Groups of stretches of one direction that are worth keeping.
  private func groups(
    _ chain: HiddenMarkovModel, _ path: [UInt8], _ series: CountSeries, _ expected: [Double]
  ) -> [CountGroup] {
    var groups: [CountGroup] = []
    for run in CountGroup.stretches(of: path, dropLevels: Self.drops.count, series, expected) {
      if let last = groups.last, last.rises == run.rises,
        Double(run.cells.lowerBound - last.cells.upperBound) * series.width <= mergeGap
      {
        groups[groups.count - 1].join(run)
      } else {
        groups.append(run)
      }
    }
    let price = log(chain.pace.enter / 60) + log(Double(max(1, keyCount)))
    return groups.compactMap { group in
      var kept = group
      kept.evidence = -price
      for cell in group.cells {
        kept.evidence += chain.evidence(of: path[cell], at: cell)
      }
      let least =
        kept.direction == .silence ? Self.leastSilenceEvidence : Self.leastEvidence
      return kept.evidence >= least ? kept : nil
    }
  }

  /// Over-dispersion of the covered counts outside the runs, over windows of a minute.
  private func overdispersion(
    _ series: CountSeries, _ expected: [Double], _ path: [UInt8]
  ) -> Double {
    let cells = max(1, Int((60 / series.width).rounded()))
    var residuals: [Double] = []
    for start in stride(from: 0, to: series.counts.count, by: cells) {
      var mean = 0.0
      var events = 0.0
      for cell in start..<min(start + cells, series.counts.count) where path[cell] == 0 {
        guard let count = series.counts[cell] else { continue }
        mean += expected[cell]
        events += Double(max(0, count))
      }
      if mean > 1 { residuals.append((events - mean) / mean.squareRoot()) }
    }
    return Dispersion.robustVariance(residuals) ?? 1
  }
}

/// Events counted in cells of equal width over a covered range.
package struct CountSeries: Sendable {
  /// Time of the first cell's beginning, in seconds.
  package var origin: Double
  /// Width of a cell in seconds; from a millisecond to a day.
  package var width: Double
  /// Events a cell; `nil` where the input does not cover the cell, which is not the same as 0.
  package var counts: [Int?]

  package init(origin: Double, width: Double, counts: [Int?]) {
    self.origin = origin
    self.width = width > 1e-3 ? min(width, 86_400) : 1e-3
    self.counts = counts
  }

  /// Middle of a cell in seconds.
  package func time(of cell: Int) -> Double { origin + (Double(cell) + 0.5) * width }

  /// Length of the whole series in seconds.
  package var length: Double { Double(counts.count) * width }
}
