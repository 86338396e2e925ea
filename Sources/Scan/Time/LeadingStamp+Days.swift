import LogModel

/// Dates that begin with a day or a month in digits.
extension LeadingStamp {
  /// `08.04.2025 15:02:11`, `08/Apr/2025:15:02:11`, `08 Apr 15:02:11`, `04-08 15:02:11`.
  static func dayFirst(
    _ line: UnsafeRawBufferPointer, at start: Int, digits count: Int
  ) -> LeadingStamp? {
    let mark = line[start &+ count]
    if mark &- 0x41 < 26 { return runTogether(line, at: start, digits: count) }
    guard mark == 0x2E || mark == 0x2F || mark == 0x2D || mark == 0x20 else { return nil }
    let next = start &+ count &+ 1
    let first = number(line, at: start, digits: count)
    if next &+ 3 < line.count, line[next] &- 0x30 > 9, let month = MonthName.end(line, at: next) {
      return dayAndName(line, day: first, month: month.number, mark: mark, at: month.end)
    }
    let width = digits(line, from: next)
    let third = next &+ width
    guard mark != 0x20, width == 1 || width == 2, third < line.count else { return nil }
    let second = number(line, at: next, digits: width)
    let hasThird = line[third] == mark && third &+ 1 < line.count && line[third &+ 1] != 0x20
    guard hasThird else {
      return withoutYear(line, first, second, mark: mark, at: third, isPadded: count &+ width == 4)
    }
    let years = digits(line, from: third &+ 1)
    let clock = clockStart(line, from: third &+ 1 &+ years)
    let last = number(line, at: third &+ 1, digits: min(years, 4))
    if years == 4 {
      return wholeDate(
        line, (first, second, last), mark: mark, clockAt: clock,
        isAustralian: count == 1 && width == 2 && line[next] == 0x30)
    }
    guard years == 2 else { return nil }
    return short(
      line, (first, second, last), mark: mark, clockAt: clock, isPadded: count &+ width == 4)
  }

  /// `08Apr2025 15:02:11`
  private static func runTogether(
    _ line: UnsafeRawBufferPointer, at start: Int, digits count: Int
  ) -> LeadingStamp? {
    let name = start &+ count
    guard name &+ 7 < line.count, let month = ClfTime.month(line, at: name),
      digits(line, from: name &+ 3) == 4
    else { return nil }
    return stamp(
      line, year: number(line, at: name &+ 3, digits: 4), month: month,
      day: number(line, at: start, digits: count), clockAt: clockStart(line, from: name &+ 7))
  }

  /// `08.04.2025`, `25/12/2025`, `12/25/2025`.
  ///
  /// A dotted date is always day before month. With slashes or dashes both orders are in use: a
  /// number past 12, which can be no month, tells which it is, and so do `AM` and `PM` in capitals,
  /// which only those write who put the month first, and the stamps of intrusion detectors,
  /// `04/08/2025-15:02:11.123456`; else the order stays open.
  private static func wholeDate(
    _ line: UnsafeRawBufferPointer, _ date: (Int, Int, Int), mark: UInt8, clockAt clock: Int,
    isAustralian: Bool
  ) -> LeadingStamp? {
    let (first, second, year) = date
    if mark == 0x2E || first > 12 {
      return stamp(line, year: year, month: second, day: first, clockAt: clock)
    }
    var order = second > 12 || first == second ? DateOrder.known : .dayOrMonth
    // `5/03/2025 3:02:11 PM`, with only the month padded, has the day first.
    if order != .known, !isAustralian,
      hasCapitalHalf(line, from: clock) || mark == 0x2F && isDetector(line, clockAt: clock)
    {
      order = .known
    }
    return stamp(line, year: year, month: first, day: second, clockAt: clock, order)
  }

