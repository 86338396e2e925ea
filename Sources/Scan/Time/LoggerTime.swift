import LogModel

/// Reads stamps that ``TimestampText`` does not: those with words, and compact ones.
///
///     08/Apr/2025:15:02:11 +0000       Tue Apr  8 15:02:11 2025      20250408T150211Z
///     Tue, 08 Apr 2025 15:02:11 GMT    08 Apr 2025 15:02:11,123      April 8, 2025 3:02:11 PM
///     2025-04-08 15:02:11.5 +0000 UTC  2025-04-08T15:02:11+02:00[Europe/Berlin]
///
/// and whatever ``LeadingStamp`` reads; then the year, the zone or the order may be open.
public enum LoggerTime {
  /// Reads all of `bytes`; allocates nothing.
  public static func parse(_ bytes: UnsafeRawBufferPointer) -> ParsedTime? {
    guard bytes.count >= 14, bytes.count <= 80 else { return nil }
    return usual(bytes) ?? spelled(bytes)
  }

  private static func usual(_ bytes: UnsafeRawBufferPointer) -> ParsedTime? {
    guard bytes.count >= 15, bytes.count <= 64 else { return nil }
    let first = bytes[0]
    if first &- 48 < 10 {
      if bytes[2] == 0x2F { return ClfTime.parse(bytes) }
      if bytes[8] | 0x20 == 0x74 { return compact(bytes) }
      if bytes[4] == 0x2D { return decorated(bytes) }
    }
    guard first &- 48 < 10 || (first | 0x20) &- 0x61 < 26 else { return nil }
    return words(bytes)
  }

  /// As a line would begin with it, where nothing is left over.
  private static func spelled(_ bytes: UnsafeRawBufferPointer) -> ParsedTime? {
    // Names of months are capitalised there; a number alone is no time of that kind.
    guard let found = LeadingStamp.read(bytes, at: 0), found.end == bytes.count else { return nil }
    return found.written
  }

  /// `20250408T150211.123Z`: read as if its signs stood where they were left out.
  private static func compact(_ bytes: UnsafeRawBufferPointer) -> ParsedTime? {
    var largest: UInt8 = 0
    let year = CivilDigits.four(bytes, at: 0, &largest)
    let month = CivilDigits.pair(bytes, at: 4, &largest)
    let day = CivilDigits.pair(bytes, at: 6, &largest)
    let hour = CivilDigits.pair(bytes, at: 9, &largest)
    let minute = CivilDigits.pair(bytes, at: 11, &largest)
    let second = CivilDigits.pair(bytes, at: 13, &largest)
    guard largest <= 9, hour <= 23, minute <= 59, second <= 60,
      let days = CivilDigits.days(year: year, month: month, day: day),
      let tail = TimeTail(bytes, from: 15)
    else { return nil }
    return ParsedTime(days: days, clock: hour &* 3600 &+ minute &* 60 &+ second, tail: tail)
  }

  /// With a zone's name behind its offset, as Go and Java print it.
  private static func decorated(_ bytes: UnsafeRawBufferPointer) -> ParsedTime? {
    guard bytes.count > 20 else { return nil }
    if bytes[bytes.count &- 1] == 0x5D, let open = bytes.lastIndex(of: 0x5B) {
      let stated = TimestampText.parse(UnsafeRawBufferPointer(rebasing: bytes[..<open]))
      return stated?.zone == .missing ? nil : stated
    }
    // `2025-04-08 15:02:11.5 +0000 UTC m=+0.01`: the third blank ends what counts.
    var blanks = 0
    for (at, byte) in bytes.enumerated() where byte == 0x20 {
      blanks += 1
      guard blanks == 3 else { continue }
      let stated = TimestampText.parse(UnsafeRawBufferPointer(rebasing: bytes[..<at]))
      return stated?.zone == .missing ? nil : stated
    }
    return nil
  }

  /// What the words and numbers of a stamp said so far.
  private struct Parts {
    var year: Int?
    var month: Int?
    var day: Int?
    var clock: Int?
    var isAfternoon: Bool?
    var nanosecond: Int32 = 0
    var fractionDigits = 0
    var zone = ZoneStatement.missing
  }

