import LogModel

/// Finds whole dates in a text, wherever they stand, with a clock behind them or without.
///
///     2025-04-08   2025/04/08 15:02:11   08/Apr/2025   8 Apr 2025   Apr 8, 2025
///     Tue Apr  8 15:02:11.929301 2025
public enum WrittenDate {
  /// Years that logs have.
  private static let years = 1990...2099

  /// The dates in the first `reach` bytes behind `start`, in their order, each at its midnight.
  public static func all(
    in line: UnsafeRawBufferPointer, from start: Int = 0, reach: Int = 240
  ) -> [CivilTime] {
    var found: [CivilTime] = []
    var at = start
    let stop = min(line.count, start &+ reach)
    while at < stop {
      let isBegin = at == 0 || !LeadingStamp.isWord(line[at &- 1])
      guard isBegin, LeadingStamp.isWord(line[at]), let date = date(line, at: at) else {
        at &+= 1
        continue
      }
      found.append(date.day)
      at = date.end
    }
    return found
  }

  /// The date that begins at `start`, at its midnight, and where it ends, with its clock.
  public static func date(
    _ line: UnsafeRawBufferPointer, at start: Int
  ) -> (day: CivilTime, end: Int)? {
    if let stamp = LeadingStamp.read(line, at: start), let time = stamp.written {
      guard !time.lacksYear, time.order == .known else { return nil }
      return (day(ofSecond: time.seconds), stamp.end)
    }
    let count = LeadingStamp.digits(line, from: start)
    if count == 4 { return yearFirst(line, at: start) }
    if count == 1 || count == 2 {
      return dayFirst(line, at: start, digits: count)
    }
    return count == 0 ? monthFirst(line, at: start) : nil
  }

  private static func day(ofSecond second: Int64) -> CivilTime {
    CivilTime(secondsSinceEpoch: second.flooredDivision(by: 86_400) * 86_400)
  }

  private static func yearFirst(
    _ line: UnsafeRawBufferPointer, at start: Int
  ) -> (day: CivilTime, end: Int)? {
    guard start &+ 10 <= line.count else { return nil }
    let mark = line[start &+ 4]
    guard mark == 0x2D || mark == 0x2F || mark == 0x2E, line[start &+ 7] == mark,
      LeadingStamp.digits(line, from: start &+ 5) == 2,
      LeadingStamp.digits(line, from: start &+ 8) == 2
    else { return nil }
    return whole(
      year: LeadingStamp.number(line, at: start, digits: 4),
      month: LeadingStamp.number(line, at: start &+ 5, digits: 2),
      day: LeadingStamp.number(line, at: start &+ 8, digits: 2), end: start &+ 10)
  }

  /// `08/Apr/2025`, `8 Apr 2025`, `08-Apr-2025`.
  private static func dayFirst(
    _ line: UnsafeRawBufferPointer, at start: Int, digits count: Int
  ) -> (day: CivilTime, end: Int)? {
    let name = start &+ count &+ 1
    guard name &+ 8 <= line.count, let month = ClfTime.month(line, at: name),
      [0x20, 0x2D, 0x2F].contains(line[name &- 1]), line[name &+ 3] == line[name &- 1],
      LeadingStamp.digits(line, from: name &+ 4) == 4
    else { return nil }
    return whole(
      year: LeadingStamp.number(line, at: name &+ 4, digits: 4), month: month,
      day: LeadingStamp.number(line, at: start, digits: count), end: name &+ 8)
  }

  /// `Apr 8, 2025`.
  private static func monthFirst(
    _ line: UnsafeRawBufferPointer, at start: Int
  ) -> (day: CivilTime, end: Int)? {
    guard start &+ 10 <= line.count, line[start] &- 0x41 < 26,
      let month = ClfTime.month(line, at: start), line[start &+ 3] == 0x20
    else { return nil }
    let day = LeadingStamp.blanks(line, from: start &+ 3)
    let count = LeadingStamp.digits(line, from: day)
    guard count == 1 || count == 2 else { return nil }
    var year = day &+ count
    if year < line.count, line[year] == 0x2C { year &+= 1 }
    year = LeadingStamp.blanks(line, from: year)
    guard LeadingStamp.digits(line, from: year) == 4 else { return nil }
    return whole(
      year: LeadingStamp.number(line, at: year, digits: 4), month: month,
      day: LeadingStamp.number(line, at: day, digits: count), end: year &+ 4)
  }

  private static func whole(
    year: Int, month: Int, day: Int, end: Int
  ) -> (day: CivilTime, end: Int)? {
    let date = CivilTime(year: year, month: month, day: day)
    return years.contains(year) && date.isValid ? (date, end) : nil
  }
}
