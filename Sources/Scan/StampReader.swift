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

  public init() {}

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
