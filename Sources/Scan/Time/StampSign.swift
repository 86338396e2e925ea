/// Tells whether a line carries a stamp of its own near its front, in whatever spelling.
///
/// Looser than ``LeadingStamp``, which reads what it finds: this says only that a record begins
/// here, so that a line which no reader understands is never taken for a part of another. Looked
/// for are a date with a clock behind it, a clock with nothing but numbers before it, seconds of
/// the epoch, and a time as the first of many values that have keys.
public enum StampSign {
  /// Bytes in front of a stamp, at the most.
  private static let reach = 48
  /// Seconds of the epoch from 2001 to 2033, which have ten digits and are rarely anything else.
  private static let epochs = 1_000_000_000..<2_000_000_000

  /// - Returns: `false` also where the stamp is quoted or the value of something: such a one is
  ///   what the line talks about.
  public static func isCarried(by line: UnsafeRawBufferPointer) -> Bool {
    if hasKeyedClock(line) || hasEpochBehindID(line) { return true }
    var at = 0
    var isBehindNumbers = true
    var isBehindDigit = false
    var isBehindWord = false
    while at < min(reach, line.count) {
      let byte = line[at]
      // `'2025-04-08 15:02:11'` in a statement, `since=2025-04-08T15:02`; `=====` is drawn.
      if byte == 0x22 || byte == 0x27 || byte == 0x3D && isBehindWord {
        return isBracketed(in: UnsafeRawBufferPointer(rebasing: line[..<at]))
      }
      if isBehindNumbers, !isBehindDigit, isWholeClock(line, at: at) { return true }
      if !isNumberByte(line, at) { isBehindNumbers = false }
      if !isBehindWord, isRead(line, at: at) { return true }
      isBehindWord = LeadingStamp.isWord(byte)
      let isDigit = byte &- 0x30 < 10
      if isDigit, !isBehindDigit, begins(line, at: at) { return true }
      if !isBehindDigit, isMonth(line, at: at), hasClock(line, behindMonth: at &+ 3) { return true }
      isBehindDigit = isDigit
      at &+= 1
    }
    return isBracketed(in: line)
  }

  /// Whether ``LeadingStamp`` reads a stamp here; a number alone may count anything.
  private static func isRead(_ line: UnsafeRawBufferPointer, at start: Int) -> Bool {
    LeadingStamp.read(line, at: start).map { !$0.isBareNumber } ?? false
  }

  /// Bytes in front of a stamp in brackets, as servers write it behind what they served.
  private static let bracketReach = 160

  private static func isBracketed(in line: UnsafeRawBufferPointer) -> Bool {
    line.prefix(bracketReach).indices.contains { at in
      guard line[at] == 0x5B else { return false }
      return LeadingStamp.read(line, at: at &+ 1)?.written != nil || hasWordDate(line, at: at &+ 1)
    }
  }

  /// `04/Xyz/2025:15:02`, `April - 8, 2025:15:02`: a date of which nobody knows the month, or whose
  /// parts stand in an order of their own, with a clock behind it.
  private static func hasWordDate(_ line: UnsafeRawBufferPointer, at start: Int) -> Bool {
    let head = line[start...].prefix(28)
    let word = head.drop { $0 &- 0x30 < 10 || $0 == 0x2F }.prefix { isLetter($0) }
    guard word.count >= 3, word.endIndex < line.count else { return false }
    let rest = head[word.endIndex...].prefix {
      $0 &- 0x30 < 10 || [0x20, 0x2D, 0x2E, 0x2F, 0x2C, 0x3A].contains($0)
    }
    guard let year = rest.indices.first(where: { LeadingStamp.digits(line, from: $0) == 4 }) else {
      return false
    }
    return isClock(line, at: LeadingStamp.clockStart(line, from: year &+ 4))
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte >= 0x80
  }

  /// What may stand between the numbers in front of a clock: blanks, brackets, and a letter that
  /// numbers follow, as a level's does.
  private static func isNumberByte(_ line: UnsafeRawBufferPointer, _ at: Int) -> Bool {
    let byte = line[at]
    if byte &- 0x30 < 10 || [0x20, 0x5B, 0x5D, 0x3C, 0x3E, 0x28, 0x29].contains(byte) {
      return true
    }
    return at &+ 1 < line.count && byte &- 0x41 < 26 && line[at &+ 1] &- 0x30 < 10
  }

  /// `15:02:11`, of the digits of a clock, and no address of a network card.
  private static func isWholeClock(_ line: UnsafeRawBufferPointer, at start: Int) -> Bool {
    guard start &+ 8 < line.count, isClock(line, at: start), line[start &+ 2] == 0x3A,
      line[start &+ 5] == 0x3A, LeadingStamp.digits(line, from: start &+ 6) == 2
    else { return false }
    return line[start &+ 8] != 0x3A && !LeadingStamp.isWord(line[start &+ 8])
  }

  private static let keys = ["time=", "date=", "ts=", "timestamp=", "@timestamp="]

