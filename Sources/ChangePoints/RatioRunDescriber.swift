/// Turns a stretch of the most likely path into a run with brackets and intervals.
struct RatioRunDescriber {
  /// From this rise of the ratio on, and from this share of failures in the run, single calls
  /// mark the boundary better than the posterior.
  private static let snapFrom = 10.0
  private static let snapShare = 0.5

  /// Nothing rises by a straight line: intervals of a slow rise are so much wider than the fit's.
  private static let riseDoubt = 1.5
  /// The chance of a slow rise that the calls never rule out.
  private static let leastRise = 0.1

  let cells: [RatioCell]
  let series: RatioSeries
  let chain: HiddenMarkovModel
  let baseline: Double
  let phi: Double
  let cellWidth: Double

  /// The run made of `phases`, in order of time; `nil` when there are none.
  ///
  /// `room` are the cells between the run before it and the run after it.
  func run(_ phases: [ViterbiSegment], evidence: Double, within room: Range<Int>) -> RatioRun? {
    guard let first = phases.first, let last = phases.last else { return nil }
    let whole = first.cells.lowerBound..<last.cells.upperBound
    let totals = series.totals(whole)
    var finder = BoundaryFinder(
      chain: chain, members: [Bool](repeating: true, count: chain.levelCount),
      room: room)
    let atStart = first.untrimmed.lowerBound == 0
    let atEnd = last.untrimmed.upperBound == series.count
    let onsetBracket = CellBracket.onset(
      in: cells, failing: whole.lowerBound, width: cellWidth)
    let endBracket = CellBracket.end(
      in: cells, failing: whole.upperBound - 1, width: cellWidth)
    let onset = onset(first, onsetBracket, &finder)
    var run = RatioRun(
      cells: whole, phases: phases.map(\.cells), evidence: evidence, baselineRatio: baseline,
      observedRatio: totals.attempts > 0 ? totals.failures / totals.attempts : 0,
      attempts: Int(totals.attempts), failures: Int(totals.failures),
      startsAtFirstCell: atStart, reachesLastCell: atEnd, onsetBracket: onsetBracket,
      endBracket: endBracket, onset: onset, end: nil, shape: .step)
    if !atEnd { run.end = end(last, endBracket, &finder) }
    let ramp = RampFit(
      series: series, baseline: baseline, phi: phi, cellWidth: cellWidth)
    if !atStart, let rise = ramp.rise(of: whole, after: room.lowerBound) {
      if rise.isPlain {
        run.onset = rise.begin.stretched(by: Self.riseDoubt)
        run.shape = .gradual
      } else {
        run.onset = run.onset.mixed(with: rise.begin, chance: max(rise.chance, Self.leastRise))
      }
    }
    return run
  }

  private func onset(
    _ phase: ViterbiSegment, _ bracket: CellBracket, _ finder: inout BoundaryFinder
  ) -> IntervalEstimate {
    let high = bracket.high ?? series.times[phase.cells.lowerBound]
    let low = bracket.low ?? series.times[0]
    if phase.untrimmed.lowerBound == 0 {
      return IntervalEstimate(between: min(series.times[0], high), and: high)
    }
    guard let found = finder.onset(of: phase.cells) else {
      return IntervalEstimate(between: low, and: high)
    }
    return settled(found, low, high, phase, isEnd: false)
  }

  private func end(
    _ phase: ViterbiSegment, _ bracket: CellBracket, _ finder: inout BoundaryFinder
  ) -> IntervalEstimate {
    let low = bracket.low ?? series.times[phase.cells.upperBound - 1]
    let high = bracket.high ?? series.times[series.count - 1]
    guard let found = finder.end(of: phase.cells) else {
      return IntervalEstimate(between: low, and: high)
    }
    return settled(found, low, high, phase, isEnd: true)
  }

  /// The middle of the bracket where nearly all calls fail, else the posterior's own middle.
  ///
  /// In a full bucket the part of it that failed tells the moment.
  private func settled(
    _ found: IntervalEstimate, _ low: Double, _ high: Double, _ phase: ViterbiSegment, isEnd: Bool
  ) -> IntervalEstimate {
    var settled = found.widened(to: low, high)
    let totals = series.totals(phase.cells)
    let ratio = totals.attempts > 0 ? totals.failures / totals.attempts : 0
    let steep = ratio >= Self.snapShare && ratio >= Self.snapFrom * baseline
    if steep { settled.estimate = low + (high - low) / 2 }
    guard cellWidth > 0 else { return settled }
    let cell = isEnd ? phase.cells.upperBound - 1 : phase.cells.lowerBound
    let inner = series.totals(CellShare.inner(of: phase.cells))
    let attempts = series.bad[cell] + series.good[cell]
    let share = CellShare.inside(
      observed: series.bad[cell], baseline: attempts * baseline,
      level: attempts * inner.failures / max(1, inner.attempts),
      anyway: steep && series.good[cell] > 0)
    return CellShare.refined(settled, by: share, of: series.times[cell], cellWidth, isEnd: isEnd)
  }
}
