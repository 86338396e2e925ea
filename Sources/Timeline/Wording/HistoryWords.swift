import LogModel

extension HistoryDays {
  /// `2025-04-01 to 2025-04-07, Tuesdays 15:00 to 16:00 UTC`
  public var words: String {
    let dates = [range.from, range.to].map { CivilTime(secondsSinceEpoch: $0.seconds).date }
    let days = dates[0] == dates[1] ? dates[0] : "\(dates[0]) to \(dates[1])"
    let hours = hours.words
    return days + (hours.isEmpty ? "" : ", \(hours)")
  }
}

extension HistoryHours {
  private static let weekdays = [
    "Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays",
  ]

  /// `Tuesdays 15:00 to 16:00 UTC`; empty where the hour decided nothing.
  var words: String {
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

  /// `15:00 to 17:00 UTC` for hours that follow one another.
  private static func span(_ hours: Set<Int>) -> String? {
    guard let first = hours.min(), let last = hours.max(), last - first + 1 == hours.count else {
      return nil
    }
    let clocks = [first, last + 1].map { ($0 < 10 ? "0\($0)" : "\($0)") + ":00" }
    return "\(clocks[0]) to \(clocks[1]) UTC"
  }
}
