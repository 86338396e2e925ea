/// Reads the stamps that most logs begin with: RFC 3339 and its close kin.
///
/// The date's parts stand between `-` or between `/`, the clock follows after `T` or one
/// blank, then come a fraction of any length (nine digits are kept) and a zone, both optional:
///
///     2025-04-08T15:05:09.123456789Z    2025-04-08 09:05:09,123    2025/04/08 15:05:09
///     2025-04-08T09:05:09-06:00         2025-04-08 15:05:09.123 UTC
///
/// `:60` is the second after `:59`. `24:00:00` is midnight at the end of
/// the day. Anything left over is refused.
public enum TimestampText {
  /// Reads all of `bytes`; allocates nothing.
  public static func parse(_ bytes: UnsafeRawBufferPointer) -> ParsedTime? {
    guard bytes.count >= 19 else { return nil }
    let mark = bytes[4]
    guard mark == UInt8(ascii: "-") || mark == UInt8(ascii: "/"), bytes[7] == mark else {
      return nil
    }
    let between = bytes[10]
    guard
      between == UInt8(ascii: "T") || between == UInt8(ascii: " ")
        || between == UInt8(ascii: "t")
    else { return nil }
    var largest: UInt8 = 0
    let year = CivilDigits.four(bytes, at: 0, &largest)
    let month = CivilDigits.pair(bytes, at: 5, &largest)
    let day = CivilDigits.pair(bytes, at: 8, &largest)
    guard let clock = CivilDigits.clock(bytes, at: 11, &largest, mayBe24: true), largest <= 9,
      let days = CivilDigits.days(year: year, month: month, day: day),
      let tail = TimeTail(bytes, from: 19)
    else { return nil }
    return ParsedTime(days: days, clock: clock, tail: tail)
  }
}

extension ParsedTime {
  @inline(__always)
  init(days: Int64, clock: Int, tail: TimeTail) {
    var seconds = days &* 86_400 &+ Int64(clock)
    if case .offset(let offset) = tail.zone { seconds &-= Int64(offset) }
    self.init(
      seconds: seconds, nanosecond: tail.nanosecond, fractionDigits: tail.fractionDigits,
      zone: tail.zone)
  }
}

/// Reads the stamps of a log, most of which lie in the minute of the one before.
///
/// The first sixteen bytes of `2025-04-08T15:05:09.123Z` name its minute: they are compared
/// with those of the stamp that was read last, and only seconds and milliseconds are read.
/// Stamps of any other form, and of another minute, are ``TimestampText``'s.
public struct StampReader: Sendable {
  private var date: UInt64 = 0
  private var clock: UInt64 = 0
  /// Seconds since the epoch at which that minute begins.
  private var minute: Int64 = 0
  private var common = CommonLogMinute()

  public init() {}

  /// What ``ClfTime/parse(_:separator:)`` says of the stamp of an access line.
  @inline(__always)
  public mutating func parseCommon(_ bytes: UnsafeRawBufferPointer) -> ParsedTime? {
    common.parse(bytes)
  }

  /// What ``TimestampText/parse(_:)`` says of `bytes`.
  @inline(__always)
  public mutating func parse(_ bytes: UnsafeRawBufferPointer) -> ParsedTime? {
    guard bytes.count == 24, let base = bytes.baseAddress else {
      return TimestampText.parse(bytes)
    }
    let tail = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
    // `:00.000Z` leaves a digit in each of five bytes and nothing in the others.
    let digits = tail ^ 0x5A30_3030_2E30_303A
    let tens = (digits &>> 8) & 0xF
    let isPlain =
      (digits | (digits &+ 0x0006_0606_0006_0600)) & 0xFFF0_F0F0_FFF0_F0FF == 0 && tens < 6
    guard isPlain, base.loadUnaligned(as: UInt64.self) == date,
      base.loadUnaligned(fromByteOffset: 8, as: UInt64.self) == clock
    else { return parseWhole(bytes, isPlain: isPlain) }
    let second = tens &* 10 &+ (digits &>> 16) & 0xF
    let milliseconds =
      ((digits &>> 32) & 0xF) &* 100 &+ ((digits &>> 40) & 0xF) &* 10 &+ (digits &>> 48) & 0xF
    return ParsedTime(
      seconds: minute &+ Int64(truncatingIfNeeded: second),
      nanosecond: Int32(truncatingIfNeeded: milliseconds) &* 1_000_000, fractionDigits: 3,
      zone: .offset(0))
  }

  private mutating func parseWhole(
    _ bytes: UnsafeRawBufferPointer, isPlain: Bool
  ) -> ParsedTime? {
    guard let time = TimestampText.parse(bytes) else { return nil }
    if isPlain {
      date = bytes.loadUnaligned(as: UInt64.self)
      clock = bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
      minute = time.seconds &- Int64(bytes[17] &- 48) &* 10 &- Int64(bytes[18] &- 48)
    }
    return time
  }
}
