import ChangePoints
import Glibc
import LogModel
import Signals

/// Finds error lines that come back after equal times, a few each time: too few for a burst, and
/// plainly no chance for the hours at which they come.
///
/// Their times are laid over each other by the period, and the arc of it that holds them says how
/// unlikely that is: each time of coming back falls into it by chance with the arc's share of the
/// period. What comes so for days is a schedule, and what comes at one moment of each hour is a job
/// that complains; neither is told.
struct LineHabit {
  /// Seconds after which they come back.
  let period: Double
  /// From the first to the last line of each time, in order, in seconds from the origin.
  let windows: [ClosedRange<Double>]
  /// Nats in favour of the habit, after the price of one more signal.
  let evidence: Double
  private let moments: [Double]

  private static let periods = [3600.0, 7200, 10_800, 14_400, 21_600, 28_800, 43_200]
  /// Arcs that are tried, as shares of the period.
  private static let arcs = [1.0 / 12, 1.0 / 6, 1.0 / 4, 1.0 / 3]
  /// A log that has more lines shows them as bursts.
  private static let mostLines = 5000
  private static let leastWindows = 5
  /// Of all its times between the first and the last it comes at so many.
  private static let leastHit = 0.7
  private static let leastEvidence = 9.0
  /// Lines a time on average, and the seconds over which half of the times with several spread.
  private static let leastLines = 2.0
  private static let leastSeconds = 10.0
  /// Lines apart by less are one occurrence.
  private static let oneOccurrence = 300.0
  /// What comes for so long is a schedule.
  private static let longest = 172_800.0
  private static let resolution = 60.0

  init?(
    of marks: [EventRef], in lines: OperationTimeline, _ messages: Set<Int>, _ log: LogView,
    keyCount: Int
  ) {
    let count = messages.reduce(0) { $0 + lines.failures(of: $1) }
    // Where not every line is kept, there are many.
    guard count == marks.count else { return nil }
    self.init(moments: marks.map { log.seconds($0.time) }, keyCount: keyCount)
  }

  /// - Parameter moments: of the lines, in seconds and in order.
  init?(moments: [Double], keyCount: Int) {
    guard let first = moments.first, let last = moments.last,
      Double(moments.count) >= Self.leastLines * Double(Self.leastWindows),
      moments.count <= Self.mostLines, last - first < Self.longest
    else { return nil }
    var best: (period: Double, windows: [ClosedRange<Double>], evidence: Double)?
    for period in Self.periods where last - first >= Double(Self.leastWindows - 1) * period / 2 {
      for share in Self.arcs {
        guard let found = Self.windows(of: moments, period, arc: share * period),
          found.evidence > best?.evidence ?? 0
        else { continue }
        best = (period, found.windows, found.evidence)
      }
    }
    guard let best else { return nil }
    let evidence = best.evidence - log(Double(max(1, keyCount) * Self.periods.count))
    guard evidence >= Self.leastEvidence else { return nil }
    (period, windows, self.evidence, self.moments) = (
      best.period, best.windows, evidence, moments
    )
  }

  /// The times of coming back within the arc of a length that holds most lines.
  private static func windows(
    of moments: [Double], _ period: Double, arc: Double
  ) -> (windows: [ClosedRange<Double>], evidence: Double)? {
    let phases = moments.map { $0 - ($0 / period).rounded(.down) * period }.sorted()
    let round = phases + phases.map { $0 + period }
    var (start, most, to) = (0, 0, 0)
    for from in phases.indices {
      while to < from + phases.count, round[to] - round[from] <= arc { to += 1 }
      if to - from > most { (start, most) = (from, to - from) }
    }
    let begin = round[start] - resolution / 2
    let width = round[start + most - 1] - round[start] + resolution
    var windows: [Int: ClosedRange<Double>] = [:]
    var inside = 0
    var (others, lastOther) = (0, -Double.infinity)
    for at in moments {
      let turn = ((at - begin) / period).rounded(.down)
      guard at - begin - turn * period <= width else {
        if at - lastOther >= oneOccurrence { others += 1 }
        lastOther = at
        continue
      }
      inside += 1
      windows[Int(turn)] = (windows[Int(turn)]?.lowerBound ?? at)...at
    }
    guard let first = windows.keys.min(), let last = windows.keys.max(),
      windows.count >= leastWindows, width < period / 2,
      Double(windows.count) >= leastHit * Double(last - first + 1),
      Double(inside) >= leastLines * Double(windows.count)
    else { return nil }
    let ordered = windows.sorted { $0.key < $1.key }.map(\.value)
    let lengths = ordered.map { $0.upperBound - $0.lowerBound }.filter { $0 > 0 }.sorted()
    guard Dispersion.quantile(lengths, 0.5) >= leastSeconds else { return nil }
    // The arc may begin at any of them, and any of them may be those outside.
    let all = Double(windows.count + others)
    let ways = lgamma(all + 1) - lgamma(Double(others) + 1) - lgamma(Double(windows.count) + 1)
    let evidence = Double(windows.count - 1) * log(period / width) - log(all) - ways
    return (ordered, evidence)
  }

  /// Its times as bursts of a series.
  func bursts(in series: CountSeries) -> [LineBurst] {
    let outside = moments.count { at in !windows.contains { $0.contains(at) } }
    let usual = Double(outside) * 60 / max(60, series.length)
    return windows.compactMap { window in
      let from = Int(((window.lowerBound - series.origin) / series.width).rounded(.down))
      let to = Int(((window.upperBound - series.origin) / series.width).rounded(.down))
      guard from >= 0, to < series.counts.count else { return nil }
      let cells = from..<to + 1
      return LineBurst(
        cells: cells, run: cells, lines: moments.count(where: window.contains),
        baselinePerMinute: usual, evidence: evidence, startsAtFirstCell: from == 0,
        reachesLastCell: to == series.counts.count - 1, onset: nil, end: nil)
    }
  }
}
