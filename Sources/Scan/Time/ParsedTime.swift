import LogModel

/// A time as it was written, before it is known which moment it is.
///
/// Whether the zone was stated decides what `seconds` means, so that a caller can count the
/// lines it had to assume a zone for.
public struct ParsedTime: Hashable, Sendable {
  /// Seconds since 1970-01-01T00:00:00: in UTC if the zone was stated, else of the local clock.
  public var seconds: Int64
  /// 0 to 999,999,999.
  public var nanosecond: Int32
  /// Digits of the fraction that were written, at most 9.
  public var fractionDigits: Int
  public var zone: ZoneStatement
  /// The year was not written; `seconds` counts in 1972, a leap year, and no moment is known yet.
  /// Then, and while ``order`` is open, `seconds` are of the clock that was read, whatever its
  /// zone.
  public var lacksYear = false
  /// Whether the numbers of the date leave open which is the day, the month or the year.
  public var order = DateOrder.known

  public init(
    seconds: Int64, nanosecond: Int32 = 0, fractionDigits: Int = 0, zone: ZoneStatement
  ) {
    self.seconds = seconds
    self.nanosecond = nanosecond
    self.fractionDigits = fractionDigits
    self.zone = zone
  }

  /// The second since 1970 at which the day begins that a clock without a date is counted in.
  public static let openDay: Int64 = 63_072_000

  /// Whether `seconds` are of a local clock whose offset is not written.
  @inlinable
  public var isLocal: Bool { if case .offset = zone { false } else { true } }

  /// Whether the moment depends on what is known from elsewhere: a zone, a year, an order.
  @inlinable
  public var isOpen: Bool { isLocal || lacksYear || order != .known }

  /// The moment, reading a time without a zone as `offset` seconds east of UTC.
  ///
  /// `nil` outside the years 1678 to 2261, which a ``Timestamp`` cannot hold; tools write
  /// the year 1 for "not yet".
  public func timestamp(assumingOffset offset: Int32 = 0) -> Timestamp? {
    guard isLocal else { return moment(seconds) }
    return moment(seconds &- Int64(offset))
  }

  /// The moment, reading a time without a zone by the clock of `zone`.
  ///
  /// A time that the clock showed twice is its first; a time that it jumped over is read with
  /// the offset in force before the jump. `nil` as for ``timestamp(assumingOffset:)``.
  public func timestamp(in zone: ZoneRules) -> Timestamp? {
    guard isLocal else { return moment(seconds) }
    guard Self.isRepresentable(seconds) else { return nil }
    return moment(seconds &- Int64(zone.offset(forLocal: seconds)))
  }

  /// Whether a second's nanoseconds fit 64 bits, whatever the fraction.
  private static func isRepresentable(_ second: Int64) -> Bool {
    second >= -9_223_372_036 && second <= 9_223_372_035
  }

  private func moment(_ second: Int64) -> Timestamp? {
    guard Self.isRepresentable(second) else { return nil }
    return Timestamp(
      nanoseconds: second &* 1_000_000_000 &+ Int64(nanosecond), fractionDigits: fractionDigits)
  }
}

/// What a written time says about its zone.
public enum ZoneStatement: Hashable, Sendable {
  /// Seconds east of UTC; `Z`, `UTC` and `GMT` are 0.
  case offset(Int32)
  /// A place, or an abbreviation that stands for several zones.
  case named(ZoneName)
  /// Nothing is said: the reader has to know the zone from elsewhere.
  case missing

  /// What `text` states alone: `Z`, `UTC`, `GMT`, `+02:00`, `+0200` or `+02`; `nil` for others.
  ///
  /// Names of places and of ambiguous abbreviations are for ``ZoneRules``.
  public init?(_ text: String) {
    let bytes = Array(" ".utf8) + Array(text.utf8)
    guard let offset = bytes.withUnsafeBytes({ TimeTail.offset($0, from: 0) }) else { return nil }
    self = .offset(offset)
  }

  /// What a stamp would state with `text` behind it: an offset, an abbreviation, a place.
  public static func named(_ text: UnsafeRawBufferPointer) -> ZoneStatement? {
    let bytes = [0x20] + Array(text)
    return bytes.withUnsafeBytes { bytes in
      guard let found = ZoneWord.read(bytes, from: 0), found.end == bytes.count else { return nil }
      return found.zone
    }
  }
}

/// Which number of a written date is the day, the month and the year.
public enum DateOrder: UInt8, Hashable, Sendable {
  /// The date can be read in one way only.
  case known
  /// `03/05/2025`: read month first.
  case dayOrMonth
  /// `05.03`, dotted and without a year: read day first, as is the custom.
  case dayUsually
  /// `25/03/24`, every number of two digits: read year first, where that is a date.
  case anyOfThree
  /// There is no date, only a clock: seconds of the day.
  case clockAlone
}
