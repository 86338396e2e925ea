import LogModel

extension LeadingStamp {
  /// `Tue Apr  8 15:02:11 2025` and its kin: what begins with a weekday or a month.
  static func named(_ line: UnsafeRawBufferPointer, at start: Int) -> LeadingStamp? {
    var at = start
    guard at &+ 3 < line.count else { return nil }
    var month = MonthName.end(line, at: at)
    if month == nil {
      guard let weekday = weekdayEnd(line, at: at) else { return nil }
      at = weekday
      if at < line.count, line[at] == 0x2C || line[at] == 0x2E { at &+= 1 }
      at = blanks(line, from: at)
      guard at &+ 3 < line.count else { return nil }
      if line[at] &- 0x30 < 10 { return behindWeekday(line, at: at) }
      month = MonthName.end(line, at: at)
    }
    guard let month, month.end < line.count else { return nil }
    if line[month.end] == 0x2D { return dashed(line, month: month.number, at: month.end &+ 1) }
    guard line[month.end] == 0x20 else { return nil }
    at = blanks(line, from: month.end)
    let count = digits(line, from: at)
    guard count == 1 || count == 2 else { return nil }
    let day = number(line, at: at, digits: count)
    at &+= count
    // `April 8th 2025`
    if at &+ 2 < line.count, line[at] &- 0x61 < 26 {
      guard ["st", "nd", "rd", "th"].contains(where: { line[at...].starts(with: $0.utf8) }) else {
        return nil
      }
      at &+= 2
    }
    if at < line.count, line[at] == 0x2C { at &+= 1 }
    at = blanks(line, from: at)
    var year: Int?
    if digits(line, from: at) == 4 {
      year = number(line, at: at, digits: 4)
      at = clockStart(line, from: at &+ 4)
    }
    return stamp(line, year: year, month: month.number, day: day, clockAt: at)
  }

  /// `Tue, 08 Apr 2025 15:02:11`, `Tue 2025-04-08 15:02:11`.
  private static func behindWeekday(
    _ line: UnsafeRawBufferPointer, at start: Int
  ) -> LeadingStamp? {
    let count = digits(line, from: start)
    if count == 4 { return yearFirst(line, at: start) }
    let next = start &+ count &+ 1
    guard count <= 2, next &+ 3 < line.count else { return nil }
    guard let month = MonthName.end(line, at: next) else {
      return dayFirst(line, at: start, digits: count)
    }
    return dayAndName(
      line, day: number(line, at: start, digits: count), month: month.number,
      mark: line[start &+ count], at: month.end)
  }

  /// `Apr-08-25 15:02:11`, `Apr-08-2025 15:02:11`, behind the month's name.
  private static func dashed(
    _ line: UnsafeRawBufferPointer, month: Int, at start: Int
  ) -> LeadingStamp? {
    let count = digits(line, from: start)
    let next = start &+ count &+ 1
    guard count == 1 || count == 2, next < line.count, line[next &- 1] == 0x2D else { return nil }
    let years = digits(line, from: next)
    guard years == 2 || years == 4 else { return nil }
    let year = number(line, at: next, digits: years)
    return stamp(
      line, year: years == 4 ? year : 2000 &+ year, month: month,
      day: number(line, at: start, digits: count), clockAt: clockStart(line, from: next &+ years))
  }

  /// Goes on behind a day and the name of a month.
  static func dayAndName(
    _ line: UnsafeRawBufferPointer, day: Int, month: Int, mark: UInt8, at start: Int
  ) -> LeadingStamp? {
    guard start < line.count, line[start] == mark, mark != 0x2E else { return nil }
    let next = start &+ 1
    let count = digits(line, from: next)
    let isShort = count == 2 && next &+ 2 < line.count && line[next &+ 2] != 0x3A
    guard count == 4 || isShort else {
      guard mark == 0x20 else { return nil }
      return stamp(line, year: nil, month: month, day: day, clockAt: next)
    }
    let year = number(line, at: next, digits: count)
    return stamp(
      line, year: count == 4 ? year : 2000 &+ year, month: month, day: day,
      clockAt: clockStart(line, from: next &+ count))
  }

  /// Numbers outside count something else.
  private static let years = 1970...2261
  private static let yearsBehind = 1990...2099

