import LogModel
import Scan

/// A row's time as it was written: a number of the epoch or a person's time, perhaps "about".
struct EventTime {
  enum Form {
    case epoch(Timestamp)
    case written(HandwrittenTime)
  }
  var isApproximate: Bool
  var form: Form

  /// `nil` if `text` is no time.
  init?(_ text: String) {
    let (rest, isApproximate) = Self.withoutAbout(text)
    self.isApproximate = isApproximate
    let bytes = Array(rest.utf8)
    if let moment = bytes.withUnsafeBytes({ EpochText.parse($0) }) {
      form = .epoch(moment)
    } else if let time = HandwrittenTime(spoken: rest) {
      form = .written(time)
    } else {
      return nil
    }
  }

  /// `text` without a leading `~` or its like, and whether there was one.
  static func withoutAbout(_ text: String) -> (rest: String, isApproximate: Bool) {
    let text = text.trimmed
    let small = text.lowercased()
    for mark in ["~", "≈", "about ", "around ", "ca. ", "ca "] where small.hasPrefix(mark) {
      return (text.dropFirst(mark.count).trimmed, true)
    }
    return (text, false)
  }
}

/// Counts the days that a list of bare clocks runs through: `23:50`, `00:10` cross midnight.
///
/// A step back of more than twelve hours is a midnight, and such a step forward is a row that
/// belongs before it. Smaller steps back are rows out of order.
struct ClockDays {
  private var days: Int64 = 0
  private var last: Int64?

  /// The date of the next clock of the list, and whether it is not the first day.
  mutating func day(of second: Int64, from first: CivilTime) -> (CivilTime, isShifted: Bool) {
    if let last {
      if last - second > 43_200 { days += 1 }
      if second - last > 43_200, days > 0 { days -= 1 }
    }
    last = second
    let start = CivilTime.daysSinceEpoch(year: first.year, month: first.month, day: first.day)
    return (CivilTime(secondsSinceEpoch: (start + days) * 86_400), days > 0)
  }
}
