import LogModel

/// A stamp in the midst of a line, which ends where it ends and not where the line does.
///
/// Read are, each with a fraction, AM or PM, and a zone, or without:
///
///     2025-04-08T15:02:11.123Z   2025/04/08 15:02:11   2025_04_08 15:02:11   2025.04.08 15:02:11
///     2025-04-08T15.02.11   2025-04-08-15:02:11   2025-098 15:02:11   20250408150211
///     20250408 15:02:11   20250408-15:02:11   08/Apr/2025:15:02:11 +0000   08-Apr-25 15:02:11
///     08 Apr 2025 15:02:11.123   08-Apr-2025::15:02:11   Tue Apr  8 15:02:11 EST 2025
///     Tue, 08 Apr 2025 15:02:11 GMT   Tuesday, April 8, 2025 3:02:11 PM   Apr 8, 2025 @ 15:02:11
///     Tue 2025-04-08 15:02:11 CEST   Apr  8 15:02:11   08 Apr 15:02:11   04-08 15:02:11
///     08.04.2025 15:02:11   25/12/2025 15:02:11   25/04/08 15:02:11   08.04. 15:02:11
///     2025:04:08-15:02:11   Apr-08-25 15:02:11   8 avril 2025 15:02:11   08Apr2025 15:02:11
///     04/08-15:02:11.123456   04.25 15:02:11
///     1744124531.123   1744124531123   @4000000067f53a7d0c5a2b14
public struct LeadingStamp {
  /// The time as it was written; `nil` of a number of the epoch.
  public var written: ParsedTime?
  /// The moment, where it is known without asking for anything else.
  public var moment: Timestamp?
  /// Behind its last byte.
  public var end: Int
  /// A bare number without a fraction, which might count something else.
  public var isBareNumber = false

  /// The time on somebody's clock, where the moment is not known yet.
  public var civil: ParsedTime? { moment == nil ? written : nil }

  init(civil: ParsedTime, end: Int) {
    written = civil
    moment = civil.isOpen ? nil : civil.timestamp()
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
    } else if first &- 0x61 < 26 || first >= 0xC3 {
      // Most words begin so: only a month's name with a number behind it is looked at further.
      found = MonthName.end(line, at: start) == nil ? nil : named(line, at: start)
    } else if first == 0x40 {
      found = externalTAI(line, at: start)
    } else {
      return nil
    }
    guard let found, found.end >= line.count || !isWord(line[found.end]),
      found.moment != nil || found.written?.isOpen == true
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

