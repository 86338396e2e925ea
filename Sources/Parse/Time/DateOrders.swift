import LogModel
import Scan

/// What the dates of a stream show of the order of day, month and year in them.
///
/// One date such as `03/05/2025` tells nothing; a `30/04/2025` beside it does, and so do dates of
/// two digits each of which one number stands still while another goes on.
struct DateOrders: Hashable, Sendable {
  /// A date of the stream had a number past 12 in the place of the day.
  private(set) var hasDayFirst = false
  private(set) var hasMonthFirst = false
  /// Of dates of three numbers of two digits: the different first and last numbers, a bit each.
  private var firsts: UInt128 = 0
  private var lasts: UInt128 = 0
  /// Of dotted dates without a year, likewise.
  private var dotted = (firsts: UInt64(0), lasts: UInt64(0))

  init() {}

  static func == (a: DateOrders, b: DateOrders) -> Bool {
    a.hasDayFirst == b.hasDayFirst && a.hasMonthFirst == b.hasMonthFirst && a.firsts == b.firsts
      && a.lasts == b.lasts && a.dotted == b.dotted
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(firsts)
    hasher.combine(lasts)
  }

  /// Looks at the dates in the lines of a head, at most one a line.
  init(of head: UnsafeRawBufferPointer) {
    for line in head.split(separator: 0x0A) {
      look(at: UnsafeRawBufferPointer(rebasing: line))
    }
  }

  private static let reach = 48

  /// `05.03 ` and a clock: two dotted numbers, of which either may be the day.
  static func dotted(
    _ line: UnsafeRawBufferPointer, from start: Int
  ) -> (first: Int, second: Int)? {
    guard start + 10 < line.count, line[start + 2] == 0x2E, line[start + 5] == 0x20,
      start == 0 || !isPart(line[start - 1])
    else { return nil }
    for at in [0, 1, 3, 4, 6, 7] where line[start + at] &- 0x30 > 9 { return nil }
    guard line[start + 8] == 0x3A else { return nil }
    let first = Int(line[start] &- 0x30) * 10 + Int(line[start + 1] &- 0x30)
    let second = Int(line[start + 3] &- 0x30) * 10 + Int(line[start + 4] &- 0x30)
    return first <= 31 && second <= 31 ? (first, second) : nil
  }

  /// A letter, a digit or a dot: what stands behind it is no number of its own.
  private static func isPart(_ byte: UInt8) -> Bool {
    byte == 0x2E || byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
  }

  /// Notes the first date with slashes or dashes that a line begins with.
  private mutating func look(at line: UnsafeRawBufferPointer) {
    var at = 0
    while at < min(Self.reach, line.count) {
      guard line[at] &- 0x30 < 10 else {
        at += 1
        continue
      }
      if let pair = Self.dotted(line, from: at) {
        dotted.firsts |= 1 << UInt64(pair.first)
        dotted.lasts |= 1 << UInt64(pair.second)
        return
      }
      let numbers = Self.numbers(line, from: at)
      if let numbers {
        note(numbers)
        return
      }
      while at < line.count, line[at] &- 0x30 < 10 { at += 1 }
    }
  }

  /// Three numbers with the same mark between them, and how many digits the last has.
  private static func numbers(
    _ line: UnsafeRawBufferPointer, from start: Int
  ) -> (first: Int, second: Int, third: Int, digits: Int)? {
    var at = start
    var numbers: [(value: Int, digits: Int)] = []
    var mark: UInt8 = 0
    while numbers.count < 3 {
      var value = 0
      let first = at
      while at < line.count, at - first < 5, line[at] &- 0x30 < 10 {
        value = value * 10 + Int(line[at] &- 0x30)
        at += 1
      }
      guard at > first, at - first <= 2 || numbers.count == 2 && at - first == 4 else { return nil }
      numbers.append((value, at - first))
      guard numbers.count < 3 else { break }
      guard at < line.count, line[at] == 0x2F || line[at] == 0x2D, mark == 0 || mark == line[at]
      else { return nil }
      mark = line[at]
      at += 1
    }
    return (numbers[0].value, numbers[1].value, numbers[2].value, numbers[2].digits)
  }

