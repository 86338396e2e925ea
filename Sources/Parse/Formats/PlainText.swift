import LogModel
import Scan

/// A line of text with its time near its front, as most loggers write one.
///
/// Before the time may stand a level, a process or something in brackets; behind it a level and a
/// logger's name, which are parted from the message. A line without a date is refused, and so is
/// prose that begins with a number.
public struct PlainText: LogFormat {
  public var name: String { "text" }
  public var hasContinuations: Bool { true }
  /// Where a time begins at the latest.
  private static let reach = 48
  /// Words before the time.
  private static let prefixLimit = 3

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    guard let first = head.first else { return false }
    return first == 0x1B || first == 0x09 || first >= 0x20 && first < 0x7B && first != 0x5C
  }

  public func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    var level = Severity.unknown
    guard let stamp = Self.stamp(line, &level), Self.isText(line) else { return false }
    var rest = stamp.end
    if stamp.isBareNumber, rest >= line.count || line[rest] != 0x5D {
      // A number alone may count anything: a level must show that the line is a logger's.
      let head = MessageHead(line, from: rest, level: level)
      guard head.level != .unknown, head.start < line.count else { return false }
    }
    if let code = Self.sourceEnd(line, from: rest) { rest = code }
    fields.time = stamp.moment
    fields.localTime = stamp.civil
    PlainMessage.take(line, from: rest, level: level, into: &fields)
    return true
  }

  /// The first stamp behind no more than a short prefix; notes a level that the prefix has.
  private static func stamp(
    _ line: UnsafeRawBufferPointer, _ level: inout Severity
  ) -> LeadingStamp? {
    var at = AnsiCodes.skip(line, from: 0)
    guard at < line.count else { return nil }
    if let stamp = LeadingStamp.read(line, at: at) { return stamp }
    if let letter = LevelWord.severity(letter: line[at]),
      let stamp = LeadingStamp.klog(line, at: at &+ 1)
    {
      level = letter
      return stamp
    }
    for words in 0...prefixLimit {
      at = skipOpening(line, from: at)
      guard at < min(reach, line.count) else { return nil }
      if let stamp = LeadingStamp.read(line, at: at) { return stamp }
      guard words < prefixLimit, let end = prefixWord(line, at, isFirst: words == 0, &level)
      else { return nil }
      at = end
    }
    return nil
  }

  /// Past blanks, brackets that open and close, and what parts columns.
  private static func skipOpening(_ line: UnsafeRawBufferPointer, from start: Int) -> Int {
    var at = start
    while at < line.count {
      switch line[at] {
      case 0x5B, 0x5D, 0x28, 0x29, 0x3C, 0x3E, 0x22, 0x27, 0x7C, 0x2C, 0x3A: at &+= 1
      case 0x2D where at &+ 1 < line.count && line[at &+ 1] == 0x20: at &+= 1
      case 0x20, 0x09, 0x1B:
        let next = AnsiCodes.skip(line, from: at)
        guard next > at else { return at }
        at = next
      default: return at
      }
    }
    return at
  }

  /// Behind a word that may stand before the time: a level, a letter, a number, anything in
  /// brackets, or a name that a bar parts from the rest.
  private static func prefixWord(
    _ line: UnsafeRawBufferPointer, _ start: Int, isFirst: Bool, _ level: inout Severity
  ) -> Int? {
    var end = start
    while end < line.count, line[end] > 0x20, !marks.contains(line[end]) { end &+= 1 }
    guard end > start else { return nil }
    let isBracketed = start > 0 && (line[start &- 1] == 0x5B || line[start &- 1] == 0x28)
    // Threads have names of several words: `[Pause Watch]`, `[Flush:1]`.
    if isBracketed, end < line.count, line[end] == 0x20 || line[end] == 0x3A,
      let close = closing(line, from: end)
    {
      return close
    }
    let word = line[start..<end]
    let letters = word.prefix { MessageHead.isLetter($0) }
    if letters.count == word.count {
      let found =
        letters.count == 1
        ? LevelWord.severity(letter: letters[start]) : LevelWord(letters)?.level
      if let found {
        if level == .unknown { level = found }
        return end
      }
    }
    if word.allSatisfy({ $0 &- 0x30 < 10 }) { return end }
    if isBracketed, end < line.count, line[end] == 0x5D || line[end] == 0x29 { return end }
    let next = AnsiCodes.skip(line, from: end)
    return isFirst && next < line.count && line[next] == 0x7C ? end : nil
  }

  /// Where the bracket closes that a name of several words stands in.
  private static func closing(_ line: UnsafeRawBufferPointer, from start: Int) -> Int? {
    let stop = min(line.count, reach)
    guard start < stop else { return nil }
    let inside = line[start..<stop]
    guard let close = inside.firstIndex(where: { $0 == 0x5D || $0 == 0x29 }) else { return nil }
    let words = inside[..<close]
    // More digits may be a stamp behind a level; marks part a list of what the line is about.
    let isName =
      words.count(where: { $0 &- 0x30 < 10 }) < 4
      && !words.contains(where: { $0 != 0x3A && marks.contains($0) })
    return isName ? close : nil
  }

  private static let marks: [UInt8] = [0x5B, 0x5D, 0x28, 0x29, 0x3C, 0x3E, 0x7C, 0x2C, 0x3A, 0x1B]

  /// Behind `   7 file.go:12] `, which only klog's kin write.
  private static func sourceEnd(_ line: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard let first = line.first, LevelWord.severity(letter: first) != nil, line.count > 5,
      line[1] &- 0x30 < 10, let close = line[start...].prefix(96).firstIndex(of: 0x5D),
      line[start..<close].contains(0x3A)
    else { return nil }
    return close &+ 1
  }

  /// No controls among the first bytes: those are somebody's, but not words.
  private static func isText(_ line: UnsafeRawBufferPointer) -> Bool {
    !line.prefix(256).contains { $0 < 0x20 && $0 != 0x09 && $0 != 0x1B || $0 == 0x7F }
  }
}

