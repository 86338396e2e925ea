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
  private mutating func readFraction(
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
///
/// Abbreviations but `UTC` and `GMT`, and names of places, are passed over: they name several
/// zones, or one that only its rules know, and the reader has to be told.
struct StampTail {
  private(set) var time: TimeTail
  /// Behind the fraction.
  private(set) var fractionEnd: Int
  /// Behind the zone, or what stands in its place.
  private(set) var end: Int

  init(_ line: UnsafeRawBufferPointer, from start: Int) {
    var at = start
    if at &+ 1 < line.count, line[at] == 0x2E || line[at] == 0x2C, line[at &+ 1] &- 0x30 < 10 {
      at &+= 1
      while at < line.count, line[at] &- 0x30 < 10 { at &+= 1 }
    }
    fractionEnd = at
    end = at
    let zone = Self.zoneEnd(line, from: at)
    if zone > at,
      let whole = TimeTail(UnsafeRawBufferPointer(rebasing: line[..<zone]), from: start)
    {
      time = whole
      end = zone
      return
    }
    time = TimeTail(UnsafeRawBufferPointer(rebasing: line[..<at]), from: start) ?? TimeTail()
    end = Self.passed(line, from: at)
  }

  /// The fraction stood before ` PM`, the zone behind it.
  init(fractionOf fraction: StampTail, zoneOf zone: StampTail) {
    time = fraction.time
    time.zone = zone.time.zone
    fractionEnd = fraction.fractionEnd
    end = zone.end
  }

  /// Behind what looks like a zone that states its offset; `start` where nothing does.
  private static func zoneEnd(_ line: UnsafeRawBufferPointer, from start: Int) -> Int {
    guard start < line.count else { return start }
    var at = start
    if line[at] | 0x20 == 0x7A { return isEnd(line, at &+ 1) ? at &+ 1 : start }
    let hasBlank = line[at] == 0x20
    if hasBlank { at &+= 1 }
    guard at < line.count else { return start }
    if line[at] == 0x2B || line[at] == 0x2D {
      let count = LeadingStamp.digits(line, from: at &+ 1)
      let stop = at &+ 1 &+ count
      if count == 4 { return isEnd(line, stop) ? stop : start }
      guard count == 2 else { return start }
      if stop &+ 3 <= line.count, line[stop] == 0x3A,
        LeadingStamp.digits(line, from: stop &+ 1) == 2
      {
        return stop &+ 3
      }
      // ` -07 items` is a number of items.
      return hasBlank || !isEnd(line, stop) ? start : stop
    }
    guard hasBlank else { return start }
    if line[at] == 0x5A { return isEnd(line, at &+ 1) ? at &+ 1 : start }
    let word = line[at...].prefix(3)
    let isZero = word.elementsEqual("UTC".utf8) || word.elementsEqual("GMT".utf8)
    return isZero && isEnd(line, at &+ 3) ? at &+ 3 : start
  }

  private static let abbreviations = [
    "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "CET", "CEST", "WET", "WEST", "EET",
    "EEST", "BST", "IST", "JST", "KST", "MSK", "SGT", "HKT", "AEST", "AEDT", "ACST", "AWST",
    "NZST", "NZDT", "BRT", "ART", "SAST", "AKST", "AKDT", "HST",
  ]

  private static let continents = [
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe",
    "Indian", "Pacific", "Etc",
  ]

  /// Past a zone's abbreviation or place.
  private static func passed(_ line: UnsafeRawBufferPointer, from start: Int) -> Int {
    guard start &+ 4 <= line.count, line[start] == 0x20, line[start &+ 1] &- 0x41 < 26 else {
      return start
    }
    let word = line[(start &+ 1)...].prefix(40).prefix { LeadingStamp.isWord($0) }
    if word.endIndex < line.count, line[word.endIndex] == 0x2F,
      continents.contains(where: { word.elementsEqual($0.utf8) })
    {
      let place = line[(word.endIndex &+ 1)...].prefix(40).prefix {
        LeadingStamp.isWord($0) || $0 == 0x5F || $0 == 0x2F
      }
      return place.isEmpty ? start : place.endIndex
    }
    guard word.count == 3 || word.count == 4 else { return start }
    return abbreviations.contains { word.elementsEqual($0.utf8) } ? word.endIndex : start
  }

  private static func isEnd(_ line: UnsafeRawBufferPointer, _ at: Int) -> Bool {
    at >= line.count || !LeadingStamp.isWord(line[at])
  }
}
