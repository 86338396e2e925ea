import Synchronization

/// A time zone as a stamp names it: a place such as `Europe/Berlin`, or an abbreviation that stands
/// for several zones.
///
/// A number in place of the name, so that a time stays a plain value.
public struct ZoneName: Hashable, Sendable {
  private let number: UInt16

  /// More names than there are zones are no zones.
  private static let limit = 2048
  private static let book = Mutex<[[UInt8]]>([])

  /// - Returns: `nil` once too many names were met.
  init?(_ word: some Collection<UInt8>) {
    let found = Self.book.withLock { names -> Int? in
      if let known = names.firstIndex(where: { $0.elementsEqual(word) }) { return known }
      guard names.count < Self.limit else { return nil }
      names.append(Array(word))
      return names.count - 1
    }
    guard let found else { return nil }
    number = UInt16(found)
  }

  /// The name as it was written.
  public var text: String {
    Self.book.withLock { String(decoding: $0[Int(number)], as: UTF8.self) }
  }

  /// Whether it is a place of the zone database, whose rules tell the offset.
  public var isPlace: Bool { text.contains("/") }
}

/// Reads the zone that may stand behind a clock: an offset, an abbreviation, a place.
///
///     Z   +02:00   +0200   UTC   UTC+2   GMT-0700   CEST   (EST)   Europe/Berlin   [Asia/Tokyo]
///     +0200 CEST   GMT+0100 (Central European Standard Time)   +01:00[Europe/Paris]
enum ZoneWord {
  typealias Found = (zone: ZoneStatement, end: Int)

  /// The zone that begins at `start`, perhaps behind one blank.
  @inline(__always)
  static func read(_ line: UnsafeRawBufferPointer, from start: Int) -> Found? {
    guard start < line.count else { return nil }
    let first = line[start]
    let at = first == 0x20 ? start &+ 1 : start
    guard at < line.count else { return nil }
    // A letter, a sign or a bracket begins a zone; a level's word ends with none of their letters.
    let byte = line[at]
    guard
      byte &- 0x41 < 26 || byte == 0x2B || byte == 0x2D || byte == 0x7A || byte == 0x5B
        || byte == 0x28
    else { return nil }
    return read(line, at: at, hasBlank: first == 0x20)
  }

  private static func read(
    _ line: UnsafeRawBufferPointer, at start: Int, hasBlank: Bool
  ) -> Found? {
    switch line[start] {
    case 0x2B, 0x2D:
      guard let found = offset(line, at: start, isGlued: !hasBlank) else { return nil }
      return (found.zone, named(line, from: found.end))
    case 0x7A: return !hasBlank && isEnd(line, start &+ 1) ? (.offset(0), start &+ 1) : nil
    case 0x5B:
      guard let found = place(line, at: start &+ 1), found.end < line.count,
        line[found.end] == 0x5D
      else { return nil }
      return (found.zone, found.end &+ 1)
    case 0x28:
      guard let found = word(line, at: start &+ 1), found.end < line.count,
        line[found.end] == 0x29
      else { return nil }
      return (found.zone, found.end &+ 1)
    default:
      if let found = word(line, at: start) { return found }
      return hasBlank ? place(line, at: start) : nil
    }
  }

  /// `+02:00`, `+0200`, `+02`; ` -03` behind a blank where it ends a bracket or stands before one,
  /// as PostgreSQL writes zones without a name: ` -07 items` is a number of items.
  private static func offset(
    _ line: UnsafeRawBufferPointer, at start: Int, isGlued: Bool
  ) -> Found? {
    let count = LeadingStamp.digits(line, from: start &+ 1)
    let stop = start &+ 1 &+ count
    let isParted =
      count <= 2 && stop &+ 3 <= line.count && line[stop] == 0x3A
      && LeadingStamp.digits(line, from: stop &+ 1) == 2
    guard count == 4 || count == 2 && (isParted || isGlued || isBracketed(line, from: stop)) else {
      return nil
    }
    return offset(line, at: start, digits: count, isParted: isParted)
  }