/// What a line of free text says, where the time is known from elsewhere.
enum PlainMessage {
  /// Takes level, message and what the message names; a clock at the front is passed over, for
  /// it has no date.
  static func fill(_ fields: UnsafeMutablePointer<RecordFields>, from line: UnsafeRawBufferPointer)
  {
    var start = AnsiCodes.skip(line, from: 0)
    if let clock = clockEnd(line, at: start) { start = clock }
    take(line, from: start, level: .unknown, into: &fields.pointee)
  }

  /// The rest of a line behind its time; `level` is what stood before that.
  static func take(
    _ line: UnsafeRawBufferPointer, from start: Int, level: Severity,
    into fields: inout RecordFields
  ) {
    let head = MessageHead(line, from: start, level: level)
    fields.level = head.level
    let end = AnsiCodes.trimmedEnd(line, from: head.start)
    guard head.start < end else { return }
    fields.message = JSONSlice(kind: .string, start: head.start, end: end)
    MessagePairs.take(line, head.start..<end, into: &fields)
    MessageCall.take(line, head.start..<end, into: &fields)
  }

  /// Behind `15:02:11.123` at `start`, in brackets or not.
  private static func clockEnd(_ line: UnsafeRawBufferPointer, at start: Int) -> Int? {
    var at = start
    if at < line.count, line[at] == 0x5B { at &+= 1 }
    guard at &+ 8 < line.count, line[at &+ 2] == 0x3A, line[at &+ 5] == 0x3A else { return nil }
    for offset in [0, 1, 3, 4, 6, 7] where line[at &+ offset] &- 0x30 > 9 { return nil }
    at &+= 8
    if line[at] == 0x2E || line[at] == 0x2C {
      at &+= 1
      while at < line.count, line[at] &- 0x30 < 10 { at &+= 1 }
    }
    return at
  }
}
