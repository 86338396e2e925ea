/// A stretch of failures that stayed below the bounds of a run.
///
/// Described by its cells alone: nothing is estimated of what is no incident, and a noisy log may
/// have many of them.
struct RatioNearMiss: Sendable {
  var run: RatioRun
  /// Nats it would have needed.
  var neededEvidence: Double

  /// Most that one signal hands on.
  private static let limit = 3

  /// The strongest of the stretches left over, in order of time.
  ///
  /// - Parameter groups: stretches with their nats, less the price of one more incident; those
  ///   with none to their favour, or with a single failure, are nothing to speak of.
  static func strongest(
    among groups: [(phases: [PathRun], nats: Double)], in cells: [RatioCell],
    _ series: RatioSeries, baseline: Double, width: Double, neededEvidence: Double
  ) -> [RatioNearMiss] {
    let known = groups.filter { $0.nats > 0 }.sorted { a, b in
      (b.nats, a.phases.first?.cells.lowerBound ?? 0)
        < (a.nats, b.phases.first?.cells.lowerBound ?? 0)
    }
    return known.prefix(limit).compactMap { group -> RatioNearMiss? in
      guard let first = group.phases.first, let last = group.phases.last else { return nil }
      let whole = first.cells.lowerBound..<last.cells.upperBound
      let totals = series.totals(whole)
      guard totals.failures >= 2 else { return nil }
      let start = CellBracket.onset(in: cells, failing: whole.lowerBound, width: width)
      let end = CellBracket.end(in: cells, failing: whole.upperBound - 1, width: width)
      let (from, to) = (cells[whole.lowerBound].time, cells[whole.upperBound - 1].time)
      let run = RatioRun(
        cells: whole, phases: group.phases.map(\.cells), evidence: group.nats,
        baselineRatio: baseline, observedRatio: totals.failures / max(1, totals.attempts),
        attempts: Int(totals.attempts), failures: Int(totals.failures),
        startsAtFirstCell: first.untrimmed.lowerBound == 0,
        reachesLastCell: last.untrimmed.upperBound == series.count, onsetBracket: start,
        endBracket: end,
        onset: IntervalEstimate(between: start.low ?? from, and: start.high ?? from),
        end: IntervalEstimate(between: end.low ?? to, and: end.high ?? to), shape: .step)
      return RatioNearMiss(run: run, neededEvidence: neededEvidence)
    }.sorted { $0.run.cells.lowerBound < $1.run.cells.lowerBound }
  }
}
