import LogModel

/// A stamp in the midst of a line, which ends where it ends and not where the line does.
///
/// Read are, each with a fraction and a zone or without:
///
///     2025-04-08T15:02:11.123Z   2025/04/08 15:02:11   2025.04.08 15:02:11   20250408 15:02:11
///     08/Apr/2025:15:02:11 +0000   08 Apr 2025 15:02:11.123   08-Apr-2025 15:02:11
///     Tue Apr  8 15:02:11 2025   Tue, 08 Apr 2025 15:02:11 GMT   Apr 8, 2025 3:02:11 PM
///     Apr  8 15:02:11   08 Apr 15:02:11   08.04.2025 15:02:11   25/12/2025 15:02:11
///     1744124531.123   1744124531123
public struct LeadingStamp {
  /// The time on somebody's clock; `nil` of a number of the epoch.
  public var civil: ParsedTime?
  /// The moment, where it is known without asking for a zone.
  public var moment: Timestamp?
  /// Behind its last byte.
  public var end: Int
  /// A bare number without a fraction, which might count something else.
  public var isBareNumber = false

  init(civil: ParsedTime, end: Int) {
    self.civil = civil.zone == .missing ? civil : nil
    moment = civil.zone == .missing || civil.lacksYear ? nil : civil.timestamp()
    self.end = end
  }

  init(moment: Timestamp, end: Int, isBareNumber: Bool) {
    self.moment = moment
    self.end = end
    self.isBareNumber = isBareNumber
  }

  /// The stamp that begins at `start`, if one does; nothing of a word may follow it.
  public static func read(_ line: UnsafeRawBufferPointer, at start: Int) -> LeadingStamp? {
    guard start >= 0, start &+ 12 <= line.count else { return nil }
    let first = line[start]
    let found: LeadingStamp?
    if first &- 0x30 < 10 {
      found = numeric(line, at: start)
    } else if first &- 0x41 < 26 {
      found = named(line, at: start)
    } else {
      return nil
    }
    guard let found, found.end >= line.count || !isWord(line[found.end]),
      found.civil != nil || found.moment != nil
    else { return nil }
    return found
  }

  /// What klog writes behind the letter of a level: `0408 15:02:11.123456`, or with its year.
  public static func klog(_ line: UnsafeRawBufferPointer, at start: Int) -> LeadingStamp? {
    let digits = digits(line, from: start)
    guard digits == 4 || digits == 8, start &+ digits &+ 9 <= line.count,
      line[start &+ digits] == 0x20
    else { return nil }
    var largest: UInt8 = 0
    let year = digits == 8 ? CivilDigits.four(line, at: start, &largest) : nil
    let date = start &+ digits &- 4
    let month = CivilDigits.pair(line, at: date, &largest)
    let day = CivilDigits.pair(line, at: date &+ 2, &largest)
    return stamp(line, year: year, month: month, day: day, clockAt: start &+ digits &+ 1)
  }

  private static func numeric(
    _ line: UnsafeRawBufferPointer, at start: Int
  ) -> LeadingStamp? {
    let count = digits(line, from: start)
    guard start &+ count < line.count else { return nil }
    switch count {
    case 4: return yearFirst(line, at: start)
    case 1, 2: return dayFirst(line, at: start, digits: count)
    case 6, 8: return compact(line, at: start, digits: count)
    case 10, 13, 16, 19: return epoch(line, at: start, digits: count)
    default: return nil
    }
  }

  /// `2025-04-08T15:02:11`, also with slashes or dots in the date.
  private static func yearFirst(
    _ line: UnsafeRawBufferPointer, at start: Int
  ) -> LeadingStamp? {
    guard start &+ 19 <= line.count else { return nil }
    let mark = line[start &+ 4]
    let between = line[start &+ 10]
    guard mark == 0x2D || mark == 0x2F || mark == 0x2E, line[start &+ 7] == mark,
      between == 0x54 || between == 0x20 || between == 0x74
    else { return nil }
    var largest: UInt8 = 0
    let year = CivilDigits.four(line, at: start, &largest)
    let month = CivilDigits.pair(line, at: start &+ 5, &largest)
    let day = CivilDigits.pair(line, at: start &+ 8, &largest)
    guard largest <= 9 else { return nil }
    // Some pad the hour with a blank: `2025-04-08  9:02:11`.
    let clock = between == 0x20 ? blanks(line, from: start &+ 10) : start &+ 11
    return stamp(line, year: year, month: month, day: day, clockAt: clock)
  }

  /// `08.04.2025 15:02:11`, `08/Apr/2025:15:02:11`, `08 Apr 15:02:11`.
  private static func dayFirst(
    _ line: UnsafeRawBufferPointer, at start: Int, digits count: Int
  ) -> LeadingStamp? {
    let mark = line[start &+ count]
    guard mark == 0x2E || mark == 0x2F || mark == 0x2D || mark == 0x20 else { return nil }
    let next = start &+ count &+ 1
    let first = number(line, at: start, digits: count)
    if next &+ 3 < line.count, let month = ClfTime.month(line, at: next) {
      return dayAndName(line, day: first, month: month, mark: mark, at: next &+ 3)
    }
    let width = digits(line, from: next)
    let year = next &+ width &+ 1
    guard mark != 0x20, width == 1 || width == 2, year &+ 4 < line.count, line[year &- 1] == mark,
      digits(line, from: year) == 4
    else { return nil }
    let second = number(line, at: next, digits: width)
    guard let date = dayAndMonth(first, second, isDotted: mark == 0x2E) else { return nil }
    return stamp(
      line, year: number(line, at: year, digits: 4), month: date.month, day: date.day,
      clockAt: clockStart(line, from: year &+ 4))
  }

  /// A dotted date is always day before month. With slashes or dashes both orders are in use:
  /// only a number past 12, which can be no month, tells which it is; else it is not a time.
  private static func dayAndMonth(
    _ first: Int, _ second: Int, isDotted: Bool
  ) -> (day: Int, month: Int)? {
    if isDotted || first > 12 { return (first, second) }
    return second > 12 ? (second, first) : nil
  }

  /// `20250408 15:02:11`, `20250408T150211Z`, and the six digits of older databases.
  private static func compact(
    _ line: UnsafeRawBufferPointer, at start: Int, digits count: Int
  ) -> LeadingStamp? {
    let between = line[start &+ count]
    guard between == 0x20 || between == 0x54 && count == 8 else { return nil }
    let head = number(line, at: start, digits: count &- 4)
    let month = number(line, at: start &+ count &- 4, digits: 2)
    let day = number(line, at: start &+ count &- 2, digits: 2)
    return stamp(
      line, year: count == 8 ? head : 2000 &+ head, month: month, day: day,
      clockAt: clockStart(line, from: start &+ count))
  }

  /// Seconds, milliseconds, microseconds or nanoseconds, told by their number of digits.
  private static func epoch(
    _ line: UnsafeRawBufferPointer, at start: Int, digits count: Int
  ) -> LeadingStamp? {
    var end = start &+ count
    let isWhole = line[end] != 0x2E || digits(line, from: end &+ 1) == 0
    if !isWhole {
      guard count == 10 || count == 13 else { return nil }
      end = end &+ 1 &+ digits(line, from: end &+ 1)
    }
    // Later than this century it counts something else.
    guard let moment = EpochText.parse(UnsafeRawBufferPointer(rebasing: line[start..<end])),
      moment.seconds < 4_102_444_800
    else { return nil }
    return LeadingStamp(moment: moment, end: end, isBareNumber: isWhole)
  }
}
