import Glibc

/// Finds the stretches of one signal in which its share of failures lies above the baseline.
///
/// A hidden Markov model over the exact times of the calls: a baseline and up to eleven fixed
/// higher levels. Nothing is fitted but the baseline, so a clean log has no second state to find.
struct RatioModel: Sendable {
  /// Fewest attempts and failures of a signal that is looked at.
  static let leastAttempts = 8
  /// Fewest failures of a run; two are enough where calls are rare, see `keeps`.
  static let leastFailures = 3
  /// Nats a run needs beyond the price of an incident.
  static let leastEvidence = 3.0
  private static let levels = [0.01, 0.02, 0.04, 0.08, 0.15, 0.25, 0.4, 0.6, 0.8, 0.95, 0.995]

  /// Signals looked at side by side: each makes a chance find more likely.
  var keyCount: Int
  /// Width of the cells in seconds; 0 for exact events.
  var cellWidth: Double
  /// Runs at most this many seconds apart are one.
  var mergeGap: Double
  /// Healthy share of failures from history, instead of the log's own.
  var fixedBaseline: Double?

  init(
    keyCount: Int = 1, cellWidth: Double = 0, mergeGap: Double = 300,
    fixedBaseline: Double? = nil
  ) {
    self.keyCount = keyCount
    self.cellWidth = cellWidth.isFinite ? max(0, cellWidth) : 0
    self.mergeGap = mergeGap
    self.fixedBaseline = fixedBaseline
  }

  /// Runs of `cells`, which must be in order of time.
  ///
  /// Proportional to the number of cells; none for a signal with fewer than 8 calls or 2
  /// failures.
  func runs(in cells: [RatioCell]) -> RatioResult {
    let series = RatioSeries(cells)
    var baseline =
      fixedBaseline.map(RatioBaseline.clamp) ?? RatioBaseline.initial(series)
    var phi = 1.0
    let nothing = result(series, baseline, phi, [])
    guard series.attempts >= Self.leastAttempts, series.failures >= 2 else { return nothing }
    var chain = chain(series, baseline, phi)
    guard chain.levelCount > 0 else { return nothing }
    var path = chain.bestPath()
    for _ in 0..<2 {
      let outside = outside(series, path)
      if fixedBaseline == nil {
        baseline = RatioBaseline.outside(attempts: outside.attempts, failures: outside.failures)
      }
      phi = RatioBaseline.overdispersion(
        series, path: path, share: baseline, cellWidth: cellWidth)
      chain = self.chain(series, baseline, phi)
      guard chain.levelCount > 0 else { return result(series, baseline, phi, []) }
      let next = chain.bestPath()
      let settled = zip(path, next).allSatisfy { ($0 == 0) == ($1 == 0) }
      path = next
      if settled { break }
    }
    let describe = RatioRunDescriber(
      cells: cells, series: series, chain: chain, baseline: baseline, phi: phi,
      cellWidth: cellWidth)
    let phases = PathRun.runs(in: path, trimmedBy: series.bad)
      .flatMap { $0.parted(series, baseline: baseline) }
    let groups = joined(phases, series.times)
      .map { (phases: $0, weight: weigh($0, series, chain, path)) }
      .filter { keeps($0.weight, series) }
    var runs: [RatioRun] = []
    for (index, group) in groups.enumerated() {
      let from = runs.last?.cells.upperBound ?? 0
      let to = index + 1 < groups.count ? groups[index + 1].phases.first?.cells.lowerBound : nil
      let room = from..<max(from, to ?? series.count)
      if let run = describe.run(group.phases, evidence: group.weight.nats, within: room) {
        runs.append(run)
      }
    }
    var found = result(series, baseline, phi, runs)
    found.nearMiss = RatioNearMiss.strongest(
      in: cells, series, baseline: baseline, phi: phi, runs: runs, model: self)
    return found
  }

  private func result(
    _ series: RatioSeries, _ baseline: Double, _ phi: Double, _ runs: [RatioRun]
  ) -> RatioResult {
    var attempts = series.attempts
    var failures = series.failures
    for run in runs {
      attempts -= run.attempts
      failures -= run.failures
    }
    let basis: RatioResult.BaselineBasis =
      fixedBaseline != nil ? .given : attempts >= Self.leastAttempts ? .log : .assumed
    return RatioResult(
      baseline: baseline, basis: basis, phi: phi, baselineAttempts: attempts,
      baselineFailures: failures, runs: runs)
  }

  private func chain(_ series: RatioSeries, _ baseline: Double, _ phi: Double) -> LevelChain {
    let least = max(2.5 * baseline, baseline + 0.004)
    var gains: [Double] = []
    for level in Self.levels where level > least {
      gains.append(log(level / baseline) / phi)
      gains.append(log((1 - level) / (1 - baseline)) / phi)
    }
    return LevelChain(times: series.times, first: series.bad, second: series.good, gains: gains)
  }

  private func outside(
    _ series: RatioSeries, _ path: [UInt8]
  ) -> (attempts: Double, failures: Double) {
    var attempts = 0.0
    var failures = 0.0
    for cell in 0..<series.count where path[cell] == 0 {
      failures += series.bad[cell]
      attempts += series.bad[cell] + series.good[cell]
    }
    return (attempts, failures)
  }

  /// Groups of runs no further apart than `mergeGap`.
  private func joined(_ runs: [PathRun], _ times: [Double]) -> [[PathRun]] {
    var groups: [[PathRun]] = []
    for run in runs {
      if let last = groups.last?.last,
        times[run.cells.lowerBound] - times[last.cells.upperBound - 1] <= mergeGap
      {
        groups[groups.count - 1].append(run)
      } else {
        groups.append([run])
      }
    }
    return groups
  }

  private struct Weight {
    var nats: Double
    var failures: Double
    /// Most calls in a row that all failed.
    var failuresInARow: Double
  }

  /// Evidence of a group of runs, less the price of one more incident.
  ///
  /// The price is that of one place among all a day has: minutes, or the calls where they are
  /// rarer than that.
  private func weigh(
    _ phases: [PathRun], _ series: RatioSeries, _ chain: LevelChain, _ path: [UInt8]
  ) -> Weight {
    let places = max(1, chain.pace.enter / max(60, series.meanGap))
    var weight = Weight(nats: -log(places), failures: 0, failuresInARow: 0)
    for phase in phases {
      var row = 0.0
      for cell in phase.cells {
        weight.nats += chain.evidence(of: path[cell], at: cell)
        weight.failures += series.bad[cell]
        row = series.good[cell] > 0 ? 0 : row + series.bad[cell]
        weight.failuresInARow = max(weight.failuresInARow, row)
      }
    }
    return weight
  }

  /// Three failures make a run; two in a row do where calls are at least five minutes apart.
  private func keeps(_ weight: Weight, _ series: RatioSeries) -> Bool {
    guard weight.nats >= Self.leastEvidence + log(Double(max(1, keyCount))) else { return false }
    if weight.failures >= Double(Self.leastFailures) { return true }
    return series.meanGap >= 300 && weight.failuresInARow >= 2
  }
}
