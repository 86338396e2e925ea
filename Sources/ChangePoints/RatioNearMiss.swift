import Glibc

/// A stretch of failures that stayed below the bounds of a run.
///
/// Described by its cells alone: nothing is estimated of what is no incident.
package struct RatioNearMiss: Sendable {
  package var run: RatioRun
  /// Nats it would have needed, besides the price that a run pays for its place.
  package var neededEvidence: Double

  /// Shares of failures that a stretch is tried at: all of it, much of it, little of it.
  private static let levels = [0.995, 0.4, 0.08]
  /// Below this share of what is needed, chance makes such stretches on any healthy day.
  private static let leastShare = 0.4

  /// The cells between two failures whose share speaks most against the baseline.
  private struct Stretch {
    var cells: Range<Int>
    var nats: Double
  }

  /// The strongest stretch outside of `runs`; `nil` where none is worth a word.
  ///
  /// One pass over the cells. The path of a run has to pay for entering and leaving its level,
  /// so much that fewer failures never show in it; here only the place is paid for.
  static func strongest(
    in cells: [RatioCell], _ series: RatioSeries, baseline: Double, shares: [Double], phi: Double,
    runs: [RatioRun], model: RatioModel
  ) -> RatioNearMiss? {
    guard
      let best = stretch(
        series, baseline: baseline, shares: shares, phi: phi, besides: runs.map(\.cells))
    else { return nil }
    let pace = TransitionRates()
    let gap = max(series.meanGap, model.cellWidth, 1e-3)
    let places = log(max(1, pace.enter / max(60, series.meanGap)))
    let ways =
      log(Double(levels.count)) - log(1 - exp(-gap / pace.enter))
      - log(1 - exp(-gap / pace.leave))
    let least = RatioModel.leastEvidence + log(Double(max(1, model.keyCount)))
    let needed = max(least, ways - places)
    let nats = best.nats - places
    let totals = series.totals(best.cells)
    guard totals.failures >= 2, nats >= max(RatioModel.leastEvidence, leastShare * needed) else {
      return nil
    }
    let width = model.cellWidth
    let start = CellBracket.onset(in: cells, failing: best.cells.lowerBound, width: width)
    let end = CellBracket.end(in: cells, failing: best.cells.upperBound - 1, width: width)
    let from = cells[best.cells.lowerBound].time
    let to = cells[best.cells.upperBound - 1].time
    let run = RatioRun(
      cells: best.cells, phases: [best.cells], evidence: nats, baselineRatio: baseline,
      observedRatio: totals.failures / max(1, totals.attempts), attempts: Int(totals.attempts),
      failures: Int(totals.failures), startsAtFirstCell: best.cells.lowerBound == 0,
      reachesLastCell: best.cells.upperBound == series.count, onsetBracket: start,
      endBracket: end,
      onset: IntervalEstimate(between: start.low ?? from, and: start.high ?? from),
      end: IntervalEstimate(between: end.low ?? to, and: end.high ?? to), shape: .step)
    return RatioNearMiss(run: run, neededEvidence: needed)
  }

  /// The largest sum of evidence over neighbouring cells, at any of the levels.
  private static func stretch(
    _ series: RatioSeries, baseline: Double, shares: [Double], phi: Double,
    besides runs: [Range<Int>]
  ) -> Stretch? {
    let lowest = shares.min() ?? baseline
    let tried = levels.filter { $0 > max(2.5 * lowest, lowest + 0.004) }
    func made(_ baseline: Double) -> [(bad: Double, good: Double)] {
      let least = max(2.5 * baseline, baseline + 0.004)
      return tried.map { level in
        // Where an hour has as much on any day its failures say nothing.
        let level = max(level, min(0.9995, least))
        return (bad: log(level / baseline) / phi, good: log((1 - level) / (1 - baseline)) / phi)
      }
    }
    var gains = made(lowest)
    var own = lowest
    var sums = [Stretch](repeating: Stretch(cells: 0..<0, nats: 0), count: gains.count)
    var best: Stretch?
    var waiting = 0.0
    var run = 0
    for cell in 0..<series.count {
      while run < runs.count, runs[run].upperBound <= cell { run += 1 }
      if run < runs.count, runs[run].contains(cell) {
        for at in sums.indices { sums[at].nats = 0 }
        waiting = 0
        continue
      }
      waiting += series.good[cell]
      guard series.bad[cell] > 0 else { continue }
      if !shares.isEmpty, shares[cell] != own {
        own = shares[cell]
        gains = made(own)
      }
      for (at, gain) in gains.enumerated() {
        sums[at].nats += (waiting - series.good[cell]) * gain.good
        if sums[at].nats <= 0 { sums[at] = Stretch(cells: cell..<cell, nats: 0) }
        sums[at].nats += series.bad[cell] * gain.bad + series.good[cell] * gain.good
        sums[at].cells = sums[at].cells.lowerBound..<cell + 1
        if sums[at].nats > best?.nats ?? 0 { best = sums[at] }
      }
      waiting = 0
    }
    return best
  }
}
