import LogModel

/// Numbers at fixed places of a stamp, and the second they name.
///
/// The largest digit that was met is carried along and compared with 9 once at the end, so that
/// a stamp costs no branch a digit.
enum CivilDigits {
  @inline(__always)
  static func pair(
    _ bytes: UnsafeRawBufferPointer, at index: Int, _ largest: inout UInt8
  ) -> Int {
    let tens = bytes[index] &- 48
    let ones = bytes[index &+ 1] &- 48
    largest = max(largest, max(tens, ones))
    return Int(tens) &* 10 &+ Int(ones)
  }

  @inline(__always)
  static func four(
    _ bytes: UnsafeRawBufferPointer, at index: Int, _ largest: inout UInt8
  ) -> Int {
    pair(bytes, at: index, &largest) &* 100 &+ pair(bytes, at: index &+ 2, &largest)
  }

  /// `hh:mm:ss` at `index` as a second of the day; 0 to 86,400, for a leap second is the next,
  /// and so is 24:00 where it may be.
  @inline(__always)
  static func clock(
    _ bytes: UnsafeRawBufferPointer, at index: Int, _ largest: inout UInt8,
    mayBe24: Bool = false
  ) -> Int? {
    let hour = pair(bytes, at: index, &largest)
    let minute = pair(bytes, at: index &+ 3, &largest)
    let second = pair(bytes, at: index &+ 6, &largest)
    let colon = UInt8(ascii: ":")
    guard bytes[index &+ 2] == colon, bytes[index &+ 5] == colon,
      hour <= 23 || mayBe24 && hour == 24 && minute == 0 && second == 0, minute <= 59, second <= 60
    else { return nil }
    return hour &* 3600 &+ minute &* 60 &+ second
  }

  /// Days from 1970-01-01; `nil` for a date that no calendar has. Years 0 to 9999.
  ///
  /// One era of 400 years is added first, so that all divisions are of positive numbers.
  @inline(__always)
  static func days(year: Int, month: Int, day: Int) -> Int64? {
    guard month &- 1 <= 11, month >= 1, day >= 1, day <= 31 else { return nil }
    if day > 28 && day > CivilTime.daysInMonth(month, of: year) { return nil }
    let marchYear = month <= 2 ? year &+ 399 : year &+ 400
    let monthIndex = month <= 2 ? month &+ 9 : month &- 3
    let leaps = marchYear / 4 &- marchYear / 100 &+ marchYear / 400
    let dayOfYear = (153 &* monthIndex &+ 2) / 5 &+ day &- 1
    return Int64(marchYear &* 365 &+ leaps &+ dayOfYear &- 719_468 &- 146_097)
  }
}
