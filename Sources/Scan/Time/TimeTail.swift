/// What may follow `hh:mm:ss`: a fraction after `.` or `,`, then a zone.
///
/// Zones are `Z`, `+02:00`, `+0200`, `+02`, `UTC` and `GMT`, after one blank or none (the
/// words only after a blank). Other abbreviations name several zones and are refused.
struct TimeTail {
  var nanosecond: Int32 = 0
  var fractionDigits = 0
  var zone = ZoneStatement.missing

  /// Neither fraction nor zone.
  init() {}

  /// Reads `bytes` from `start` to their end; `nil` if anything is left over.
  @inline(__always)
  init?(_ bytes: UnsafeRawBufferPointer, from start: Int) {
    var index = start
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ",") {
      index &+= 1
      guard readFraction(bytes, &index) else { return nil }
      guard bytes[start] == UInt8(ascii: ".") || index &- start <= 10 else { return nil }
    }
    if index == bytes.count { return }
    if bytes[index] | 0x20 == UInt8(ascii: "z"), index &+ 1 == bytes.count {
      zone = .offset(0)
      return
    }
    guard let offset = Self.offset(bytes, from: index) else { return nil }
    zone = .offset(offset)
  }

  @inline(__always)
  mutating func readFraction(
    _ bytes: UnsafeRawBufferPointer, _ index: inout Int
  ) -> Bool {
    let first = index
    var value: Int32 = 0
    while index < bytes.count {
      let digit = bytes[index] &- 48
      if digit > 9 { break }
      if index &- first < 9 { value = value &* 10 &+ Int32(digit) }
      index &+= 1
    }
    fractionDigits = min(9, index &- first)
    nanosecond = value &* Self.scale(fractionDigits)
    return index > first
  }

  /// Nanoseconds in one of the last of `digits` digits.
  @inline(__always)
  static func scale(_ digits: Int) -> Int32 {
    switch digits {
    case 0: 1_000_000_000
    case 1: 100_000_000
    case 2: 10_000_000
    case 3: 1_000_000
    case 4: 100_000
    case 5: 10_000
    case 6: 1000
    case 7: 100
    case 8: 10
    default: 1
    }
  }

  /// Seconds east of UTC of the zone that `bytes` spell from `start` to their end.
  static func offset(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int32? {
    var index = start
    if index < bytes.count, bytes[index] == UInt8(ascii: " ") {
      index &+= 1
      if let zero = word(bytes, from: index) { return zero }
    }
    guard index < bytes.count else { return nil }
    let sign: Int32
    switch bytes[index] {
    case UInt8(ascii: "+"): sign = 1
    case UInt8(ascii: "-"): sign = -1
    default: return nil
    }
    var largest: UInt8 = 0
    let rest = bytes.count &- index &- 1
    guard rest == 2 || rest == 4 || rest == 5 else { return nil }
    let hours = CivilDigits.pair(bytes, at: index &+ 1, &largest)
    var minutes = 0
    if rest == 4 {
      minutes = CivilDigits.pair(bytes, at: index &+ 3, &largest)
    } else if rest == 5 {
      guard bytes[index &+ 3] == UInt8(ascii: ":") else { return nil }
      minutes = CivilDigits.pair(bytes, at: index &+ 4, &largest)
    }
    guard largest <= 9, hours <= 23, minutes <= 59 else { return nil }
    return sign &* Int32(hours &* 3600 &+ minutes &* 60)
  }

  private static func word(_ bytes: UnsafeRawBufferPointer, from index: Int) -> Int32? {
    switch bytes.count &- index {
    case 1 where bytes[index] == UInt8(ascii: "Z"): 0
    case 3 where bytes[index...].elementsEqual("UTC".utf8): 0
    case 3 where bytes[index...].elementsEqual("GMT".utf8): 0
    default: nil
    }
  }
}

/// Fraction and zone behind a clock, where more of the line follows.
struct StampTail {
  private(set) var time = TimeTail()
  /// Behind the fraction.
  private(set) var fractionEnd: Int
  /// Behind the zone.
  private(set) var end: Int

  init(_ line: UnsafeRawBufferPointer, from start: Int) {
    var at = start
    if at &+ 1 < line.count, line[at &+ 1] &- 0x30 < 10,
      line[at] == 0x2E || line[at] == 0x2C && Self.isFraction(line, at)
        || line[at] == 0x3A && Self.isThousandths(line, at)
    {
      at &+= 1
      _ = time.readFraction(line, &at)
    }
    fractionEnd = at
    end = at
    readZone(line, from: at)
  }

  /// Reads the zone at `start`, where none stood before.
  mutating func readZone(_ line: UnsafeRawBufferPointer, from start: Int) {
    guard time.zone == .missing, let found = ZoneWord.read(line, from: start) else {
      end = max(end, start)
      return
    }
    time.zone = found.zone
    end = found.end
  }

  /// Thousandths that stood among other digits.
  mutating func put(thousandths: Int) {
    time.nanosecond = Int32(thousandths) &* 1_000_000
    time.fractionDigits = 3
  }

  /// Whether a comma parts a fraction from the seconds, not the cells of a table: no clock has more
  /// than nine digits, and before another comma only thousandths and their like are one.
  private static func isFraction(_ line: UnsafeRawBufferPointer, _ comma: Int) -> Bool {
    let count = LeadingStamp.digits(line, from: comma &+ 1)
    let next = comma &+ 1 &+ count
    return count <= 9 && (count % 3 == 0 || next >= line.count || line[next] != 0x2C)
  }

  /// `:123` behind the seconds, as WebSphere writes it.
  private static func isThousandths(_ line: UnsafeRawBufferPointer, _ colon: Int) -> Bool {
    LeadingStamp.digits(line, from: colon &+ 1) == 3 && ZoneWord.isEnd(line, colon &+ 4)
      && (colon &+ 4 >= line.count || line[colon &+ 4] != 0x3A)
  }
}
