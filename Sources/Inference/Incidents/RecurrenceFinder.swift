import ChangePoints
import LogModel

/// Finds among the starts of one operation's incidents those that come back after equal times: each
/// hour, day or week, or another part of a day.
struct RecurrenceFinder {
  /// Starts that come back after equal times.
  struct Habit: Equatable {
    /// Seconds after which it comes back.
    var period: Double
    /// Indices of the starts, in order.
    var members: [Int]
  }

  /// The time after which something comes back, and what is asked of it.
  private struct Period {
    var seconds: Double
    /// Starts so far from the usual time are of the habit.
    var slack: Double
    /// Different times that it must have come.
    var least: Int
    /// The share of all its times between the first and the last at which it must have come: what
    /// comes each hour would else be found in much that comes often.
    var share: Double
    /// With more starts a period than this, some are at the same time by chance.
    var most: Double

    /// Longest first: what comes daily comes after each 24 hours, too.
    static let all =
      [
        Period(seconds: 7 * day, slack: 1800, least: 3, share: 0.7, most: 7),
        Period(seconds: day, slack: 900, least: 3, share: 0, most: 12),
      ]
      + [43_200, 28_800, 21_600, 14_400, 10_800, 7200, 3600].map {
        Period(seconds: $0, slack: min(900, $0 / 12), least: 4, share: 0.7, most: 2)
      }
  }

  private static let day = 86_400.0

  /// Starts in seconds since midnight UTC of any day, in order of time.
  let starts: [Double]

  /// Starts that come back, each in one habit at most; those with the most starts first.
  var habits: [Habit] {
    var free = Set(starts.indices)
    var habits: [Habit] = []
    while let habit = largest(among: free.sorted()) {
      habits.append(habit)
      free.subtract(habit.members)
    }
    return habits
  }

  private func largest(among free: [Int]) -> Habit? {
    guard let first = free.first.map({ starts[$0] }), let last = free.last.map({ starts[$0] })
    else { return nil }
    var best: Habit?
    for period in Period.all {
      let times = max(1, (last - first) / period.seconds)
      guard free.count >= period.least, Double(free.count) / times <= period.most else { continue }
      // The longer period says more, unless it leaves out half of what the shorter one explains.
      if let found = largest(among: free, period), found.count >= 2 * (best?.members.count ?? 0) {
        best = Habit(period: period.seconds, members: found)
      }
    }
    return best
  }

  private func largest(among free: [Int], _ period: Period) -> [Int]? {
    let length = period.seconds
    // By the clock, the first ones again at the end: a habit may lie round midnight.
    let byClock = free.map { (clock: Self.clock(starts[$0], length), index: $0) }
      .sorted { ($0.clock, $0.index) < ($1.clock, $1.index) }
    let round = byClock + byClock.map { (clock: $0.clock + length, index: $0.index) }
    var best: [Int] = []
    var bestTimes = period.least - 1
    var to = 0
    for from in byClock.indices {
      to = max(to, from)
      while to < from + byClock.count, to < round.count,
        round[to].clock - round[from].clock <= 2 * period.slack
      {
        to += 1
      }
      let members = round[from..<to].map(\.index)
      let shift = round[from].clock + period.slack
      let times = Set(members.map { ((starts[$0] - shift) / length).rounded() })
      guard times.count > bestTimes, let first = times.min(), let last = times.max(),
        Double(times.count) >= period.share * (last - first + 1)
      else { continue }
      best = members.sorted()
      bestTimes = times.count
    }
    return best.isEmpty ? nil : best
  }

  private static func clock(_ start: Double, _ length: Double) -> Double {
    let clock = start - (start / length).rounded(.down) * length
    return clock >= 0 && clock < length ? clock : 0
  }

  /// What the starts of one habit have in common.
  ///
  /// - Parameter period: seconds after which they come back.
  static func recurrence(of starts: [Double], period: Double) -> Recurrence? {
    guard let first = starts.first, starts.count > 1 else { return nil }
    // Seconds off the first one's time by the clock, at the nearest of its times.
    let offsets = starts.map { start -> Double in
      let off = start - first
      return off - (off / period).rounded() * period
    }
    let sorted = offsets.sorted()
    let times = Set(starts.map { (($0 - first) / period).rounded() }).sorted()
    guard let firstTime = times.first, let lastTime = times.last, let least = sorted.first,
      let most = sorted.last
    else { return nil }
    let usual = first + Dispersion.quantile(sorted, 0.5)
    guard let minute = Int64(exactly: (usual / 60).rounded()) else { return nil }
    return Recurrence(
      occurrences: starts.count, periodSeconds: period,
      days: Set(starts.map { ($0 / day).rounded(.down) }).count,
      isUnbroken: lastTime - firstTime == Double(times.count - 1),
      baselineStart: Timestamp(seconds: minute * 60), spreadSeconds: most - least)
  }
}

extension IncidentDraft {
  /// When its starts are those of a habit, what they have in common.
  var recurrence: Recurrence? {
    guard let period = group.period else { return nil }
    return RecurrenceFinder.recurrence(
      of: stretches.map { log.sinceEpoch($0.first.time) }, period: period)
  }
}

extension LogView {
  /// Seconds since 1970, whose days begin at midnight UTC.
  func sinceEpoch(_ time: Timestamp) -> Double { Double(origin) + seconds(time) }
}

extension [Finding] {
  /// The same, each marked that comes back after equal times: it is another matter than what the
  /// same operation does in between.
  func markedHabits(in log: LogView) -> [Finding] {
    var marked = self
    for (_, members) in Dictionary(grouping: indices, by: { self[$0].series }) {
      let ordered =
        members
        .sorted { (self[$0].from, $0) < (self[$1].from, $1) }
      let starts = ordered.map { Double(log.origin) + self[$0].from }
      for habit in RecurrenceFinder(starts: starts).habits {
        for member in habit.members { marked[ordered[member]].recurs = true }
      }
    }
    return marked
  }
}

extension IncidentFinder {
  /// Incidents of one operation that begin after equal times, such as each day, are one.
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
      for habit in habits(of: ordered.map { drafts[$0] }, in: log) {
        let times = habit.members.map { drafts[ordered[$0]].group }
        let group = RunGroup(
          runs: times.flatMap(\.runs), occasions: times.map { $0.from...max($0.from, $0.to) },
          period: habit.period)
        guard
          let draft = IncidentDraft(
            group, among: runs, in: log, arrivals: found.traffic, settings: settings)
        else { continue }
        joined.append(draft)
        used.formUnion(habit.members.map { ordered[$0] })
      }
    }
    return drafts.enumerated().filter { !used.contains($0.offset) }.map(\.element) + joined
  }

  /// Those that a detector found to come back, then those whose starts do.
  private func habits(
    of drafts: [IncidentDraft], in log: LogView
  ) -> [RecurrenceFinder.Habit] {
    let known = Dictionary(grouping: drafts.indices) { drafts[$0].principalRun.period }
    let found = known.compactMap { period, members in
      period.map { RecurrenceFinder.Habit(period: $0, members: members) }
    }
    .filter { $0.members.count > 1 }.sorted { $0.period < $1.period }
    let rest = drafts.indices.filter { index in
      !found.contains { $0.members.contains(index) }
    }
    let starts = rest.map { log.sinceEpoch(drafts[$0].first.time) }
    return found
      + RecurrenceFinder(starts: starts).habits.map { habit in
        RecurrenceFinder.Habit(period: habit.period, members: habit.members.map { rest[$0] })
      }
  }
}
