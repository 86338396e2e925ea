import LogModel
import Scan

/// A stamp at the beginning of a text, and where it ends.
///
/// Loggers put a blank, a bracket or a tab behind it, so its end is found by its own form.
struct EnvelopeStamp {
  var civil: ParsedTime
  /// Behind its last byte.
  var end: Int

  /// Puts the moment where the zone is known, else the civil time, into `wrapped`.
  func date(_ wrapped: inout Wrapped) {
    let isZoned = civil.zone != .missing
    wrapped.time = isZoned ? civil.timestamp() : nil
    wrapped.localTime = isZoned ? nil : civil
  }

  /// `2025-04-08T15:05:09.123456+00:00` and its kin, from `start`.
  ///
  /// - Parameter spaced: a zone may stand behind a blank, ` +0000` or ` UTC`.
  static func iso(
    _ line: UnsafeRawBufferPointer, from start: Int, spaced: Bool = false
  ) -> EnvelopeStamp? {
    guard start >= 0, line.count &- start >= 19, isDigit(line[start]),
      line[start + 4] == 0x2D || line[start + 4] == 0x2F, line[start + 13] == 0x3A
    else { return nil }
    var end = start + 19
    if end + 1 < line.count, line[end] == 0x2E || line[end] == 0x2C, isDigit(line[end + 1]) {
      end += 1
      while end < line.count, isDigit(line[end]) { end += 1 }
    }
    end = zoneEnd(line, from: end, spaced: spaced)
    let stamp = UnsafeRawBufferPointer(rebasing: line[start..<end])
    return TimestampText.parse(stamp).map { EnvelopeStamp(civil: $0, end: end) }
  }

  private static func zoneEnd(
    _ line: UnsafeRawBufferPointer, from start: Int, spaced: Bool
  ) -> Int {
    guard start < line.count else { return start }
    if line[start] | 0x20 == 0x7A { return start + 1 }
    var at = start
    if spaced, line[at] == 0x20 {
      at += 1
      for word in ["UTC", "GMT"] where line[at...].starts(with: word.utf8) { return at + 3 }
    }
    guard at + 2 < line.count, line[at] == 0x2B || line[at] == 0x2D, isDigit(line[at + 1]),
      isDigit(line[at + 2])
    else { return start }
    at += 3
    if at < line.count, line[at] == 0x3A { at += 1 }
    if at + 1 < line.count, isDigit(line[at]), isDigit(line[at + 1]) { return at + 2 }
    return line[at - 1] == 0x3A ? at - 1 : at
  }

  /// `Apr  8 15:05:09`, with a year or a fraction where a sender adds them, from `start`.
  static func month(_ line: UnsafeRawBufferPointer, from start: Int) -> EnvelopeStamp? {
    guard start >= 0, line.count &- start >= 15, line[start + 3] == 0x20,
      let month = monthNumber(line, at: start)
    else { return nil }
    var at = start + 4
    if line[at] == 0x20 { at += 1 }
    guard let day = number(line, &at, digits: 1...2), space(line, &at) else { return nil }
    var year: Int?
    var ahead = at
    if let stated = number(line, &ahead, digits: 4...4), space(line, &ahead) {
      year = stated
      at = ahead
    }
    guard day >= 1, day <= CivilTime.daysInMonth(month, of: year ?? 1972),
      let clock = clock(line, &at)
    else { return nil }
    let days = CivilTime.daysSinceEpoch(year: year ?? 1972, month: month, day: day)
    var civil = ParsedTime(seconds: days &* 86_400 &+ Int64(clock), zone: .missing)
    civil.lacksYear = year == nil
    if at + 1 < line.count, line[at] == 0x2E, isDigit(line[at + 1]) {
      fraction(line, &at, into: &civil)
    }
    return EnvelopeStamp(civil: civil, end: at)
  }

  private static func clock(_ line: UnsafeRawBufferPointer, _ at: inout Int) -> Int? {
    guard let hour = number(line, &at, digits: 2...2), hour <= 23, colon(line, &at),
      let minute = number(line, &at, digits: 2...2), minute <= 59, colon(line, &at),
      let second = number(line, &at, digits: 2...2), second <= 60
    else { return nil }
    return hour * 3600 + minute * 60 + second
  }

  private static func fraction(
    _ line: UnsafeRawBufferPointer, _ at: inout Int, into civil: inout ParsedTime
  ) {
    at += 1
    var scale: Int32 = 100_000_000
    while at < line.count, isDigit(line[at]) {
      if civil.fractionDigits < 9 {
        civil.nanosecond &+= Int32(line[at] &- 0x30) &* scale
        civil.fractionDigits += 1
        scale /= 10
      }
      at += 1
    }
  }

  private static func number(
    _ line: UnsafeRawBufferPointer, _ at: inout Int, digits: ClosedRange<Int>
  ) -> Int? {
    var value = 0
    let start = at
    while at < line.count, at - start < digits.upperBound, isDigit(line[at]) {
      value = value * 10 + Int(line[at] &- 0x30)
      at += 1
    }
    return at - start >= digits.lowerBound ? value : nil
  }

  private static func space(_ line: UnsafeRawBufferPointer, _ at: inout Int) -> Bool {
    guard at < line.count, line[at] == 0x20 else { return false }
    at += 1
    return true
  }

  private static func colon(_ line: UnsafeRawBufferPointer, _ at: inout Int) -> Bool {
    guard at < line.count, line[at] == 0x3A else { return false }
    at += 1
    return true
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ].map { Array($0.utf8) }

  private static func monthNumber(_ line: UnsafeRawBufferPointer, at start: Int) -> Int? {
    let word = line[start..<start + 3]
    return months.firstIndex { zip($0, word).allSatisfy { $0 == $1 | 0x20 } }.map { $0 + 1 }
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