  /// `25/04/08`, `08/04/25`, `4/8/25`; with dots always the day first.
  private static func short(
    _ line: UnsafeRawBufferPointer, _ date: (Int, Int, Int), mark: UInt8, clockAt clock: Int,
    isPadded: Bool
  ) -> LeadingStamp? {
    if mark == 0x2E {
      return stamp(line, year: 2000 &+ date.2, month: date.1, day: date.0, clockAt: clock)
    }
    // A year never stands first without its second digit.
    guard isPadded else {
      return wholeDate(
        line, (date.0, date.1, 2000 &+ date.2), mark: mark, clockAt: clock, isAustralian: false)
    }
    let readings = ShortDate(first: date.0, second: date.1, third: date.2).readings
    guard let one = readings.first else { return nil }
    if readings.count > 1, one.year != 2000 + date.0 { return nil }
    return stamp(
      line, year: one.year, month: one.month, day: one.day, clockAt: clock,
      readings.count == 1 ? .known : .anyOfThree)
  }

  /// `04-08 15:02:11`, `25.03 10:00:00`, `04-08|15:02:11`, `25/12 10:00:00`.
  private static func withoutYear(
    _ line: UnsafeRawBufferPointer, _ first: Int, _ second: Int, mark: UInt8, at end: Int,
    isPadded: Bool
  ) -> LeadingStamp? {
    var at = end
    // `25.03. 10:00:00`
    if mark == 0x2E, line[at] == 0x2E { at &+= 1 }
    guard at < line.count, isPadded,
      line[at] == 0x20 || mark == 0x2D && (line[at] == 0x7C || line[at] == 0x54)
        || mark == 0x2F && isDetector(line, clockAt: at &+ 1)
    else { return nil }
    let clock = line[at] == 0x20 ? blanks(line, from: at) : at &+ 1
    switch mark {
    case 0x2E:
      if second > 12 { return stamp(line, year: nil, month: first, day: second, clockAt: clock) }
      let isOpen = first <= 12 && first != second && at == end
      return stamp(
        line, year: nil, month: second, day: first, clockAt: clock, isOpen ? .dayUsually : .known)
    case 0x2D: return stamp(line, year: nil, month: first, day: second, clockAt: clock)
    default:
      if line[at] == 0x2D {
        return stamp(line, year: nil, month: first, day: second, clockAt: clock)
      }
      // With slashes only a number past 12 tells the day.
      if first > 12 {
        return stamp(line, year: nil, month: second, day: first, clockAt: clock)
      }
      guard second > 12 else { return nil }
      return stamp(line, year: nil, month: first, day: second, clockAt: clock)
    }
  }

  /// Whether the clock stands behind one dash and has six digits of a fraction, as Snort and
  /// Suricata write it behind month and day.
  private static func isDetector(_ line: UnsafeRawBufferPointer, clockAt start: Int) -> Bool {
    let fraction = start &+ 8
    return fraction < line.count && line[start &- 1] == 0x2D && line[start &- 2] &- 0x30 < 10
      && line[fraction] == 0x2E && digits(line, from: fraction &+ 1) == 6
  }

  private static func hasCapitalHalf(_ line: UnsafeRawBufferPointer, from start: Int) -> Bool {
    let behind = line[min(start, line.count)...].prefix(24)
    guard let half = behind.firstIndex(where: { $0 == 0x41 || $0 == 0x50 }) else { return false }
    return half &+ 1 < line.count && line[half &+ 1] == 0x4D
  }
}

/// A date of three numbers of two digits, in every order that makes it one.
public struct ShortDate {
  private let first: Int
  private let second: Int
  private let third: Int

  public init(first: Int, second: Int, third: Int) {
    self.first = first
    self.second = second
    self.third = third
  }

  /// One order's date.
  public typealias Reading = (year: Int, month: Int, day: Int)

  /// Year first, day first, month first.
  public var readings: [Reading] {
    let all: [Reading] = [
      (2000 + first, second, third), (2000 + third, second, first), (2000 + third, first, second),
    ]
    var kept: [Reading] = []
    for one in all where CivilDigits.days(year: one.year, month: one.month, day: one.day) != nil {
      if !kept.contains(where: { $0 == one }) { kept.append(one) }
    }
    return kept
  }
}