  /// `time=15:02:11 level=…`: the first value of a line is a time, though not a whole one.
  private static func hasKeyedClock(_ line: UnsafeRawBufferPointer) -> Bool {
    guard let key = keys.first(where: { line.starts(with: $0.utf8) }) else { return false }
    let value = line[key.utf8.count...].drop { $0 == 0x22 }.startIndex
    let end = line[value...].prefix(32).prefix { $0 > 0x20 }.endIndex
    guard end < line.count, line[end...].prefix(64).contains(0x3D) else { return false }
    return isClock(line, at: value) || LeadingStamp.digits(line, from: value) >= 4
  }

  /// Bytes of a line that begins with an id in which seconds of the epoch may stand.
  private static let epochReach = 96

  /// `134681 node-7 unit state.down 1744124531 1 words`: the row of an event with an id.
  private static func hasEpochBehindID(_ line: UnsafeRawBufferPointer) -> Bool {
    guard line.count > 24, line[0] &- 0x30 < 10 else { return false }
    let stop = min(line.count &- 10, epochReach)
    return (8..<max(8, stop)).contains { at in
      line[at &- 1] == 0x20 && LeadingStamp.digits(line, from: at) == 10
        && (at &+ 10 == line.count || line[at &+ 10] == 0x20)
        && epochs.contains(LeadingStamp.number(line, at: at, digits: 10))
    }
  }

  /// A stamp whose first byte is a digit.
  private static func begins(_ line: UnsafeRawBufferPointer, at start: Int) -> Bool {
    let count = LeadingStamp.digits(line, from: start)
    let end = start &+ count
    switch count {
    case 1, 2:
      if start <= 1, isClock(line, at: start) { return true }
      return isDate(line, from: end, last: 4) || hasNamedMonth(line, from: end)
    case 4: return isDate(line, from: end, last: 2)
    case 10:
      // `used_memory_peak_time:1786635473` says when something else was.
      if start > 0, line[start &- 1] == 0x3A { return false }
      let isWhole = end >= line.count || !LeadingStamp.isWord(line[end])
      return isWhole && epochs.contains(LeadingStamp.number(line, at: start, digits: 10))
    default: return false
    }
  }

  /// Behind the first number of a date: two more, parted by the same mark, and a clock.
  ///
  /// - Parameter last: digits of the last one: of a year, or at most of a day.
  private static func isDate(
    _ line: UnsafeRawBufferPointer, from start: Int, last: Int
  ) -> Bool {
    guard start < line.count, [0x2D, 0x2E, 0x2F].contains(line[start]) else { return false }
    let middle = LeadingStamp.digits(line, from: start &+ 1)
    let next = start &+ 1 &+ middle
    guard middle == 1 || middle == 2, next < line.count, line[next] == line[start] else {
      return false
    }
    let count = LeadingStamp.digits(line, from: next &+ 1)
    guard last == 4 ? count == 4 || count == 2 : count == 1 || count == 2 else { return false }
    return isClock(line, at: LeadingStamp.clockStart(line, from: next &+ 1 &+ count))
  }

  /// Behind a day: `/Apr/2025:15:02`, ` Apr 2025 15:02`, ` Apr 15:02`.
  private static func hasNamedMonth(_ line: UnsafeRawBufferPointer, from start: Int) -> Bool {
    guard start < line.count, [0x20, 0x2D, 0x2F].contains(line[start]),
      isMonth(line, at: start &+ 1)
    else { return false }
    let next = start &+ 5
    let year = LeadingStamp.digits(line, from: next)
    return isClock(line, at: next)
      || year == 4 && isClock(line, at: LeadingStamp.clockStart(line, from: next &+ 4))
  }

  /// Behind a month's name: ` 8 15:02`, ` 8, 2025 15:02`.
  private static func hasClock(
    _ line: UnsafeRawBufferPointer, behindMonth start: Int
  ) -> Bool {
    guard start < line.count, line[start] == 0x20 else { return false }
    let day = LeadingStamp.blanks(line, from: start)
    let count = LeadingStamp.digits(line, from: day)
    guard count == 1 || count == 2 else { return false }
    let next = LeadingStamp.clockStart(line, from: day &+ count)
    let year = LeadingStamp.digits(line, from: next)
    return isClock(line, at: next)
      || year == 4 && isClock(line, at: LeadingStamp.clockStart(line, from: next &+ 4))
  }

  private static func isMonth(_ line: UnsafeRawBufferPointer, at start: Int) -> Bool {
    start &+ 3 < line.count && line[start] &- 0x41 < 26
      && ClfTime.month(line, at: start) != nil
  }

  /// `15:02` and whatever follows.
  private static func isClock(_ line: UnsafeRawBufferPointer, at start: Int) -> Bool {
    let count = LeadingStamp.digits(line, from: start)
    let colon = start &+ count
    guard count == 1 || count == 2, colon &+ 2 < line.count, line[colon] == 0x3A,
      LeadingStamp.digits(line, from: colon &+ 1) == 2
    else { return false }
    return LeadingStamp.number(line, at: start, digits: count) <= 24
      && LeadingStamp.number(line, at: colon &+ 1, digits: 2) <= 59
  }
}