  private static func words(_ bytes: UnsafeRawBufferPointer) -> ParsedTime? {
    var parts = Parts()
    var at = 0
    var count = 0
    while at < bytes.count {
      if bytes[at] == 0x20 || bytes[at] == 0x2C, parts.clock == nil || bytes[at] == 0x20 {
        at &+= 1
        continue
      }
      var end = at
      // A comma ends a date's word, and stands before a clock's fraction.
      var isClock = false
      while end < bytes.count, bytes[end] != 0x20, isClock || bytes[end] != 0x2C {
        isClock = isClock || bytes[end] == 0x3A
        end &+= 1
      }
      count += 1
      let word = UnsafeRawBufferPointer(rebasing: bytes[at..<end])
      guard count <= 8, take(word, isFirst: count == 1, isClock: isClock, &parts) else {
        return nil
      }
      at = end
    }
    return whole(parts)
  }

  private static func take(
    _ word: UnsafeRawBufferPointer, isFirst: Bool, isClock: Bool, _ parts: inout Parts
  ) -> Bool {
    // A comma where a word should begin leaves none.
    guard let first = word.first else { return false }
    if isClock { return takeClock(word, &parts) }
    if first &- 48 < 10 {
      guard word.count <= 4, let number = NumberText.integer(word) else { return false }
      if word.count == 4, parts.year == nil {
        parts.year = Int(number)
      } else if word.count <= 2, parts.day == nil {
        parts.day = Int(number)
      } else {
        return false
      }
      return true
    }
    if parts.clock != nil {
      if isSame(word, "am") || isSame(word, "pm"), parts.isAfternoon == nil {
        parts.isAfternoon = word[0] | 0x20 == 0x70
        return true
      }
      if parts.zone == .missing, isSame(word, "utc") || isSame(word, "gmt") || isSame(word, "z") {
        parts.zone = .offset(0)
        return true
      }
      if parts.zone == .missing, let offset = TimeTail.offset(word, from: 0) {
        parts.zone = .offset(offset)
        return true
      }
    }
    guard word.count >= 3 else { return false }
    if parts.month == nil, let month = ClfTime.month(word, at: 0), isMonth(word, month) {
      parts.month = month
      return true
    }
    return isFirst && isWeekday(word)
  }

  /// `15:02:11`, `3:02:11`, with a fraction.
  private static func takeClock(_ word: UnsafeRawBufferPointer, _ parts: inout Parts) -> Bool {
    guard parts.clock == nil, let colon = word.firstIndex(of: 0x3A), colon == 1 || colon == 2,
      word.count >= colon &+ 6, word[colon &+ 3] == 0x3A
    else { return false }
    var largest: UInt8 = 0
    let hour =
      colon == 2 ? CivilDigits.pair(word, at: 0, &largest) : Int(word[0] &- 48)
    let minute = CivilDigits.pair(word, at: colon &+ 1, &largest)
    let second = CivilDigits.pair(word, at: colon &+ 4, &largest)
    guard largest <= 9, hour <= 23, minute <= 59, second <= 60,
      let tail = TimeTail(word, from: colon &+ 6)
    else { return false }
    parts.clock = hour &* 3600 &+ minute &* 60 &+ second
    parts.nanosecond = tail.nanosecond
    parts.fractionDigits = tail.fractionDigits
    parts.zone = tail.zone
    return true
  }

  private static func whole(_ parts: Parts) -> ParsedTime? {
    guard let year = parts.year, let month = parts.month, let day = parts.day,
      var clock = parts.clock, let days = CivilDigits.days(year: year, month: month, day: day)
    else { return nil }
    if let isAfternoon = parts.isAfternoon {
      guard (3600..<46_800).contains(clock) else { return nil }
      clock = clock % 43_200 &+ (isAfternoon ? 43_200 : 0)
    }
    var seconds = days &* 86_400 &+ Int64(clock)
    if case .offset(let offset) = parts.zone { seconds &-= Int64(offset) }
    return ParsedTime(
      seconds: seconds, nanosecond: parts.nanosecond, fractionDigits: parts.fractionDigits,
      zone: parts.zone)
  }

  private static func isSame(_ word: UnsafeRawBufferPointer, _ name: String) -> Bool {
    word.count == name.utf8.count && zip(word, name.utf8).allSatisfy { $0 | 0x20 == $1 }
  }

  static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]

  private static func isMonth(_ word: UnsafeRawBufferPointer, _ month: Int) -> Bool {
    word.count == 3 || isSame(word, months[month - 1])
  }

  private static let days = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]

  private static func isWeekday(_ word: UnsafeRawBufferPointer) -> Bool {
    days.contains { isSame(word, $0) || word.count == 3 && isSame(word, String($0.prefix(3))) }
  }
}
