import LogModel

/// Numbers at fixed places of a stamp, and the second they name.
///
/// A digit that is none sets a flag instead of returning, so that a stamp costs one branch.
enum CivilDigits {
  @inline(__always)
  static func pair(_ bytes: UnsafeRawBufferPointer, at index: Int, _ bad: inout Bool) -> Int {
    let tens = bytes[index] &- 48
    let ones = bytes[index &+ 1] &- 48
    bad = bad || tens > 9 || ones > 9
    return Int(tens) &* 10 &+ Int(ones)
  }

  @inline(__always)
  static func four(_ bytes: UnsafeRawBufferPointer, at index: Int, _ bad: inout Bool) -> Int {
    pair(bytes, at: index, &bad) &* 100 &+ pair(bytes, at: index &+ 2, &bad)
  }

  /// `hh:mm:ss` at `index` as a second of the day; 0 to 86,400, for a leap second is the next.
  @inline(__always)
  static func clock(_ bytes: UnsafeRawBufferPointer, at index: Int, _ bad: inout Bool) -> Int {
    let hour = pair(bytes, at: index, &bad)
    let minute = pair(bytes, at: index &+ 3, &bad)
    let second = pair(bytes, at: index &+ 6, &bad)
    let colon = UInt8(ascii: ":")
    bad = bad || bytes[index &+ 2] != colon || bytes[index &+ 5] != colon
    bad = bad || hour > 23 || minute > 59 || second > 60
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
