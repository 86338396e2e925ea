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
