import LogModel

/// What share of calls fails when nothing is wrong, by earlier logs.
public struct UsualShare: Hashable, Sendable {
  /// Drawn a little towards what all of the history says.
  public var share: Double
  /// Calls of the hours that the share was taken from, and how many of them failed.
  public var failures: Int
  public var attempts: Int
  /// From the first to the last record of the history.
  public var range: TimeRange
  /// `Tuesdays 15:00 to 16:00 UTC`; empty where all hours count alike.
  public var hours: String
  /// The worst of the history's days; its own incidents are left out.
  public var worstDay: Double
  /// The share of each hour of the week that the log has calls in, where hours differ.
  var byHour: [Int: Double] = [:]
  /// Of such hours as have more than the others: the worst of the history's days.
  var worstByHour: [Int: Double] = [:]

  /// What is usual at a moment in seconds since the epoch.
  func share(at moment: Double) -> Double {
    guard !byHour.isEmpty, let hour = Int64(exactly: (moment / 3600).rounded(.down)) else {
      return share
    }
    return byHour[UsualHours.place(of: hour)] ?? share
  }

  /// `2025-04-01 to 2025-04-07, Tuesdays 15:00 to 16:00 UTC`
  public var days: String { UsualHours.days(range) + (hours.isEmpty ? "" : ", \(hours)") }
}

/// The hours of a week or of a day that a share was taken from, in words.
struct UsualHours {
  /// Monday's first hour is 0.
  static let inWeek = 168
  private static let weekdays = [
    "Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays",
  ]

  private var ofWeek: Set<Int> = []
  /// 0 to 23 of workdays, then of weekend days.
  private var ofKind: Set<Int> = []
  private var ofDay: Set<Int> = []
  private(set) var isWhole = false

  /// The hour of the week, in UTC, that an hour since the epoch is; that began on a Thursday.
  static func place(of hour: Int64) -> Int {
    let days = Int64(3 * 24)
    let moved = hour + days
    return Int(moved - moved.flooredDivision(by: Int64(inWeek)) * Int64(inWeek))
  }

  mutating func note(week place: Int) { ofWeek.insert(place) }
  mutating func note(kind hour: Int) { ofKind.insert(hour) }
  mutating func note(day hour: Int) { ofDay.insert(hour) }
  mutating func noteWhole() { isWhole = true }

  /// Empty where the hour decided nothing.
  var text: String {
    guard ofKind.isEmpty else { return kinds }
    switch (ofWeek.isEmpty, ofDay.isEmpty, isWhole) {
    case (true, true, _): return ""
    case (false, true, false):
      let days = Set(ofWeek.map { $0 / 24 })
      if days.count == 1, let day = days.first, let span = Self.span(Set(ofWeek.map { $0 % 24 })) {
        return "\(Self.weekdays[day]) \(span)"
      }
      return "the same hours of the week"
    case (true, false, false):
      return Self.span(ofDay).map { "each day \($0)" } ?? "the same hours of the day"
    default: return "the same hours where it has enough calls"
    }
  }

  private var kinds: String {
    let kinds = Set(ofKind.map { $0 / 24 })
    guard ofWeek.isEmpty, ofDay.isEmpty, !isWhole, kinds.count == 1,
      let span = Self.span(Set(ofKind.map { $0 % 24 }))
    else { return "the same hours where it has enough days" }
    return (kinds.contains(0) ? "workdays " : "weekend days ") + span
  }

  /// `2025-04-01 to 2025-04-07, Tuesdays 15:00 to 16:00 UTC`
  func text(behind range: TimeRange) -> String {
    let hours = text
    return Self.days(range) + (hours.isEmpty ? "" : ", \(hours)")
  }

  /// `2025-04-01 to 2025-04-07`, or one date.
  static func days(_ range: TimeRange) -> String {
    let dates = [range.from, range.to].map { CivilTime(secondsSinceEpoch: $0.seconds).date }
    return dates[0] == dates[1] ? dates[0] : "\(dates[0]) to \(dates[1])"
  }

  /// `15:00 to 17:00 UTC` for hours that follow one another.
  private static func span(_ hours: Set<Int>) -> String? {
    guard let first = hours.min(), let last = hours.max(), last - first + 1 == hours.count else {
      return nil
    }
    let clocks = [first, last + 1].map { ($0 < 10 ? "0\($0)" : "\($0)") + ":00" }
    return "\(clocks[0]) to \(clocks[1]) UTC"
  }
}