  private static func isBracketed(_ line: UnsafeRawBufferPointer, from end: Int) -> Bool {
    guard end < line.count else { return true }
    if line[end] == 0x20 { return end &+ 1 < line.count && [0x5B, 0x3C].contains(line[end &+ 1]) }
    return [0x5D, 0x29, 0x3E, 0x7C].contains(line[end])
  }

  private static func offset(
    _ line: UnsafeRawBufferPointer, at start: Int, digits count: Int, isParted: Bool
  ) -> Found? {
    let hourDigits = count == 4 ? 2 : count
    let hours = LeadingStamp.number(line, at: start &+ 1, digits: hourDigits)
    var end = start &+ 1 &+ count
    var minutes = 0
    if count == 4 {
      minutes = LeadingStamp.number(line, at: start &+ 3, digits: 2)
    } else if isParted {
      minutes = LeadingStamp.number(line, at: end &+ 1, digits: 2)
      end &+= 3
    }
    guard isEnd(line, end), hours <= 23, minutes <= 59 else { return nil }
    let seconds = Int32(hours &* 3600 &+ minutes &* 60)
    return (.offset(line[start] == 0x2D ? -seconds : seconds), end)
  }

  /// An abbreviation; behind `UTC` and `GMT` an offset may stand.
  private static func word(_ line: UnsafeRawBufferPointer, at start: Int) -> Found? {
    var end = start
    var packed: UInt64 = 0
    while end < line.count, end &- start < 6, line[end] &- 0x41 < 26 {
      packed = packed &<< 8 | UInt64(line[end])
      end &+= 1
    }
    guard end > start, isEnd(line, end) else { return nil }
    if packed == utc || packed == gmt, end < line.count,
      line[end] == 0x2B || line[end] == 0x2D
    {
      let count = LeadingStamp.digits(line, from: end &+ 1)
      let stop = end &+ 1 &+ count
      let isParted =
        count <= 2 && stop &+ 3 <= line.count && line[stop] == 0x3A
        && LeadingStamp.digits(line, from: stop &+ 1) == 2
      guard count == 1 || count == 2 || count == 4,
        let found = offset(line, at: end, digits: count, isParted: isParted)
      else { return nil }
      return (found.zone, behindComment(line, from: found.end))
    }
    guard let entry = Abbreviations.entry(packed) else {
      // A word like a zone's between a clock and a level is one, though nobody knows which.
      guard (3...5).contains(end &- start), line[end &- 1] == 0x54, isLevel(line, behind: end),
        let name = ZoneName(line[start..<end])
      else { return nil }
      return (.named(name), end)
    }
    if let offset = entry.offset { return (.offset(offset), end) }
    guard let name = ZoneName(entry.place?.utf8.map { $0 } ?? Array(line[start..<end])) else {
      return nil
    }
    return (.named(name), end)
  }

  private static let levels = [
    "TRACE", "DEBUG", "INFO", "NOTICE", "WARN", "WARNING", "ERROR", "FATAL", "CRITICAL",
  ]

  /// Whether a level in capitals, perhaps in brackets, follows one blank behind a word.
  private static func isLevel(_ line: UnsafeRawBufferPointer, behind end: Int) -> Bool {
    guard end &+ 4 < line.count, line[end] == 0x20 else { return false }
    let start = line[end &+ 1] == 0x5B ? end &+ 2 : end &+ 1
    let word = line[start...].prefix(9).prefix { $0 &- 0x41 < 26 }
    return word.count >= 4 && levels.contains { word.elementsEqual($0.utf8) }
  }

  private static let utc: UInt64 = 0x55_5443
  private static let gmt: UInt64 = 0x47_4D54

  private static let regions = [
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe",
    "Indian", "Pacific", "Etc", "US", "Canada",
  ]

  /// `Europe/Berlin`, `America/Indiana/Knox`, `Etc/GMT+5`.
  private static func place(_ line: UnsafeRawBufferPointer, at start: Int) -> Found? {
    let word = line[start...].prefix(11).prefix { LeadingStamp.isWord($0) }
    guard word.endIndex < line.count, line[word.endIndex] == 0x2F,
      regions.contains(where: { word.elementsEqual($0.utf8) })
    else { return nil }
    let rest = line[(word.endIndex &+ 1)...].prefix(40).prefix {
      LeadingStamp.isWord($0) || [0x5F, 0x2F, 0x2B, 0x2D].contains($0)
    }
    guard let first = rest.first, first &- 0x41 < 26,
      let name = ZoneName(line[start..<rest.endIndex])
    else { return nil }
    return (.named(name), rest.endIndex)
  }

