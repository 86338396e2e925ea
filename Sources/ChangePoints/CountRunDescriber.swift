/// Turns a kept stretch of counts into a run with rates and intervals.
struct CountRunDescriber {
  let series: CountSeries
  let chain: HiddenMarkovModel
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
    var finder = BoundaryFinder(chain: chain, members: members, room: 0..<chain.times.count)
    let onset = onset(group, &finder, known: !atStart)
    return CountRun(
      cells: group.cells, direction: group.direction,
      baselinePerMinute: group.expected / minutes, observedPerMinute: group.seen / minutes,
      evidence: group.evidence, startsAtFirstCell: atStart, reachesLastCell: atEnd,
      onset: onset, end: atEnd ? nil : end(group, &finder))
  }

  private func onset(
    _ group: CountGroup, _ finder: inout BoundaryFinder, known: Bool
  ) -> IntervalEstimate {
    let time = series.time(of: group.cells.lowerBound)
    let before = time - series.width
    guard known, let found = finder.onset(of: group.firstStretch) else {
      return IntervalEstimate(between: before, and: time)
    }
    return refined(found, group, at: group.firstStretch.lowerBound, isEnd: false)
  }

  private func end(_ group: CountGroup, _ finder: inout BoundaryFinder) -> IntervalEstimate {
    let time = series.time(of: group.cells.upperBound - 1)
    guard let found = finder.end(of: group.lastStretch) else {
      return IntervalEstimate(between: time, and: time + series.width)
    }
    return refined(found, group, at: group.lastStretch.upperBound - 1, isEnd: true)
  }

  /// The moment inside the boundary cell, where its events are many enough to tell.
  private func refined(
    _ found: IntervalEstimate, _ group: CountGroup, at cell: Int, isEnd: Bool
  ) -> IntervalEstimate {
    let stretch = isEnd ? group.lastStretch : group.firstStretch
    var seen = 0.0
    var due = 0.0
    for inner in CellShare.inner(of: stretch) {
      seen += Double(series.counts[inner] ?? 0)
      due += series.counts[inner] == nil ? 0 : expected[inner]
    }
    guard due > 0, let count = series.counts[cell] else { return found }
    let share = CellShare.inside(
      observed: Double(count), baseline: expected[cell], level: expected[cell] * seen / due)
    return CellShare.refined(
      found, by: share, of: series.time(of: cell), series.width, isEnd: isEnd)
  }
}
