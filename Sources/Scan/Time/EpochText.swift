import LogModel

/// Reads a moment written as a number: `1744124709`, `1744124709123`, `1744124709.1234567`.
public enum EpochText {
  /// Reads all of `bytes`: digits, then possibly a point and more digits.
  ///
  /// - Parameter unit: what the number counts; by its magnitude if not given.
  ///
  /// Signs, exponents, numbers that are no moment after 1973 (a unit not given) and moments
  /// after 2262 are refused. Fractions are read digit by digit, so none is rounded on its way
  /// through a floating-point number. Nanoseconds whose last digits are zero were written by a
  /// coarser clock and keep only its digits.
  public static func parse(
    _ bytes: UnsafeRawBufferPointer, unit: EpochUnit? = nil
  ) -> Timestamp? {
    var index = 0
    var whole: UInt64 = 0
    while index < bytes.count {
      let digit = bytes[index] &- 48
      if digit > 9 { break }
      // 19 digits never overflow 64 bits.
      guard index < 19 else { return nil }
      whole = whole &* 10 &+ UInt64(digit)
      index &+= 1
    }
    guard index > 0 else { return nil }
    if index == bytes.count { return timestamp(whole, unit: unit) }
    guard bytes[index] == UInt8(ascii: ".") else { return nil }
    let first = index &+ 1
    index = first
    var fraction: UInt64 = 0
    while index < bytes.count {
      let digit = bytes[index] &- 48
      guard digit <= 9 else { return nil }
      if index &- first < 9 { fraction = fraction &* 10 &+ UInt64(digit) }
      index &+= 1
    }
    let digits = min(9, index &- first)
    guard digits > 0 else { return nil }
    let billionths = fraction &* UInt64(TimeTail.scale(digits))
    return timestamp(whole, billionths: billionths, digits: digits, unit: unit)
  }

  /// The moment `value` units after the epoch; refuses what ``parse(_:unit:)`` refuses.
  public static func timestamp(_ value: UInt64, unit: EpochUnit? = nil) -> Timestamp? {
    timestamp(value, billionths: 0, digits: 0, unit: unit)
  }

  private static func timestamp(
    _ whole: UInt64, billionths: UInt64, digits: Int, unit: EpochUnit?
  ) -> Timestamp? {
    guard let unit = unit ?? EpochUnit(magnitude: whole) else { return nil }
    let (scaled, overflow) = whole.multipliedReportingOverflow(by: unit.nanoseconds)
    guard !overflow, scaled <= UInt64(Int64.max) &- 1_000_000_000 else { return nil }
    let nanoseconds = Int64(scaled &+ billionths &* unit.nanoseconds / 1_000_000_000)
    var stated = unit.fractionDigits + digits
    if unit == .nanoseconds {
      stated = nanoseconds % 1_000_000 == 0 ? 3 : nanoseconds % 1000 == 0 ? 6 : 9
    }
    return Timestamp(nanoseconds: nanoseconds, fractionDigits: stated)
  }
}

/// What a number of the epoch counts.
public enum EpochUnit: UInt8, Sendable, CaseIterable {
  case seconds, milliseconds, microseconds, nanoseconds

  /// The unit in which `value` is a moment between 1973 and 5138; `nil` for less.
  ///
  /// The bounds of neighbouring units meet, so each number has one unit. A file has one too:
  /// take it by majority rather than line by line.
  public init?(magnitude value: UInt64) {
    switch value {
    case ..<100_000_000: return nil
    case ..<100_000_000_000: self = .seconds
    case ..<100_000_000_000_000: self = .milliseconds
    case ..<100_000_000_000_000_000: self = .microseconds
    default: self = .nanoseconds
    }
  }

  /// Nanoseconds in one.
  public var nanoseconds: UInt64 {
    switch self {
    case .seconds: 1_000_000_000
    case .milliseconds: 1_000_000
    case .microseconds: 1000
    case .nanoseconds: 1
    }
  }

  /// Digits after the second that a whole number of this unit states.
  public var fractionDigits: Int {
    switch self {
    case .seconds: 0
    case .milliseconds: 3
    case .microseconds: 6
    case .nanoseconds: 9
    }
  }
}
