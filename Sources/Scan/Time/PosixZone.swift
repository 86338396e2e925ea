import LogModel

/// The rule at the end of a zone file, for the years after its table: `CET-1CEST,M3.5.0,M10.5.0/3`.
///
/// The form is that of the TZ variable of POSIX, with the hours from -167 to 167 that RFC 8536
/// adds. Offsets are kept as seconds east of UTC, which is the opposite of how they are written.
struct PosixZone {
  struct Daylight {
    var offset: Int32
    var abbreviation: String
    var start: YearlyMoment
    var end: YearlyMoment
  }

  /// A day of each year, and a time of it by the clock in force before.
  struct YearlyMoment {
    enum Day {
      /// 1 to 365; the 29th of February is never counted.
      case julian(Int)
      /// 0 to 365.
      case ofYear(Int)
      /// Weekday (0 is Sunday) of a week (5 is the last) of a month.
      case weekday(Int, week: Int, month: Int)
    }
    var day: Day
    var seconds: Int64
  }

  var offset: Int32
  var abbreviation: String
  var daylight: Daylight?

  /// The changes of one year, the earlier first: when, and whether daylight time begins.
  func changes(in year: Int) -> [(at: Int64, begins: Bool)] {
    guard let daylight else { return [] }
    let start = daylight.start.localSeconds(in: year) - Int64(offset)
    let end = daylight.end.localSeconds(in: year) - Int64(daylight.offset)
    let changes = [(at: start, begins: true), (at: end, begins: false)]
    return start <= end ? changes : changes.reversed()
  }
}

extension PosixZone.YearlyMoment {
  /// Seconds since 1970-01-01T00:00:00 of the local clock.
  func localSeconds(in year: Int) -> Int64 {
    let newYear = CivilTime.daysSinceEpoch(year: year, month: 1, day: 1)
    let dayNumber: Int64
    switch day {
    case .julian(let number):
      let leaps = CivilTime.daysInMonth(2, of: year) == 29 && number >= 60
      dayNumber = newYear + Int64(number - 1) + (leaps ? 1 : 0)
    case .ofYear(let number):
      dayNumber = newYear + Int64(number)
    case .weekday(let weekday, let week, let month):
      let first = CivilTime.daysSinceEpoch(year: year, month: month, day: 1)
      // 1970-01-01 was a Thursday, weekday 4.
      let firstWeekday = Int((first + 4) - (first + 4).flooredDivision(by: 7) * 7)
      var inMonth = (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
      if inMonth >= CivilTime.daysInMonth(month, of: year) { inMonth -= 7 }
      dayNumber = first + Int64(inMonth)
    }
    return dayNumber * 86_400 + seconds
  }
}

/// Reads the text of a ``PosixZone``.
struct PosixZoneReader {
  private var rest: ArraySlice<UInt8>

  /// The rule that all of `text` spells; `nil` if it spells none.
  static func read(_ text: ArraySlice<UInt8>) -> PosixZone? {
    var reader = PosixZoneReader(rest: text)
    guard let zone = reader.zone(), reader.rest.isEmpty else { return nil }
    return zone
  }

  private mutating func zone() -> PosixZone? {
    guard let standard = abbreviation(), let west = time(hours: 24) else { return nil }
    var zone = PosixZone(offset: Int32(-west), abbreviation: standard)
    if rest.isEmpty { return zone }
    guard let summer = abbreviation() else { return nil }
    var offset = zone.offset + 3600
    if let next = rest.first, next != UInt8(ascii: ",") {
      guard let west = time(hours: 24) else { return nil }
      offset = Int32(-west)
    }
    // Without the days POSIX leaves them to the system; a zone file always has them.
    guard take(","), let start = moment(), take(","), let end = moment() else { return nil }
    zone.daylight = .init(offset: offset, abbreviation: summer, start: start, end: end)
    return zone
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest.removeFirst()
    return true
  }

  /// Letters, or letters, digits and signs between angle brackets; three at least.
  private mutating func abbreviation() -> String? {
    let quoted = take("<")
    let word = rest.prefix { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"): quoted
      default: false
      }
    }
    rest.removeFirst(word.count)
    guard (3...16).contains(word.count), !quoted || take(">") else { return nil }
    return String(decoding: word, as: UTF8.self)
  }

  private mutating func number(upTo limit: Int) -> Int? {
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard (1...3).contains(digits.count) else { return nil }
    rest.removeFirst(digits.count)
    let value = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
    return value <= limit ? value : nil
  }

  /// `[+-]h[:mm[:ss]]` in seconds.
  private mutating func time(hours limit: Int) -> Int64? {
    let negative = take("-")
    if !negative { _ = take("+") }
    guard let hours = number(upTo: limit) else { return nil }
    var seconds = hours * 3600
    for unit in [60, 1] where take(":") {
      guard let part = number(upTo: 59) else { return nil }
      seconds += part * unit
    }
    return Int64(negative ? -seconds : seconds)
  }

  private mutating func moment() -> PosixZone.YearlyMoment? {
    guard let day = day() else { return nil }
    guard take("/") else { return .init(day: day, seconds: 7200) }
    guard let seconds = time(hours: 167) else { return nil }
    return .init(day: day, seconds: seconds)
  }

  private mutating func day() -> PosixZone.YearlyMoment.Day? {
    if take("J") {
      guard let number = number(upTo: 365), number >= 1 else { return nil }
      return .julian(number)
    }
    guard take("M") else { return number(upTo: 365).map { .ofYear($0) } }
    guard let month = number(upTo: 12), month >= 1, take("."),
      let week = number(upTo: 5), week >= 1, take("."), let weekday = number(upTo: 6)
    else { return nil }
    return .weekday(weekday, week: week, month: month)
  }
}