  /// Behind the name that some write behind an offset: ` CEST`, ` (CEST)`, `[Europe/Paris]`.
  private static func named(_ line: UnsafeRawBufferPointer, from start: Int) -> Int {
    guard start < line.count, line[start] == 0x20 || line[start] == 0x5B else { return start }
    if line[start] == 0x5B { return read(line, at: start, hasBlank: false)?.end ?? start }
    let at = start &+ 1
    guard at < line.count else { return start }
    if line[at] == 0x28 { return read(line, at: at, hasBlank: true)?.end ?? start }
    return word(line, at: at)?.end ?? start
  }

  /// Behind ` (Central European Standard Time)`, as browsers write it.
  private static func behindComment(_ line: UnsafeRawBufferPointer, from start: Int) -> Int {
    guard start &+ 1 < line.count, line[start] == 0x20, line[start &+ 1] == 0x28,
      let close = line[(start &+ 2)...].prefix(64).firstIndex(of: 0x29),
      line[(start &+ 2)..<close].allSatisfy({ !($0 &- 0x30 < 10) && $0 != 0x3A })
    else { return start }
    return close &+ 1
  }

  static func isEnd(_ line: UnsafeRawBufferPointer, _ at: Int) -> Bool {
    at >= line.count || !LeadingStamp.isWord(line[at])
  }
}

/// The abbreviations of time zones that logs use, and what they stand for.
///
/// One that the zone database gives a single offset today is that offset; those of North America
/// are theirs, for in logs they are nobody else's. The rest is told by name.
private enum Abbreviations {
  typealias Entry = (offset: Int32?, place: String?)

  private static let minutes: [(name: String, minutes: Int32)] = [
    ("UTC", 0), ("GMT", 0), ("Z", 0), ("WET", 0), ("WEST", 60), ("CET", 60), ("CEST", 120),
    ("MET", 60), ("MEST", 120), ("EET", 120), ("EEST", 180), ("SAST", 120), ("WAT", 60),
    ("EAT", 180), ("IDT", 180), ("SGT", 480), ("HKT", 480), ("AWST", 480), ("JST", 540),
    ("KST", 540), ("ACST", 570), ("ACDT", 630), ("AEST", 600), ("AEDT", 660), ("NZST", 720),
    ("NZDT", 780), ("WIB", 420), ("BRT", -180), ("BRST", -120), ("ART", -180), ("NDT", -150),
    ("EST", -300), ("EDT", -240), ("CDT", -300), ("MST", -420), ("MDT", -360), ("PST", -480),
    ("PDT", -420), ("AKST", -540), ("AKDT", -480), ("HST", -600),
  ]
  /// Central in America, China and Cuba; India, Israel and Ireland; Britain in summer, Bangladesh.
  private static let doubtful = ["CST", "IST", "BST", "AST", "GST", "AMT", "ECT", "PKT"]
  /// Whose offset was another some years ago.
  private static let places = [("MSK", "Europe/Moscow"), ("MSD", "Europe/Moscow")]

  private static let known: [UInt64: Entry] = {
    var known: [UInt64: Entry] = [:]
    for (name, minutes) in minutes { known[packed(name)] = (minutes * 60, nil) }
    for name in doubtful { known[packed(name)] = (nil, nil) }
    for (name, place) in places { known[packed(name)] = (nil, place) }
    return known
  }()

  private static func packed(_ name: String) -> UInt64 {
    name.utf8.reduce(0) { $0 << 8 | UInt64($1) }
  }

  static func entry(_ packed: UInt64) -> Entry? {
    // Most words behind a clock are levels, and end otherwise.
    switch UInt8(truncatingIfNeeded: packed) {
    case 0x54, 0x43, 0x5A, 0x4B, 0x42, 0x44: return known[packed]
    default: return nil
    }
  }
}
