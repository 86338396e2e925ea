/// Reads the stamp of access logs, without its brackets: `08/Apr/2025:15:02:11 +0000`.
///
/// A fraction is read too, and the zone may be missing, as HAProxy writes it:
/// `21/Nov/2026:17:19:37.943`. Months are the English ones, in any case.
public enum ClfTime {
  /// Reads all of `bytes`; allocates nothing.
  ///
  /// - Parameter separator: stands between date and clock; Python's servers put a blank there.
  public static func parse(
    _ bytes: UnsafeRawBufferPointer, separator: UInt8 = UInt8(ascii: ":")
  ) -> ParsedTime? {
    guard bytes.count >= 20, bytes[2] == UInt8(ascii: "/"), bytes[6] == UInt8(ascii: "/"),
      bytes[11] == separator, let month = month(bytes, at: 3)
    else { return nil }
    var largest: UInt8 = 0
    let day = CivilDigits.pair(bytes, at: 0, &largest)
    let year = CivilDigits.four(bytes, at: 7, &largest)
    guard let clock = CivilDigits.clock(bytes, at: 12, &largest), largest <= 9,
      let days = CivilDigits.days(year: year, month: month, day: day),
      let tail = TimeTail(bytes, from: 20)
    else { return nil }
    return ParsedTime(days: days, clock: clock, tail: tail)
  }