  /// A clock without a date, at the beginning of a line: `15:02:11.123`.
  public static func clockAlone(
    _ line: UnsafeRawBufferPointer, at start: Int
  ) -> LeadingStamp? {
    guard start &+ 8 <= line.count, line[start] &- 0x30 < 10, line[start &+ 2] == 0x3A else {
      return nil
    }
    // The first day of 1972, as those have that lack their year.
    guard
      let found = stamp(line, year: 1972, month: 1, day: 1, clockAt: start, .clockAlone),
      found.end >= line.count || !isWord(line[found.end])
    else { return nil }
    return found
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
    case 14, 17: return runTogether(line, at: start, digits: count)
    case 10, 13, 16, 19: return epoch(line, at: start, digits: count)
    default: return nil
    }
  }

  /// `2025-04-08T15:02:11`, also with slashes, dots or lines below in the date.
  static func yearFirst(_ line: UnsafeRawBufferPointer, at start: Int) -> LeadingStamp? {
    guard start &+ 17 <= line.count else { return nil }
    let mark = line[start &+ 4]
    guard mark == 0x2D || mark == 0x2F || mark == 0x2E || mark == 0x5F || mark == 0x3A else {
      return nil
    }
    var largest: UInt8 = 0
    let year = CivilDigits.four(line, at: start, &largest)
    guard line[start &+ 7] == mark, line[start &+ 8] &- 0x30 < 10, line[start &+ 9] &- 0x30 < 10
    else { return unpadded(line, at: start, year: year) }
    let month = CivilDigits.pair(line, at: start &+ 5, &largest)
    let day = CivilDigits.pair(line, at: start &+ 8, &largest)
    guard largest <= 9 else { return nil }
    let between = line[start &+ 10]
    let clock: Int
    switch between {
    // Some pad the hour with a blank: `2025-04-08  9:02:11`.
    case 0x20, 0x2C, 0x40, 0x2D: clock = clockStart(line, from: start &+ 10)
    case 0x54, 0x74, 0x5F, 0x3A: clock = start &+ 11
    default: return nil
    }
    return stamp(line, year: year, month: month, day: day, clockAt: clock)
  }

  /// `2025/4/8 3:02:11`, and the day of the year, `2025-098 15:02:11`.
  private static func unpadded(
    _ line: UnsafeRawBufferPointer, at start: Int, year: Int
  ) -> LeadingStamp? {
    let mark = line[start &+ 4]
    let count = digits(line, from: start &+ 5)
    let next = start &+ 5 &+ count
    guard next < line.count else { return nil }
    let first = number(line, at: start &+ 5, digits: count)
    if count == 3, mark == 0x2D, (1...366).contains(first) {
      let day = CivilTime(
        secondsSinceEpoch: (CivilTime.daysSinceEpoch(year: year, month: 1, day: 1)
          + Int64(first) - 1) * 86_400)
      guard day.year == year else { return nil }
      return stamp(
        line, year: year, month: day.month, day: day.day, clockAt: clockStart(line, from: next))
    }
    guard count == 1 || count == 2, line[next] == mark, mark != 0x3A else { return nil }
    let width = digits(line, from: next &+ 1)
    guard width == 1 || width == 2 else { return nil }
    return stamp(
      line, year: year, month: first, day: number(line, at: next &+ 1, digits: width),
      clockAt: clockStart(line, from: next &+ 1 &+ width))
  }

  /// `20250408 15:02:11`, `20250408T150211Z`, and the six digits of older databases.
  private static func compact(
    _ line: UnsafeRawBufferPointer, at start: Int, digits count: Int
  ) -> LeadingStamp? {
    let between = line[start &+ count]
    guard between == 0x20 || count == 8 && (between == 0x54 || between == 0x2D || between == 0x5F)
    else { return nil }
    let head = number(line, at: start, digits: count &- 4)
    let month = number(line, at: start &+ count &- 4, digits: 2)
    let day = number(line, at: start &+ count &- 2, digits: 2)
    return stamp(
      line, year: count == 8 ? head : 2000 &+ head, month: month, day: day,
      clockAt: between == 0x20 ? blanks(line, from: start &+ count) : start &+ count &+ 1)
  }

  /// `20250408150211`, and with milliseconds.
  private static func runTogether(
    _ line: UnsafeRawBufferPointer, at start: Int, digits count: Int
  ) -> LeadingStamp? {
    let year = number(line, at: start, digits: 4)
    let clock = start &+ 8
    guard (1990...2099).contains(year),
      let days = CivilDigits.days(
        year: year, month: number(line, at: start &+ 4, digits: 2),
        day: number(line, at: start &+ 6, digits: 2))
    else { return nil }
    let parts = [0, 2, 4].map { number(line, at: clock &+ $0, digits: 2) }
    guard parts[0] <= 23, parts[1] <= 59, parts[2] <= 60 else { return nil }
    var tail = StampTail(line, from: start &+ count)
    if count == 17 { tail.put(thousandths: number(line, at: start &+ 14, digits: 3)) }
    let time = ParsedTime(
      days: days, clock: parts[0] &* 3600 &+ parts[1] &* 60 &+ parts[2], tail: tail.time)
    return LeadingStamp(civil: time, end: tail.end)
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

  /// What multilog writes: `@`, seconds since 2⁶² and nanoseconds, in 24 hexadecimal digits.
  private static func externalTAI(
    _ line: UnsafeRawBufferPointer, at start: Int
  ) -> LeadingStamp? {
    guard start &+ 25 <= line.count, line[start &+ 1] == 0x34 else { return nil }
    var seconds: UInt64 = 0
    var nanoseconds: UInt64 = 0
    for at in start &+ 1..<start &+ 25 {
      let byte = line[at]
      let letter = (byte | 0x20) &- 0x61
      guard byte &- 0x30 < 10 || letter < 6 else { return nil }
      let digit = UInt64(byte &- 0x30 < 10 ? byte &- 0x30 : letter &+ 10)
      if at <= start &+ 16 {
        seconds = seconds &<< 4 | digit
      } else {
        nanoseconds = nanoseconds &<< 4 | digit
      }
    }
    // The library that writes them counts from ten seconds before 1970.
    let epoch = Int64(truncatingIfNeeded: seconds &- (1 << 62) &- 10)
    guard (0..<4_102_444_800).contains(epoch), nanoseconds < 1_000_000_000 else { return nil }
    return LeadingStamp(
      moment: Timestamp(
        nanoseconds: epoch &* 1_000_000_000 &+ Int64(nanoseconds), fractionDigits: 9),
      end: start &+ 25, isBareNumber: false)
  }
}
