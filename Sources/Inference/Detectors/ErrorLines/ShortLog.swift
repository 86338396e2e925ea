import ChangePoints

/// A log so short that a burst may be most of it: then what is usual is the quiet at its ends.
struct ShortLog {
  let series: CountSeries
  /// Below this length the whole log is what a burst is held against.
  private static let longest = 11_700.0

  init(_ series: CountSeries) { self.series = series }

  /// The stretch between silences at the log's ends; `nil` where there are none, or others.
  func burst(among found: [CountRun]) -> CountRun? {
    guard series.length < Self.longest else { return nil }
    let silent = found.filter { $0.direction == .silence }
    let before = silent.first { $0.startsAtFirstCell }
    let after = silent.last { $0.reachesLastCell }
    let ends = [before, after].compactMap { $0 }
    guard let quiet = ends.first, silent.count == ends.count else { return nil }
    let from = before?.cells.upperBound ?? 0
    let to = after?.cells.lowerBound ?? series.counts.count
    let cells = from..<max(from, to)
    let inside = counted(series.counts[cells])
    let all = counted(series.counts[...])
    guard inside.lines > 0 else { return nil }
    let first = series.time(of: cells.lowerBound) - series.width / 2
    let last = series.time(of: cells.upperBound - 1) + series.width / 2
    return CountRun(
      cells: cells, direction: .rise,
      baselinePerMinute: Double(all.lines - inside.lines + 1)
        / max(1, all.minutes - inside.minutes),
      observedPerMinute: Double(inside.lines) / max(1, inside.minutes),
      evidence: quiet.evidence, startsAtFirstCell: before == nil, reachesLastCell: after == nil,
      onset: before?.end ?? IntervalEstimate(between: first, and: first),
      end: after.map { _ in IntervalEstimate(between: last, and: last) })
  }

  private func counted(_ counts: ArraySlice<Int?>) -> (lines: Int, minutes: Double) {
    let known = counts.compactMap { $0 }
    return (known.reduce(0, +), Double(known.count) * series.width / 60)
  }
}