  /// Whether three letters at `index`, which are there, name a month.
  public static func isMonth(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Bool {
    month(bytes, at: index) != nil
  }

  /// 1 to 12 for the three letters at `index`.
  @inline(__always)
  static func month(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Int? {
    switch letters(bytes[index], bytes[index &+ 1], bytes[index &+ 2]) {
    case letters(0x6A, 0x61, 0x6E): 1
    case letters(0x66, 0x65, 0x62): 2
    case letters(0x6D, 0x61, 0x72): 3
    case letters(0x61, 0x70, 0x72): 4
    case letters(0x6D, 0x61, 0x79): 5
    case letters(0x6A, 0x75, 0x6E): 6
    case letters(0x6A, 0x75, 0x6C): 7
    case letters(0x61, 0x75, 0x67): 8
    case letters(0x73, 0x65, 0x70): 9
    case letters(0x6F, 0x63, 0x74): 10
    case letters(0x6E, 0x6F, 0x76): 11
    case letters(0x64, 0x65, 0x63): 12
    default: nil
    }
  }

  @inline(__always)
  private static func letters(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> UInt32 {
    (UInt32(a) << 16 | UInt32(b) << 8 | UInt32(c)) | 0x20_2020
  }
}

/// The minute of the last stamp of an access log, `08/Apr/2025:15:02:11 +0000`, of which the next
/// differs in its seconds alone.
struct CommonLogMinute: Sendable {
  private static let length = 26
  /// Of the bytes 16 to 23, all but the two of the seconds.
  private static let besideSeconds: UInt64 = 0xFFFF_FFFF_0000_FFFF

  private var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
  private var last: UInt16 = 0
  private var minute: Int64 = 0
  private var zone = ZoneStatement.missing

  @inline(__always)
  mutating func parse(_ bytes: UnsafeRawBufferPointer) -> ParsedTime? {
    guard bytes.count == Self.length, let base = bytes.baseAddress else {
      return ClfTime.parse(bytes)
    }
    let tail = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
    let tens = (tail &>> 16) & 0xFF &- 0x30
    let ones = (tail &>> 24) & 0xFF &- 0x30
    guard tens < 6, ones < 10, base.loadUnaligned(as: UInt64.self) == words.0,
      base.loadUnaligned(fromByteOffset: 8, as: UInt64.self) == words.1,
      tail & Self.besideSeconds == words.2,
      base.loadUnaligned(fromByteOffset: 24, as: UInt16.self) == last
    else { return parseWhole(bytes, base, tail, Int64(truncatingIfNeeded: tens &* 10 &+ ones)) }
    return ParsedTime(
      seconds: minute &+ Int64(truncatingIfNeeded: tens &* 10 &+ ones), nanosecond: 0,
      fractionDigits: 0, zone: zone)
  }

  @inline(never)
  private mutating func parseWhole(
    _ bytes: UnsafeRawBufferPointer, _ base: UnsafeRawPointer, _ tail: UInt64, _ second: Int64
  ) -> ParsedTime? {
    guard let time = ClfTime.parse(bytes) else { return nil }
    // A leap second is of the minute after it.
    guard (0..<60).contains(second), time.fractionDigits == 0 else { return time }
    words = (
      base.loadUnaligned(as: UInt64.self),
      base.loadUnaligned(fromByteOffset: 8, as: UInt64.self), tail & Self.besideSeconds
    )
    last = base.loadUnaligned(fromByteOffset: 24, as: UInt16.self)
    minute = time.seconds &- second
    zone = time.zone
    return time
  }
}

/// Stamps that only servers and proxies write.
public enum ProxyTime {
  /// Apache's error log: `Tue Apr 08 15:02:11.123456 2025`; the fraction may be missing.
  public static func apacheError(_ bytes: UnsafeRawBufferPointer) -> ParsedTime? {
    guard bytes.count >= 24, bytes.count <= 34, bytes[3] == 0x20, bytes[7] == 0x20,
      bytes[10] == 0x20, let month = ClfTime.month(bytes, at: 4), isLetters(bytes, 0..<3)
    else { return nil }
    var largest: UInt8 = 0
    // The day's first digit may be a blank.
    let tens = bytes[8] == 0x20 ? 0 : Int(bytes[8] &- 48)
    let day = tens &* 10 &+ Int(bytes[9] &- 48)
    let yearStart = bytes.count - 4
    let year = CivilDigits.four(bytes, at: yearStart, &largest)
    guard tens <= 3, bytes[9] &- 48 < 10, bytes[yearStart - 1] == 0x20,
      let clock = CivilDigits.clock(bytes, at: 11, &largest), largest <= 9,
      let days = CivilDigits.days(year: year, month: month, day: day),
      let tail = TimeTail(UnsafeRawBufferPointer(rebasing: bytes[..<(yearStart - 1)]), from: 19),
      tail.zone == .missing
    else { return nil }
    return ParsedTime(days: days, clock: clock, tail: tail)
  }

  /// Date and clock that stand apart, in UTC: `2025-04-08` and `15:02:11`, as W3C logs have them.
  public static func w3c(
    date: UnsafeRawBufferPointer, clock: UnsafeRawBufferPointer
  ) -> ParsedTime? {
    guard let days = days(date), clock.count >= 8 else { return nil }
    var largest: UInt8 = 0
    guard let second = CivilDigits.clock(clock, at: 0, &largest), largest <= 9,
      let tail = TimeTail(clock, from: 8)
    else { return nil }
    return utc(days: days, clock: second, tail)
  }

  /// Gin's: `2025/04/08 - 15:02:11`.
  public static func gin(_ bytes: UnsafeRawBufferPointer) -> ParsedTime? {
    guard bytes.count >= 21, bytes[10] == 0x20, bytes[11] == 0x2D, bytes[12] == 0x20,
      let days = days(UnsafeRawBufferPointer(rebasing: bytes[..<10]))
    else { return nil }
    var largest: UInt8 = 0
    guard let second = CivilDigits.clock(bytes, at: 13, &largest), largest <= 9,
      let tail = TimeTail(bytes, from: 21)
    else { return nil }
    return ParsedTime(days: days, clock: second, tail: tail)
  }

  private static func utc(days: Int64, clock: Int, _ tail: TimeTail) -> ParsedTime {
    var time = ParsedTime(days: days, clock: clock, tail: tail)
    if tail.zone == .missing { time.zone = .offset(0) }
    return time
  }

  /// `2025-04-08` or `2025/04/08`.
  private static func days(_ date: UnsafeRawBufferPointer) -> Int64? {
    guard date.count == 10, date[4] == 0x2D || date[4] == 0x2F, date[7] == date[4] else {
      return nil
    }
    var largest: UInt8 = 0
    let year = CivilDigits.four(date, at: 0, &largest)
    let month = CivilDigits.pair(date, at: 5, &largest)
    let day = CivilDigits.pair(date, at: 8, &largest)
    return largest <= 9 ? CivilDigits.days(year: year, month: month, day: day) : nil
  }

  private static func isLetters(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
    range.allSatisfy { (bytes[$0] | 0x20) &- 0x61 < 26 }
  }
}
