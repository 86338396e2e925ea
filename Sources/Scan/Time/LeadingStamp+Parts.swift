import LogModel

extension LeadingStamp {
  /// `Tue Apr  8 15:02:11 2025` and its kin: what begins with a weekday or a month.
  static func named(_ line: UnsafeRawBufferPointer, at start: Int) -> LeadingStamp? {
    var at = start
    guard at &+ 3 < line.count else { return nil }
    var month = ClfTime.month(line, at: at)
    if month == nil {
      guard isWeekday(line, at: at) else { return nil }
      at &+= 3
      if line[at] == 0x2C { at &+= 1 }
      at = blanks(line, from: at)
      guard at &+ 3 < line.count else { return nil }
      if line[at] &- 0x30 < 10 {
        let count = digits(line, from: at)
        guard count <= 2, at &+ count &+ 4 < line.count,
          let named = ClfTime.month(line, at: at &+ count &+ 1)
        else { return nil }
        return dayAndName(
          line, day: number(line, at: at, digits: count), month: named, mark: line[at &+ count],
          at: at &+ count &+ 4)
      }
      month = ClfTime.month(line, at: at)
    }
    guard let month, line[at &+ 3] == 0x20 else { return nil }
    at = blanks(line, from: at &+ 3)
    let count = digits(line, from: at)
    guard count == 1 || count == 2 else { return nil }
    let day = number(line, at: at, digits: count)
    at &+= count
    if at < line.count, line[at] == 0x2C { at &+= 1 }
    at = blanks(line, from: at)
    var year: Int?
    if digits(line, from: at) == 4 {
      year = number(line, at: at, digits: 4)
      at = clockStart(line, from: at &+ 4)
    }
    return stamp(line, year: year, month: month, day: day, clockAt: at)
  }

  /// Goes on behind a day and the name of a month.
  static func dayAndName(
    _ line: UnsafeRawBufferPointer, day: Int, month: Int, mark: UInt8, at start: Int
  ) -> LeadingStamp? {
    guard start < line.count, line[start] == mark, mark != 0x2E else { return nil }
    let next = start &+ 1
    guard digits(line, from: next) == 4 else {
      guard mark == 0x20 else { return nil }
      return stamp(line, year: nil, month: month, day: day, clockAt: next)
    }
    return stamp(
      line, year: number(line, at: next, digits: 4), month: month, day: day,
      clockAt: clockStart(line, from: next &+ 4))
  }

  /// Numbers outside count something else.
  private static let years = 1970...2261

  /// Puts a date and the clock behind it together; without a year here, one may stand behind.
  static func stamp(
    _ line: UnsafeRawBufferPointer, year: Int?, month: Int, day: Int, clockAt start: Int
  ) -> LeadingStamp? {
    guard var (seconds, end) = clock(line, at: start) else { return nil }
    let clockEnd = end
    var tail = StampTail(line, from: clockEnd)
    end = tail.end
    if let half = halfOfDay(line, at: tail.fractionEnd) {
      let hour = seconds / 3600
      guard hour >= 1, hour <= 12 else { return nil }
      seconds = seconds % 3600 &+ (hour % 12 &+ half) &* 3600
      let zone = StampTail(line, from: tail.fractionEnd &+ 3)
      tail = StampTail(fractionOf: tail, zoneOf: zone)
      end = tail.end
    }
    var stated = year
    if year == nil, end &+ 5 <= line.count, line[end] == 0x20, digits(line, from: end &+ 1) == 4,
      years.contains(number(line, at: end &+ 1, digits: 4))
    {
      stated = number(line, at: end &+ 1, digits: 4)
      end &+= 5
    }
    if let stated, !years.contains(stated) { return nil }
    guard let days = CivilDigits.days(year: stated ?? 1972, month: month, day: day) else {
      return nil
    }
    var time = ParsedTime(days: days, clock: seconds, tail: tail.time)
    time.lacksYear = stated == nil
    if time.lacksYear, case .offset(let offset) = time.zone {
      // The moment is not known: the clock's own time is kept.
      time.seconds &+= Int64(offset)
      time.zone = .missing
    }
    return LeadingStamp(civil: time, end: end)
  }

  /// `15:02:11` or `3:02:11`; `150211` where the date has no marks either.
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
    guard line[rest] == 0x3A, line[rest &+ 3] == 0x3A, digits(line, from: rest &+ 1) == 2,
      digits(line, from: rest &+ 4) == 2
    else { return nil }
    let hour = number(line, at: start, digits: count)
    let minute = number(line, at: rest &+ 1, digits: 2)
    let second = number(line, at: rest &+ 4, digits: 2)
    guard hour <= 23, minute <= 59, second <= 60 else { return nil }
    return (hour &* 3600 &+ minute &* 60 &+ second, rest &+ 6)
  }

  /// Past what stands between date and clock: a blank, `, `, `T` or the colon of access logs.
  static func clockStart(_ line: UnsafeRawBufferPointer, from start: Int) -> Int {
    guard start < line.count else { return start }
    switch line[start] {
    case 0x3A, 0x54: return start &+ 1
    case 0x2C: return blanks(line, from: start &+ 1)
    default: return blanks(line, from: start)
    }
  }

  /// Hours that ` AM` or ` PM` adds.
  private static func halfOfDay(_ line: UnsafeRawBufferPointer, at start: Int) -> Int? {
    guard start &+ 3 <= line.count, line[start] == 0x20, line[start &+ 2] | 0x20 == 0x6D,
      start &+ 3 == line.count || !isWord(line[start &+ 3])
    else { return nil }
    switch line[start &+ 1] | 0x20 {
    case 0x61: return 0
    case 0x70: return 12
    default: return nil
    }
  }

  private static func isWeekday(_ line: UnsafeRawBufferPointer, at start: Int) -> Bool {
    let word = UnsafeRawBufferPointer(rebasing: line[start..<start &+ 3])
    return ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].contains {
      word.elementsEqual($0.utf8)
    }
  }

  /// How many digits stand at `start`, at most twenty.
  static func digits(_ line: UnsafeRawBufferPointer, from start: Int) -> Int {
    var at = start
    let stop = min(line.count, start &+ 20)
    while at < stop, line[at] &- 0x30 < 10 { at &+= 1 }
    return at &- start
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
