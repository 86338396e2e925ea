/// Turns a kept stretch of counts into a run with rates and intervals.
struct CountRunDescriber {
  let series: CountSeries
  let chain: LevelChain
  let expected: [Double]

  /// The run of `group`; `nil` when it covers no cell.
  func run(_ group: CountGroup) -> CountRun? {
    guard group.covered > 0 else { return nil }
    let minutes = Double(group.covered) * series.width / 60
    let firstCovered = series.counts.firstIndex { $0 != nil } ?? 0
    let lastCovered = series.counts.lastIndex { $0 != nil } ?? 0
    let atStart = group.untrimmed.lowerBound <= firstCovered
    let atEnd = group.untrimmed.upperBound > lastCovered
    // A level is one pair of gains; a drop loses nats with every event, a rise wins them.
    let members = (0..<chain.levelCount).map { (chain.gains[2 * $0] > 0) == group.rises }
    let finder = BoundaryFinder(chain: chain, members: members)
    return CountRun(
      cells: group.cells, direction: group.direction,
      baselinePerMinute: group.expected / minutes, observedPerMinute: group.seen / minutes,
      evidence: group.evidence, startsAtFirstCell: atStart, reachesLastCell: atEnd,
      onset: onset(group, finder, known: !atStart), end: atEnd ? nil : end(group, finder))
  }

  private func onset(
    _ group: CountGroup, _ finder: BoundaryFinder, known: Bool
  ) -> IntervalEstimate {
    let time = series.time(of: group.cells.lowerBound)
    let before = time - series.width
    guard known, let found = finder.onset(of: group.firstStretch) else {
      return IntervalEstimate(between: before, and: time)
    }
    return found
  }

  private func end(_ group: CountGroup, _ finder: BoundaryFinder) -> IntervalEstimate {
    let time = series.time(of: group.cells.upperBound - 1)
    return finder.end(of: group.lastStretch)
      ?? IntervalEstimate(between: time, and: time + series.width)
  }
}
