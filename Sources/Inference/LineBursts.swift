import Glibc

/// The bursts in one series of line counts, and how far they stand out.
struct LineBursts {
  let series: CountSeries
  private let runs: [CountRun]
  private let price: Double
  /// Lines come in clusters: how much more they scatter than chance would have it.
  private let scatter: Double
  /// Lines in no burst.
  let linesOutside: Int

  /// Below this length the whole log is what a burst is held against.
  private static let shortLog = 11_700.0
  /// False alarms a day that are put up with.
  private static let runsPerDay = 0.1

  init(_ series: CountSeries, keyCount: Int) {
    self.series = series
    price = log(1440) + log(Double(max(1, keyCount)))
    let found = CountModel(keyCount: keyCount, runsPerDay: Self.runsPerDay).runs(in: series).runs
    var rises = found.filter { $0.direction == .rise && !Self.fillsStart($0, of: series) }
    if rises.isEmpty, let most = Self.between(found, of: series) { rises = [most] }
    runs = rises
    var inBurst = [Bool](repeating: false, count: series.counts.count)
    for run in rises {
      for cell in run.cells { inBurst[cell] = true }
    }
    let outside = series.counts.indices.map { inBurst[$0] ? nil : series.counts[$0] }
    linesOutside = outside.reduce(0) { $0 + max(0, $1 ?? 0) }
    scatter = Self.scatter(of: outside, width: series.width)
  }

  /// Nats in favour of a burst, once the clusters are allowed for.
  func evidence(of run: CountRun) -> Double { (run.evidence + price) / scatter - price }

  /// Bursts but those of a habit: at even distances, or at the same time of several days.
  var unscheduled: [CountRun] {
    let starts = runs.map { series.time(of: $0.cells.lowerBound) }
    let gaps = zip(starts, starts.dropFirst()).map { $1 - $0 }
    if gaps.count >= 2, let least = gaps.min(), let most = gaps.max(), most <= 1.2 * least {
      return []
    }
    let day = 86_400.0
    return runs.indices.filter { index in
      !runs.indices.contains { other in
        guard other != index else { return false }
        let gap = abs(starts[other] - starts[index])
        let days = (gap / day).rounded()
        return days >= 1 && abs(gap - days * day) <= 600
      }
    }.map { runs[$0] }
  }

  /// A level that the log begins with is no rise, unless it soon ended for good.
  private static func fillsStart(_ run: CountRun, of series: CountSeries) -> Bool {
    run.startsAtFirstCell && Double(run.cells.count) * 3 > Double(series.counts.count)
  }

  /// Where most of a short log is the burst, the usual level is the silence at its ends.
  private static func between(_ found: [CountRun], of series: CountSeries) -> CountRun? {
    guard series.length < shortLog else { return nil }
    let silent = found.filter { $0.direction == .silence }
    let before = silent.first { $0.startsAtFirstCell }
    let after = silent.last { $0.reachesLastCell }
    guard let quiet = before ?? after else { return nil }
    let from = before?.cells.upperBound ?? 0
    let to = after?.cells.lowerBound ?? series.counts.count
    let cells = from..<max(from, to)
    let kept = series.counts[cells].compactMap { $0 }
    let lines = kept.reduce(0, +)
    guard lines > 0, silent.allSatisfy({ $0.cells == before?.cells || $0.cells == after?.cells })
    else { return nil }
    let rest = Double(series.counts.count - cells.count) * series.width / 60
    let outside = series.counts.reduce(0) { $0 + ($1 ?? 0) } - lines
    let first = series.time(of: cells.lowerBound) - series.width / 2
    let last = series.time(of: cells.upperBound - 1) + series.width / 2
    return CountRun(
      cells: cells, direction: .rise, baselinePerMinute: Double(outside) / max(1, rest),
      observedPerMinute: Double(lines) * 60 / (Double(kept.count) * series.width),
      evidence: quiet.evidence, startsAtFirstCell: before == nil, reachesLastCell: after == nil,
      onset: before?.end ?? IntervalEstimate(between: first, and: first),
      end: after.map { _ in IntervalEstimate(between: last, and: last) })
  }

  /// Variance by mean of the lines in windows of a minute, at least 1.
  private static func scatter(of counts: [Int?], width: Double) -> Double {
    let cells = max(1, Int((60 / width).rounded()))
    var windows: [Double] = []
    for start in stride(from: 0, to: counts.count, by: cells) {
      let known = counts[start..<min(start + cells, counts.count)].compactMap { $0 }
      if !known.isEmpty { windows.append(Double(known.reduce(0, +))) }
    }
    guard windows.count >= Dispersion.leastWindows else { return 1 }
    let mean = windows.reduce(0, +) / Double(windows.count)
    guard mean > 0 else { return 1 }
    let squares = windows.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return max(1, squares / Double(windows.count) / mean)
  }
}