  /// Puts a date and the clock behind it together; without a year here, one may stand behind.
  static func stamp(
    _ line: UnsafeRawBufferPointer, year: Int?, month: Int, day: Int, clockAt start: Int,
    _ order: DateOrder = .known
  ) -> LeadingStamp? {
    guard
      var (seconds, end) = clock(line, at: start)
        ?? (year == nil || order == .clockAlone ? nil : unpaddedClock(line, at: start))
    else { return nil }
    var tail = StampTail(line, from: end)
    if let half = halfOfDay(line, at: tail.fractionEnd) {
      guard let hour = half.hour(of: seconds / 3600) else { return nil }
      seconds = seconds % 3600 &+ hour &* 3600
      tail.readZone(line, from: half.end)
    }
    end = tail.end
    var stated = year
    if year == nil, end &+ 5 <= line.count, line[end] == 0x20, digits(line, from: end &+ 1) == 4,
      yearsBehind.contains(number(line, at: end &+ 1, digits: 4)),
      ZoneWord.isEnd(line, end &+ 5),
      end &+ 5 == line.count || line[end &+ 5] != 0x2D && line[end &+ 5] != 0x2F
    {
      stated = number(line, at: end &+ 1, digits: 4)
      end &+= 5
      tail.readZone(line, from: end)
      end = tail.end
    }
    if let stated, !years.contains(stated) { return nil }
    guard let days = CivilDigits.days(year: stated ?? 1972, month: month, day: day) else {
      return nil
    }
    var time = ParsedTime(days: days, clock: seconds, tail: tail.time)
    time.lacksYear = stated == nil
    time.order = order
    if time.lacksYear || order != .known, case .offset(let offset) = time.zone {
      // The day is not known yet: the clock's own time is kept.
      time.seconds &+= Int64(offset)
    }
    return LeadingStamp(civil: time, end: end)
  }

  /// `15:02:11` or `3:02:11`; `150211` where the date has no marks either; `15.02.11`, and
  /// `15-02-11` where no blank stands before it.
  static func clock(
    _ line: UnsafeRawBufferPointer, at start: Int
  ) -> (seconds: Int, end: Int)? {
    let count = digits(line, from: start)
    if count == 6 {
      let parts = [0, 2, 4].map { number(line, at: start &+ $0, digits: 2) }
      guard parts[0] <= 23, parts[1] <= 59, parts[2] <= 60 else { return nil }
      return (parts[0] &* 3600 &+ parts[1] &* 60 &+ parts[2], start &+ 6)
    }
    guard count == 1 || count == 2, start &+ count &+ 6 <= line.count else { return nil }
    let rest = start &+ count
    let mark = line[rest]
    guard mark == 0x3A || count == 2 && isClockMark(mark, line, at: start),
      line[rest &+ 3] == mark, digits(line, from: rest &+ 1) == 2,
      digits(line, from: rest &+ 4) == 2
    else { return nil }
    let hour = number(line, at: start, digits: count)
    let minute = number(line, at: rest &+ 1, digits: 2)
    let second = number(line, at: rest &+ 4, digits: 2)
    guard hour <= 23, minute <= 59, second <= 60 else { return nil }
    return (hour &* 3600 &+ minute &* 60 &+ second, rest &+ 6)
  }

  /// `15:2:7`, as some write it behind a whole date.
  private static func unpaddedClock(
    _ line: UnsafeRawBufferPointer, at start: Int
  ) -> (seconds: Int, end: Int)? {
    var parts: [Int] = []
    var at = start
    while parts.count < 3 {
      let count = digits(line, from: at)
      guard count == 1 || count == 2 else { return nil }
      parts.append(number(line, at: at, digits: count))
      at &+= count
      guard parts.count < 3 else { break }
      guard at < line.count, line[at] == 0x3A else { return nil }
      at &+= 1
    }
    guard parts[0] <= 23, parts[1] <= 59, parts[2] <= 60 else { return nil }
    return (parts[0] &* 3600 &+ parts[1] &* 60 &+ parts[2], at)
  }

  private static func isClockMark(
    _ mark: UInt8, _ line: UnsafeRawBufferPointer, at start: Int
  ) -> Bool {
    mark == 0x2E || mark == 0x2D && start > 0 && line[start &- 1] != 0x20
  }

