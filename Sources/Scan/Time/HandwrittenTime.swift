import LogModel

/// A time as a person writes it: `15:20`, `9:05:30`, `2025-04-08 15:20`, `15:20 UTC`, RFC 3339.
///
/// More is allowed than in a log: seconds and the date may be missing and the hour may have one
/// digit. A numeric zone needs a date before it, and a `T` or seconds too, for `15:20-16:10` and
/// `2025-04-08 09:30-10:00` are stretches of time, not zones.
public struct HandwrittenTime: Hashable, Sendable {
  /// At midnight; `nil` if only a clock was given.
  public var date: CivilTime?
  /// Second of the day, nanosecond, digits and zone; its `seconds` count from midnight.
  private var clock: ParsedTime
  /// Seconds were written.
  public var hasSeconds: Bool

  /// Whether and how the zone was stated.
  public var zone: ZoneStatement { clock.zone }

  /// Second of the day as the clock showed it, 0 to 86,400.
  public var secondOfDay: Int64 {
    guard case .offset(let offset) = clock.zone else { return clock.seconds }
    return clock.seconds + Int64(offset)
  }

  /// Reads all of `text`, blanks around it aside; `nil` if it is no time.
  public init?(_ text: String) {
    let bytes = Array(text.utf8).trimmingBlanks()
    guard bytes.count <= 64 else { return nil }
    var rest = bytes[...]
    var hasMark = false
    if let date = Self.date(rest.prefix(10)), rest.count > 10 {
      self.date = date
      rest = rest.dropFirst(10)
      hasMark = rest.first.map { $0 | 0x20 } == UInt8(ascii: "t")
      rest = hasMark ? rest.dropFirst() : rest.drop { $0 == UInt8(ascii: " ") }
      guard hasMark || rest.startIndex > 10 else { return nil }
    }
    // `9:05` becomes `09:05`, and `09:05` becomes `09:05:00`, so that one reader does for all.
    var clock = Array(rest)
    if clock.count >= 2, clock[1] == UInt8(ascii: ":") { clock.insert(48, at: 0) }
    guard clock.count >= 5 else { return nil }
    hasSeconds = clock.count > 5 && clock[5] == UInt8(ascii: ":")
    if !hasSeconds {
      let next = clock.dropFirst(5).first
      guard next != UInt8(ascii: "."), next != UInt8(ascii: ",") else { return nil }
      clock.insert(contentsOf: ":00".utf8, at: 5)
    }
    let takesOffset = date != nil && (hasMark || hasSeconds)
    guard let parsed = Self.clock(clock, takesOffset: takesOffset) else { return nil }
    self.clock = parsed
  }

  /// Reads a time with an abbreviation behind it that stands for one offset alone: `09:40 MDT`,
  /// `2025-04-08 15:20 CEST`.
  public init?(zoned text: String) {
    let bytes = Array(text.utf8).trimmingBlanks()
    guard let blank = bytes.lastIndex(of: UInt8(ascii: " ")), blank >= 4,
      blank + 1 < bytes.count, bytes[blank + 1] &- 0x41 < 26
    else { return nil }
    let found = bytes.withUnsafeBytes { ZoneWord.read($0, from: blank) }
    guard let found, found.end == bytes.count, case .offset(let offset) = found.zone,
      let plain = HandwrittenTime(String(decoding: bytes[..<blank], as: UTF8.self)),
      plain.zone == .missing
    else { return nil }
    self = plain
    clock.zone = .offset(offset)
    clock.seconds -= Int64(offset)
  }

  /// The moment, with `day` where no date and `rules` where no zone was written.
  ///
  /// `nil` if there is no date at all, or outside what a ``Timestamp`` can hold.
  public func timestamp(on day: CivilTime?, in rules: ZoneRules) -> Timestamp? {
    guard let day = date ?? day else { return nil }
    let midnight = CivilTime.daysSinceEpoch(year: day.year, month: day.month, day: day.day)
    var parsed = clock
    parsed.seconds += midnight * 86_400
    return parsed.timestamp(in: rules)
  }

  /// `2025-04-08` or `2025/04/08` as its midnight; `nil` if the bytes are no date.
  public static func date(_ text: some Collection<UInt8>) -> CivilTime? {
    let bytes = Array(text)
    guard bytes.count == 10, bytes[4] == bytes[7],
      bytes[4] == UInt8(ascii: "-") || bytes[4] == UInt8(ascii: "/")
    else { return nil }
    return bytes.withUnsafeBytes { bytes in
      var largest: UInt8 = 0
      let date = CivilTime(
        year: CivilDigits.four(bytes, at: 0, &largest),
        month: CivilDigits.pair(bytes, at: 5, &largest),
        day: CivilDigits.pair(bytes, at: 8, &largest))
      return largest <= 9 && date.isValid ? date : nil
    }
  }

  private static func clock(_ bytes: [UInt8], takesOffset: Bool) -> ParsedTime? {
    bytes.withUnsafeBytes { bytes in
      var largest: UInt8 = 0
      guard bytes.count >= 8, let second = CivilDigits.clock(bytes, at: 0, &largest),
        largest <= 9, let tail = TimeTail(bytes, from: 8)
      else { return nil }
      let isNumeric = bytes.contains { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
      guard takesOffset || !isNumeric else { return nil }
      return ParsedTime(days: 0, clock: second, tail: tail)
    }
  }
}

extension [UInt8] {
  /// Without the blanks and tabs around it.
  func trimmingBlanks() -> [UInt8] {
    let isBlank: (UInt8) -> Bool = { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    guard let last = lastIndex(where: { !isBlank($0) }) else { return [] }
    return Array(self[...last].drop(while: isBlank))
  }
}
