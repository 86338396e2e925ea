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
