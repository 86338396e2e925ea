import LogModel

/// The stretches of a history in which an operation failed and that do not say what is usual.
///
/// Some failures at the same hour of most days are how that hour is. Where most calls fail, it is
/// an outage all the same, however often it comes.
struct HistoryIncidents {
  private static let leastDays = 3
  private static let leastShare = 0.6
  private static let mostRatio = 0.5
  private static let longest = 4 * 3600.0

  /// In seconds from the log's origin.
  let stretches: [ClosedRange<Double>]
  /// The most failures of one of its runs on each day that has any, descending.
  let bursts: [Int]

  /// A stretch in which it failed, in seconds from the log's origin.
  struct Run {
    var from: Double
    var to: Double
    var failures: Int
    /// Failures per attempt within it.
    var ratio: Double
  }

  init(_ runs: [Run], range: TimeRange, origin: Int64) {
    let first = range.from.seconds.flooredDivision(by: 86_400)
    let days = range.to.seconds.flooredDivision(by: 86_400) - first + 1
    let needed = max(Double(Self.leastDays), Self.leastShare * Double(days))
    var dates = [Set<Int64>](repeating: [], count: 24)
    func hours(of run: Run) -> ClosedRange<Int64>? {
      guard run.to - run.from <= Self.longest, run.ratio < Self.mostRatio,
        let from = Int64(exactly: run.from.rounded(.down)),
        let to = Int64(exactly: run.to.rounded(.down))
      else { return nil }
      let begin = (origin + from).flooredDivision(by: 3600)
      return begin...max(begin, (origin + to).flooredDivision(by: 3600))
    }
    func place(_ hour: Int64) -> Int { HistoryHours.place(of: hour) % 24 }
    for run in runs {
      guard let hours = hours(of: run) else { continue }
      for hour in hours { dates[place(hour)].insert(hour.flooredDivision(by: 24)) }
    }
    stretches = runs.filter { run in
      guard let hours = hours(of: run) else { return true }
      return !hours.contains { Double(dates[place($0)].count) >= needed }
    }.map { $0.from...max($0.from, $0.to) }
    var byDay: [Int64: Int] = [:]
    for run in runs {
      guard let from = Int64(exactly: run.from.rounded(.down)) else { continue }
      let day = (origin + from).flooredDivision(by: 86_400)
      byDay[day] = max(run.failures, byDay[day] ?? 0)
    }
    bursts = byDay.values.sorted(by: >)
  }
}
