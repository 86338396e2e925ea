import ChangePoints
import LogModel

/// Failures that come back at the same time of day: one incident, told as a habit.
public struct Recurrence: Hashable, Sendable {
  /// Failing stretches, one or more a day.
  public var occurrences: Int
  /// Days on which it failed.
  public var days: Int
  /// On every day from the first to the last.
  public var isDaily: Bool
  /// The usual time of day, on the first day, to the minute.
  public var usualStart: Timestamp
  /// Seconds between the earliest and the latest start by the clock.
  public var spreadSeconds: Double

  public init(
    occurrences: Int, days: Int, isDaily: Bool, usualStart: Timestamp, spreadSeconds: Double
  ) {
    self.occurrences = occurrences
    self.days = days
    self.isDaily = isDaily
    self.usualStart = usualStart
    self.spreadSeconds = spreadSeconds
  }
}

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
      usualStart: Timestamp(seconds: minute * 60), spreadSeconds: most - least)
  }
}
