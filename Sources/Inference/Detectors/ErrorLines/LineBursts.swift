import ChangePoints
import Glibc

/// The bursts in one series of line counts, and how far they stand out.
///
/// Lines come in clusters (one mishap is told in several), so a line is worth less than an event
/// of its own: the evidence is divided by the usual size of a cluster, unless all the log has of
/// such lines is one burst.
struct LineBursts {
  let series: CountSeries
  private(set) var bursts: [LineBurst] = []
  /// Lines in no burst.
  private(set) var linesOutside = 0
  private let price: Double

  /// False alarms a day that are put up with.
  private static let runsPerDay = 0.1
  /// Lines so far apart are no longer one burst.
  static let gapSeconds = 300.0
  /// More lines than these are hardly one mishap.
  private static let mostCluster = 6.0
  private static let mostRise = 30.0
  private static let day = 86_400.0
  /// So far off its time a habit may be, and by so large a share of the lines it is known.
  private static let habitSeconds = 600.0
  private static let habitShare = 0.3
  /// What came on fewer days is no habit yet, but an incident that recurs.
  private static let habitDays = 3
  private static let habitLength = 2 * day
  private static let longestHabit = 43_200.0

  /// - Parameter known: what models were asked before.
  init(_ series: CountSeries, keyCount: Int, known: ModelCache? = nil) {
    self.series = series
    price = log(1440) + log(Double(max(1, keyCount)))
    take(keyCount: keyCount, cluster: 1, known)
    if bursts.count != 1 || linesOutside > 0 {
      take(keyCount: keyCount, cluster: Self.cluster(in: series), known)
    }
  }

  private mutating func take(keyCount: Int, cluster: Double, _ known: ModelCache?) {
    let model = CountModel(
      keyCount: keyCount, runsPerDay: Self.runsPerDay, leastPhi: cluster)
    let found = model.runs(in: series, known: known)
    var rises = found.runs.filter { $0.direction == .rise }
    if rises.isEmpty, let most = ShortLog(series).burst(among: found.runs) { rises = [most] }
    let phi = max(cluster, found.phi)
    bursts = rises.flatMap { parts(of: $0, phi: phi) }
    let inside = bursts.reduce(0) { $0 + $1.lines }
    linesOutside = series.counts.reduce(0) { $0 + max(0, $1 ?? 0) } - inside
  }

  /// Bursts but those of a habit: what came much the same at the same time of three days or more,
  /// or again and again at even distances for so long.
  var unscheduled: [LineBurst] {
    let starts = bursts.map { series.time(of: $0.cells.lowerBound) }
    let gaps = zip(starts, starts.dropFirst()).map { $1 - $0 }
    // Two are always evenly apart, and three now and then.
    if starts.count > Self.habitDays, let first = starts.first, let last = starts.last,
      last - first >= Self.habitLength,
      let least = gaps.min(), let most = gaps.max(), most <= 1.2 * least
    {
      return []
    }
    return bursts.filter { !recurs($0) }
  }

  /// Whether much the same came at the same time of so many other days that it is usual.
  private func recurs(_ burst: LineBurst) -> Bool {
    let slack = Self.habitSeconds
    let days = Int(series.length / Self.day)
    // What goes on for hours and days has no time of day.
    let length = Double(burst.cells.count) * series.width
    guard days >= 1, length < Self.longestHabit else { return false }
    let offsets = (1...days).flatMap { [Double($0), -Double($0)] }
    let others = offsets.count { offset in
      let shift = offset * Self.day / series.width
      let low = Double(burst.cells.lowerBound) + shift - slack / series.width
      let high = Double(burst.cells.upperBound) + shift + slack / series.width
      guard high > 0, low < Double(series.counts.count) else { return false }
      let cells = Int(max(0, low))..<min(series.counts.count, Int(high.rounded(.up)))
      // What goes on for days comes at the same time of each of them, and is no habit for that.
      let other = cells.filter { !burst.run.contains($0) }
      let lines = other.reduce(0) { $0 + max(0, series.counts[$1] ?? 0) }
      let due = burst.baselinePerMinute * Double(other.count) * series.width / 60
      return Double(lines) - due >= Self.habitShare * Double(burst.lines)
    }
    return others + 1 >= Self.habitDays
  }

  /// A run cut where no line came for a while: from next to nothing, the model's way down and
  /// up again costs more than staying.
  private func parts(of run: CountRun, phi: Double) -> [LineBurst] {
    var stretches: [Range<Int>] = []
    for cell in run.cells where series.counts[cell] ?? 0 > 0 {
      if let last = stretches.last,
        Double(cell - last.upperBound) * series.width < Self.gapSeconds
      {
        stretches[stretches.count - 1] = last.lowerBound..<cell + 1
      } else {
        stretches.append(cell..<cell + 1)
      }
    }
    return stretches.enumerated().map { index, cells in
      let (isFirst, isLast) = (index == 0, index == stretches.count - 1)
      let lines = cells.reduce(0) { $0 + max(0, series.counts[$1] ?? 0) }
      return LineBurst(
        cells: cells, run: run.cells, lines: lines, baselinePerMinute: run.baselinePerMinute,
        evidence: evidence(of: lines, in: cells, usual: run.baselinePerMinute, phi: phi),
        startsAtFirstCell: isFirst && run.startsAtFirstCell,
        reachesLastCell: isLast && run.reachesLastCell, onset: isFirst ? run.onset : nil,
        end: isLast ? run.end : nil)
    }
  }

  /// Poisson evidence for the rate seen against the usual one, as far as the model's levels go.
  private func evidence(
    of lines: Int, in cells: Range<Int>, usual: Double, phi: Double
  ) -> Double {
    let due = usual / 60 * Double(cells.count) * series.width
    guard due > 0 else { return -price }
    let rise = min(Self.mostRise, max(1, Double(lines) / due))
    return (Double(lines) * log(rise) - due * (rise - 1)) / phi - price
  }

  /// The usual number of lines in a minute that has any.
  private static func cluster(in series: CountSeries) -> Double {
    let cells = max(1, Int((60 / series.width).rounded()))
    var windows: [Double] = []
    for start in stride(from: 0, to: series.counts.count, by: cells) {
      let lines = series.counts[start..<min(start + cells, series.counts.count)]
        .reduce(0) { $0 + max(0, $1 ?? 0) }
      if lines > 0 { windows.append(Double(lines)) }
    }
    return min(mostCluster, max(1, Dispersion.quantile(windows.sorted(), 0.5)))
  }
}

/// A stretch of a series of lines in which they come above their usual level.
struct LineBurst: Sendable {
  /// From the first cell with a line to the last with one.
  var cells: Range<Int>
  /// The stretch above the usual level that it is part of.
  var run: Range<Int>
  var lines: Int
  /// Lines expected a minute when nothing is wrong.
  var baselinePerMinute: Double
  /// Nats in favour of the burst, after the price of one more incident.
  var evidence: Double
  var startsAtFirstCell: Bool
  var reachesLastCell: Bool
  /// `nil` where the cells say no more than the lines themselves.
  var onset: IntervalEstimate?
  var end: IntervalEstimate?
}
