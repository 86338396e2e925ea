import ChangePoints
import LogModel

/// Finds among the starts of one operation's incidents those of a habit.
struct RecurrenceFinder {
  /// Starts so far from the usual time of day are of the habit.
  private static let slackSeconds = 900.0
  private static let leastDays = 3
  /// With more incidents a day than this, some come at the same time by chance.
  private static let mostPerDay = 12.0
  private static let day = 86_400.0

  /// Starts in seconds since midnight UTC of any day, in order of time.
  let starts: [Double]

  /// Indices of starts that recur on three days or more, each at most once; the largest first.
  var habits: [[Int]] {
    guard let first = starts.first, let last = starts.last, starts.count >= Self.leastDays else {
      return []
    }
    let days = max(1, (last - first) / Self.day)
    guard Double(starts.count) / days <= Self.mostPerDay else { return [] }
    var free = Set(starts.indices)
    var habits: [[Int]] = []
    while let habit = largest(among: free.sorted()) {
      habits.append(habit)
      free.subtract(habit)
    }
    return habits
  }

  private func largest(among free: [Int]) -> [Int]? {
    // By time of day, the first ones again at the end: a habit may lie round midnight.
    let byClock = free.map { (clock: Self.clock(starts[$0]), index: $0) }
      .sorted { ($0.clock, $0.index) < ($1.clock, $1.index) }
    let round = byClock + byClock.map { (clock: $0.clock + Self.day, index: $0.index) }
    var best: [Int] = []
    var bestDays = Self.leastDays - 1
    var to = 0
    for from in byClock.indices {
      to = max(to, from)
      while to < from + byClock.count, to < round.count,
        round[to].clock - round[from].clock <= 2 * Self.slackSeconds
      {
        to += 1
      }
      let members = round[from..<to].map(\.index)
      let days = Set(members.map { ((starts[$0] - shift(round[from].clock)) / Self.day).rounded() })
      if days.count > bestDays {
        best = members.sorted()
        bestDays = days.count
      }
    }
    return best.isEmpty ? nil : best
  }

  /// From midnight to a time of day, so that whole days part the starts of a habit.
  private func shift(_ clock: Double) -> Double { clock + Self.slackSeconds }

  private static func clock(_ start: Double) -> Double {
    let clock = start - (start / day).rounded(.down) * day
    return clock >= 0 && clock < day ? clock : 0
  }

  /// What the starts of one habit have in common.
  static func recurrence(of starts: [Double], occurrences: Int) -> Recurrence? {
    guard let first = starts.first, starts.count >= leastDays else { return nil }
    // Seconds off the first one's time of day, on the nearest day.
    let offsets = starts.map { start -> Double in
      let off = start - first
      return off - (off / day).rounded() * day
    }
    let sorted = offsets.sorted()
    let days = Set(starts.map { ((($0 - first) / day).rounded()) }).sorted()
    guard let firstDay = days.first, let lastDay = days.last, let least = sorted.first,
      let most = sorted.last
    else { return nil }
    let usual = first + Dispersion.quantile(sorted, 0.5)
    guard let minute = Int64(exactly: (usual / 60).rounded()) else { return nil }
    return Recurrence(
      occurrences: occurrences, days: days.count,
      isDaily: lastDay - firstDay == Double(days.count - 1),
      baselineStart: Timestamp(seconds: minute * 60), spreadSeconds: most - least)
  }
}

extension IncidentDraft {
  /// When its starts are those of a habit, what they have in common.
  var recurrence: Recurrence? {
    guard !group.occasions.isEmpty else { return nil }
    let starts = stretches.map { log.sinceEpoch($0.first.time) }
    return RecurrenceFinder.recurrence(of: starts, occurrences: starts.count)
  }
}

extension LogView {
  /// Seconds since 1970, whose days begin at midnight UTC.
  func sinceEpoch(_ time: Timestamp) -> Double { Double(origin) + seconds(time) }
}

extension IncidentFinder {
  /// Incidents of one operation that begin at the same time of day on three days or more are one.
  func recurring(
    _ drafts: [IncidentDraft], among runs: [Finding], _ found: Findings, in log: LogView
  ) -> [IncidentDraft] {
    var bySeries: [SeriesID: [Int]] = [:]
    for (index, draft) in drafts.enumerated() {
      bySeries[draft.principalRun.series, default: []].append(index)
    }
    var joined: [IncidentDraft] = []
    var used: Set<Int> = []
    for (_, members) in bySeries.sorted(by: { $0.key < $1.key }) where members.count > 2 {
      let ordered = members.sorted { drafts[$0].first.nanoseconds < drafts[$1].first.nanoseconds }
      let starts = ordered.map { log.sinceEpoch(drafts[$0].first.time) }
      for habit in RecurrenceFinder(starts: starts).habits {
        let nights = habit.map { drafts[ordered[$0]].group }
        let group = RunGroup(
          runs: nights.flatMap(\.runs), occasions: nights.map { $0.from...max($0.from, $0.to) })
        guard
          let draft = IncidentDraft(
            group, among: runs, in: log, arrivals: found.traffic, settings: settings)
        else { continue }
        joined.append(draft)
        used.formUnion(habit.map { ordered[$0] })
      }
    }
    return drafts.enumerated().filter { !used.contains($0.offset) }.map(\.element) + joined
  }
}
