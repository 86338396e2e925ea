import Glibc

/// Finds the stretches of one signal in which its share of failures lies above the baseline.
///
/// A hidden Markov model over the exact times of the calls: a baseline and up to eleven fixed
/// higher levels. Nothing is fitted but the baseline, so a clean log has no second state to find.
package struct RatioModel: Sendable {
  /// Fewest attempts and failures of a signal that is looked at.
  package static let leastAttempts = 8
  /// Fewest failures of a run; two are enough where calls are rare, see `keeps`.
  package static let leastFailures = 3
  /// Nats a run needs beyond the price of an incident.
  package static let leastEvidence = 3.0
  /// So many successes show that it works at all.
  private static let leastSuccesses = 3
  /// Calls that fail within so many seconds are one attempt: a page that asks twice, a retry.
  private static let oneAttempt = 10.0
  /// Seconds between calls from which on they are rare.
  private static let rareGap = 300.0
  /// Seconds for which nobody calls at most, where that is no more than a night.
  private static let longestNight = 43_200.0
  /// Failures of a burst that may be how it always fails.
  private static let mostHabit = 8.0
  /// Most rounds of looking for runs and learning what is usual from the rest.
  private static let mostLooks = 6
  /// An hour with so many times the share of the quietest says nothing of wakes.
  private static let busyHour = 2.5
  /// Steps in which the added chance in a wake is told.
  private static let wakeSteps = 50
  /// From this added chance on failures keep together.
  private static let strongHabit = 0.2
  private static let levels = [0.01, 0.02, 0.04, 0.08, 0.15, 0.25, 0.4, 0.6, 0.8, 0.95, 0.995]

  /// Signals looked at side by side: each makes a chance find more likely.
  package var keyCount: Int
  /// Width of the cells in seconds; 0 for exact events.
  package var cellWidth: Double
  /// Runs at most this many seconds apart are one.
  var mergeGap: Double
  /// Healthy share of failures from history, instead of the log's own.
  package var fixedBaseline: Double?
  /// The same of each cell, where its hour has a share of its own; else empty.
  package var fixedByCell: [Double] = []

  package init(
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
  ///
  /// - Parameter known: what was asked before.
  package func runs(in cells: [RatioCell], known: ModelCache? = nil) -> RatioResult {
    guard let known else { return found(in: cells) }
    var asked = SeriesDigest()
    asked.add(cells)
    asked.add(keyCount)
    asked.add(cellWidth)
    asked.add(mergeGap)
    asked.add(fixedBaseline.map { [$0] } ?? [])
    asked.add(fixedByCell)
    return known.ratio(asked) { found(in: cells) }
  }

  private func found(in cells: [RatioCell]) -> RatioResult {
    let series = RatioSeries(cells)
    var usual = Usual(
      share: fixedBaseline.map(RatioBaseline.clamp) ?? RatioBaseline.initial(series))
    guard series.attempts >= Self.leastAttempts, series.failures >= 2 else {
      return result(series, usual, [])
    }
    if fixedBaseline == nil, let regime = RatioRegime(series) {
      return runs(in: cells, series, against: regime, usual)
    }
    var look = look(at: series, usual)
    // Short bursts may be how it always fails: at first they tell what is usual.
    var excluded = mask(
      look.groups.flatMap(\.phases).filter { series.totals($0.cells).failures > Self.mostHabit },
      series.count)
    var allowed = [Bool](repeating: true, count: series.count)
    for round in 0..<Self.mostLooks {
      usual = self.usual(series, excluded, usual)
      if round == 0, fixedBaseline == nil {
        usual.share = share(series, without: mask(look.groups.flatMap(\.phases), series.count))
      }
      look = self.look(at: series, usual)
      // What did not stand out once stays usual, or two states would follow each other for ever.
      if round > 0 {
        look.groups.removeAll { !$0.phases.contains { $0.cells.contains { allowed[$0] } } }
      }
      let next = mask(look.groups.flatMap(\.phases), series.count)
      allowed = next
      if next == excluded { break }
      excluded = next
    }
    return described(look, in: cells, series, usual)
  }

  /// Where failures fill the series: what its best regime says is usual, and nothing else.
  private func runs(
    in cells: [RatioCell], _ series: RatioSeries, against regime: RatioRegime, _ first: Usual
  ) -> RatioResult {
    let outside = (0..<series.count).map { !regime.cells.contains($0) }
    let usual = usual(series, outside, first)
    return described(look(at: series, usual), in: cells, series, usual)
  }

  private func described(
    _ look: Look, in cells: [RatioCell], _ series: RatioSeries, _ usual: Usual
  ) -> RatioResult {
    guard let chain = look.chain else { return result(series, usual, []) }
    let groups = look.groups
    var runs: [RatioRun] = []
    for (index, group) in groups.enumerated() {
      let from = runs.last?.cells.upperBound ?? 0
      let to = index + 1 < groups.count ? groups[index + 1].phases.first?.cells.lowerBound : nil
      let room = from..<max(from, to ?? series.count)
      let describe = RatioRunDescriber(
        cells: cells, series: series, chain: chain,
        baseline: baseline(of: group.phases, series, usual), phi: usual.phi, cellWidth: cellWidth)
      if let run = describe.run(group.phases, evidence: group.weight.nats, within: room) {
        runs.append(run)
      }
    }
    var found = result(series, usual, runs)
    found.nearMiss = RatioNearMiss.strongest(
      in: cells, series, baseline: usual.share, shares: shares(of: series).map(\.value),
      phi: usual.phi, runs: runs, model: self)
    return found
  }

  /// What is taken for usual.
  private struct Usual {
    var share: Double
    var phi = 1.0
    var habit = FailureClustering()
  }

  /// Runs that are kept, before they are described.
  private struct Look {
    var chain: HiddenMarkovModel?
    var groups: [(phases: [ViterbiSegment], weight: Weight)] = []
  }

  /// What the cells outside `excluded` say is usual.
  private func usual(_ series: RatioSeries, _ excluded: [Bool], _ last: Usual) -> Usual {
    var usual = last
    if fixedBaseline == nil { usual.share = share(series, without: excluded) }
    let shares = shares(of: series).map(\.value)
    if cellWidth <= 0 {
      // Failures of an hour that has many keep together by the hour, not in each other's wake.
      let quiet = shares.min() ?? 0
      let silent = zip(excluded, shares).map { $0 || $1 > Self.busyHour * quiet }
      usual.habit = FailureClustering(
        series, share: usual.share, excluded: shares.isEmpty ? excluded : silent)
    }
    usual.phi = RatioBaseline.overdispersion(
      series, excluded: excluded, share: usual.share, shares: shares, habit: usual.habit,
      cellWidth: cellWidth)
    return usual
  }

  /// The runs that stand out from what is usual.
  private func look(at series: RatioSeries, _ usual: Usual) -> Look {
    let chain = chain(series, usual)
    guard chain.levelCount > 0 else { return Look() }
    guard mayKeep(series) else { return Look(chain: chain) }
    let path = chain.bestPath()
    let phases = ViterbiSegment.runs(in: path, trimmedBy: series.bad)
      .flatMap { $0.parted(series, baseline: usual.share) }
      .bridged(series, baseline: usual.share)
    let groups = joined(phases, series)
      .map { (phases: $0, weight: weigh($0, series, chain, path, usual)) }
      .filter { keeps($0.weight, series) }
    return Look(chain: chain, groups: groups)
  }

  private func mask(_ phases: [ViterbiSegment], _ count: Int) -> [Bool] {
    var mask = [Bool](repeating: false, count: count)
    for phase in phases {
      for cell in phase.untrimmed { mask[cell] = true }
    }
    return mask
  }

  private func result(
    _ series: RatioSeries, _ usual: Usual, _ runs: [RatioRun]
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
      baseline: usual.share, basis: basis, phi: usual.phi, baselineAttempts: attempts,
      baselineFailures: failures, runs: runs)
  }

  /// The baseline of each cell; none where all cells have the same.
  private func shares(of series: RatioSeries) -> [ShareClass] {
    guard fixedBaseline != nil, !fixedByCell.isEmpty, fixedByCell.count == series.count else {
      return []
    }
    return fixedByCell.map(ShareClass.init)
  }

  /// The baseline of a run's calls.
  private func baseline(
    of phases: [ViterbiSegment], _ series: RatioSeries, _ usual: Usual
  ) -> Double {
    let shares = shares(of: series)
    guard !shares.isEmpty else { return usual.share }
    var (sum, calls) = (0.0, 0.0)
    for cell in phases.flatMap(\.cells) {
      sum += shares[cell].value * (series.bad[cell] + series.good[cell])
      calls += series.bad[cell] + series.good[cell]
    }
    return calls > 0 ? sum / calls : usual.share
  }

  private func chain(_ series: RatioSeries, _ usual: Usual) -> HiddenMarkovModel {
    let shares = shares(of: series)
    let classes = Set(shares).sorted()
    let baselines = classes.isEmpty ? [usual.share] : classes.map(\.value)
    func least(_ baseline: Double) -> Double { max(2.5 * baseline, baseline + 0.004) }
    let levels = Self.levels.filter { $0 > least(baselines[0]) }
    let gains = { (baseline: Double, added: Double) -> [Double] in
      levels.flatMap { level -> [Double] in
        // A level that an hour has on any day is raised above it there.
        let level = baselines.count > 1 ? min(0.9995, max(level, least(baseline))) : level
        // In the wake of a failure another one is likely at every level.
        let ratio = (level + (1 - level) * added) / (baseline + (1 - baseline) * added)
        // What a habit makes likely does not also scatter.
        let scatter = pow(usual.phi, 1 - added)
        return [log(ratio) / scatter, log((1 - level) / (1 - baseline)) / usual.phi]
      }
    }
    var chain = HiddenMarkovModel(
      times: series.times, first: series.bad, second: series.good, gains: gains(baselines[0], 0))
    let steps = usual.habit.added.isEmpty ? 0 : Self.wakeSteps
    guard steps > 0 || baselines.count > 1 else { return chain }
    let places = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, $0) })
    chain.rows = series.times.indices.map { cell in
      let added = steps > 0 ? usual.habit.added[cell] : 0
      let step = min(Double(steps), (cbrt(added) * Double(steps)).rounded(.up))
      let place = shares.isEmpty ? 0 : places[shares[cell]] ?? 0
      return UInt16(clamping: place * (steps + 1) + Int(step))
    }
    let wakes = (0...steps).map { steps > 0 ? pow(Double($0) / Double(steps), 3) : 0 }
    chain.otherGains = Array(
      baselines.flatMap { baseline in wakes.flatMap { gains(baseline, $0) } }
        .dropFirst(chain.gains.count))
    return chain
  }

  private func share(_ series: RatioSeries, without excluded: [Bool]) -> Double {
    var attempts = 0.0
    var failures = 0.0
    for cell in 0..<series.count where !excluded[cell] {
      failures += series.bad[cell]
      attempts += series.bad[cell] + series.good[cell]
    }
    return RatioBaseline.outside(attempts: attempts, failures: failures)
  }

  /// Groups of runs no further apart than `mergeGap`, or between which no call succeeded: where
  /// nobody calls at night, what failed in the evening and fails in the morning failed throughout.
  private func joined(_ runs: [ViterbiSegment], _ series: RatioSeries) -> [[ViterbiSegment]] {
    let times = series.times
    // What never succeeds says nothing by failing again.
    let isKnownToWork = series.attempts - series.failures >= Self.leastSuccesses
    var groups: [[ViterbiSegment]] = []
    for run in runs {
      let gap = groups.last?.last.map { last in
        times[run.cells.lowerBound] - times[last.cells.upperBound - 1]
      }
      if let last = groups.last?.last, let gap,
        gap <= mergeGap
          || isKnownToWork && gap <= Self.longestNight
            && series.hasNoSuccess(last.cells.upperBound..<run.cells.lowerBound)
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
    var failuresInARow: Int
  }

  /// Evidence of a group of runs, less the price of one more incident.
  ///
  /// The price is that of one place among all a day has: minutes, or the calls where they are
  /// rarer than that.
  private func weigh(
    _ phases: [ViterbiSegment], _ series: RatioSeries, _ chain: HiddenMarkovModel, _ path: [UInt8],
    _ usual: Usual
  ) -> Weight {
    // Where failures keep together every call may begin a burst.
    let least = usual.habit.strongest > Self.strongHabit ? 1.0 : 60.0
    let places = max(1, chain.pace.enter / max(least, series.meanGap))
    var weight = Weight(nats: -log(places), failures: 0, failuresInARow: 0)
    for phase in phases {
      var row = 0
      var last = -Double.infinity
      for cell in phase.cells {
        weight.nats += chain.evidence(of: path[cell], at: cell)
        weight.failures += series.bad[cell]
        if series.good[cell] > 0 { row = 0 }
        guard series.bad[cell] > 0, series.times[cell] - last >= Self.oneAttempt else { continue }
        row += 1
        last = series.times[cell]
        weight.failuresInARow = max(weight.failuresInARow, row)
      }
    }
    return weight
  }

  /// Three failures make a run; two in a row do where calls are at least five minutes apart.
  private func keeps(_ weight: Weight, _ series: RatioSeries) -> Bool {
    guard weight.nats >= Self.leastEvidence + log(Double(max(1, keyCount))) else { return false }
    if weight.failures >= Double(Self.leastFailures) { return true }
    return series.meanGap >= Self.rareGap && weight.failuresInARow >= 2
  }

  /// Whether a run of all failures that there are could be kept: else none is looked for.
  private func mayKeep(_ series: RatioSeries) -> Bool {
    series.failures >= Self.leastFailures || series.meanGap >= Self.rareGap
  }
}