  /// Past what stands between date and clock: a blank, `, `, ` @ `, ` - `, ` at `, `T`, `-`, `--`,
  /// or the colons of access logs and of Erlang.
  static func clockStart(_ line: UnsafeRawBufferPointer, from start: Int) -> Int {
    guard start < line.count else { return start }
    switch line[start] {
    case 0x3A: return start &+ (start &+ 1 < line.count && line[start &+ 1] == 0x3A ? 2 : 1)
    case 0x2D: return start &+ (start &+ 1 < line.count && line[start &+ 1] == 0x2D ? 2 : 1)
    case 0x54, 0x5F: return start &+ 1
    case 0x2C, 0x40: return blanks(line, from: start &+ 1)
    default: break
    }
    let next = blanks(line, from: start)
    guard next > start, next < line.count else { return next }
    let isDash = line[next] == 0x2D && next &+ 1 < line.count && line[next &+ 1] == 0x20
    if line[next] == 0x40 || isDash { return blanks(line, from: next &+ 1) }
    if line[next] == 0x61, line[next...].starts(with: "at ".utf8) {
      return blanks(line, from: next &+ 3)
    }
    return next
  }

  /// Which half of the day a clock of twelve hours shows.
  private struct HalfOfDay {
    var isAfternoon: Bool
    var end: Int

    /// The hour of the day; `nil` where the clock shows none of its hours.
    func hour(of shown: Int) -> Int? {
      if shown > 12 { return isAfternoon ? shown : nil }
      return shown % 12 &+ (isAfternoon ? 12 : 0)
    }
  }

  /// ` AM`, `PM`, ` p.m.`, behind a blank of any width or none.
  private static func halfOfDay(
    _ line: UnsafeRawBufferPointer, at start: Int
  ) -> HalfOfDay? {
    guard start &+ 2 <= line.count else { return nil }
    var at = start
    switch line[start] {
    case 0x20: at &+= 1
    // No-break spaces, narrow and wide, as Java writes them.
    case 0xE2 where line[start...].starts(with: [0xE2, 0x80, 0xAF]): at &+= 3
    case 0xC2 where line[start &+ 1] == 0xA0: at &+= 2
    default: break
    }
    guard at &+ 2 <= line.count, line[at] | 0x20 == 0x61 || line[at] | 0x20 == 0x70 else {
      return nil
    }
    let isAfternoon = line[at] | 0x20 == 0x70
    at &+= 1
    let isDotted = line[at] == 0x2E
    if isDotted { at &+= 1 }
    guard at < line.count, line[at] | 0x20 == 0x6D else { return nil }
    at &+= 1
    if isDotted, at < line.count, line[at] == 0x2E { at &+= 1 }
    guard ZoneWord.isEnd(line, at) else { return nil }
    return HalfOfDay(isAfternoon: isAfternoon, end: at)
  }

  /// Behind a weekday's name, short or whole.
  private static func weekdayEnd(_ line: UnsafeRawBufferPointer, at start: Int) -> Int? {
    let word = line[start...].prefix(10).prefix { ($0 | 0x20) &- 0x61 < 26 }
    guard word.count >= 3 else { return nil }
    let isDay = weekdays.contains { name in
      let length = word.count == 3 ? 3 : name.utf8.count
      return word.count == length
        && zip(word, name.utf8).allSatisfy { $0 | 0x20 == $1 }
    }
    return isDay ? word.endIndex : nil
  }

  private static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]

  /// How many digits stand at `start`, at most twenty.
  static func digits(_ line: UnsafeRawBufferPointer, from start: Int) -> Int {
    var at = start
    let stop = min(line.count, start &+ 20)
    while at < stop, line[at] &- 0x30 < 10 { at &+= 1 }
    return at &- start
  }

  /// How many digits and marks of a date stand at `start`.
  public static func numberLength(_ line: UnsafeRawBufferPointer, from start: Int) -> Int {
    line[start...].prefix(10).prefix { $0 &- 0x30 < 10 || $0 &- 0x2D < 3 }.count
  }

  static func number(_ line: UnsafeRawBufferPointer, at start: Int, digits count: Int) -> Int {
    var value = 0
    for at in start..<start &+ count { value = value &* 10 &+ Int(line[at] &- 0x30) }
    return value
  }

  static func blanks(_ line: UnsafeRawBufferPointer, from start: Int) -> Int {
    var at = start
    while at < line.count, line[at] == 0x20 { at &+= 1 }
    return at
  }

  static func isWord(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
  }
}