  private mutating func note(_ date: (first: Int, second: Int, third: Int, digits: Int)) {
    if date.second > 12 { hasMonthFirst = true }
    if date.digits == 4 {
      if date.first > 12 { hasDayFirst = true }
    } else {
      firsts |= 1 << UInt128(date.first)
      lasts |= 1 << UInt128(date.third)
    }
  }

  /// Whether dotted dates without a year have the month first: a number past 12 shows it, or else
  /// that the first stands still while the last goes on.
  var isDottedMonthFirst: Bool {
    let past: UInt64 = ~0 << 13
    if (dotted.firsts | dotted.lasts) & past != 0 { return dotted.firsts & past == 0 }
    return dotted.firsts.nonzeroBitCount == 1 && dotted.lasts.nonzeroBitCount > 1
  }

  /// Whether the last of three short numbers stands still while the first goes on: it is the year;
  /// `nil` where neither shows.
  var hasYearLast: Bool? {
    let (first, last) = (firsts.nonzeroBitCount, lasts.nonzeroBitCount)
    return first > 1 && last == 1 ? true : last > 1 && first == 1 ? false : nil
  }
}

extension YearReference {
  private static let day: Int64 = 86_400

  /// A time whose date can be two dates, as the one that it is; `nil` where nothing tells which.
  func ordered(_ time: ParsedTime) -> ParsedTime? {
    let midnight = time.seconds.flooredDivision(by: Self.day) * Self.day
    let civil = CivilTime(secondsSinceEpoch: midnight)
    if time.order == .dayUsually {
      var ordered = time
      ordered.order = .known
      guard orders.isDottedMonthFirst else { return ordered }
      let start = CivilTime.daysSinceEpoch(year: civil.year, month: civil.day, day: civil.month)
      ordered.seconds += start * Self.day - midnight
      return ordered
    }
    let readings =
      time.order == .dayOrMonth
      ? [(civil.year, civil.month, civil.day), (civil.year, civil.day, civil.month)]
      : ShortDate(first: civil.year - 2000, second: civil.month, third: civil.day).readings
        .map { ($0.year, $0.month, $0.day) }
    let days = readings.map {
      CivilTime.daysSinceEpoch(year: $0.0, month: $0.1, day: $0.2) * Self.day
    }
    let chosen = time.order == .dayOrMonth ? whole(days) : short(days, civil)
    return chosen.map { start in
      var ordered = time
      ordered.seconds += start - midnight
      ordered.order = .known
      return ordered
    }
  }

  /// Month first, or day first.
  private func whole(_ days: [Int64]) -> Int64? {
    if orders.hasDayFirst != orders.hasMonthFirst { return days[orders.hasDayFirst ? 1 : 0] }
    return near(days)
  }

  /// Year first, day first, month first, as far as they are dates.
  ///
  /// What tells it goes before the custom of most.
  private func short(_ days: [Int64], _ yearFirst: CivilTime) -> Int64? {
    if let near = near(days) { return near }
    let begin =
      CivilTime.daysSinceEpoch(
        year: yearFirst.year, month: yearFirst.month, day: yearFirst.day) * Self.day
    // Programs that write a year in two digits put it first, as Hadoop and Spark do; a number
    // that is no year of theirs is a day or a month.
    let isYear = (10...40).contains(yearFirst.year - 2000)
    if !(orders.hasYearLast ?? !isYear) { return begin }
    let others = days.filter { $0 != begin }
    if orders.hasMonthFirst, let last = others.last { return last }
    return others.count == 1 ? others[0] : nil
  }

  /// The one date that lies within two days of a date that the input itself states.
  private func near(_ days: [Int64]) -> Int64? {
    guard isOwn else { return nil }
    let close = days.filter { ($0 - seconds).magnitude <= UInt64(3 * Self.day) }
    return close.count == 1 ? close[0] : nil
  }
}
