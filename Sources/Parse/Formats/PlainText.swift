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
    // Letters beyond ASCII may begin the name of a month.
    return first == 0x1B || first == 0x09 || first >= 0x20 && first < 0x7B && first != 0x5C
      || first >= 0xC3
  }

  public func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    var level = Severity.unknown
    guard var stamp = Self.stamp(line, &level), Self.isText(line) else { return false }
    var rest = stamp.end
    if stamp.isBareNumber, let beside = DateBeside(line, of: stamp) {
      stamp = beside.stamp
      rest = beside.end
    } else if stamp.isBareNumber, rest >= line.count || line[rest] != 0x5D {
      // A number alone may count anything: a level must show that the line is a logger's.
      let head = MessageHead(line, from: rest, level: level)
      guard head.level != .unknown, head.start < line.count else { return false }
    }
    if let code = Self.sourceEnd(line, from: rest) { rest = code }
    if line[0] == 0x3D {
      while rest < line.count, line[rest] == 0x3D || line[rest] == 0x20 { rest &+= 1 }
    }
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
    if line[at] == 0x3D { return erlang(line, &level) }
    // MySQL's log of slow statements.
    if line[at] == 0x23, line.starts(with: "# Time: ".utf8) {
      return LeadingStamp.read(line, at: AnsiCodes.skip(line, from: 8))
    }
    // The audit log of Linux: `type=AVC msg=audit(1744124531.123:45): …`.
    if line.starts(with: "type=".utf8), let open = line.prefix(reach).firstIndex(of: 0x28),
      line[..<open].suffix(9).elementsEqual("msg=audit".utf8)
    {
      return LeadingStamp.read(line, at: open &+ 1)
    }
    // A clock of its own may stand before the stamp of what it wraps.
    if let clock = LeadingStamp.clockAlone(line, at: at) { at = clock.end }
    for words in 0...prefixLimit {
      at = skipOpening(line, from: at)
      guard at < min(reach, line.count) else { return nil }
      if let stamp = LeadingStamp.read(line, at: at) { return stamp }
      guard words < prefixLimit, let end = prefixWord(line, at, &level)
      else { return nil }
      at = end
    }
    return nil
  }

  /// `=ERROR REPORT==== 8-Apr-2025::15:02:11 ===`
  private static func erlang(
    _ line: UnsafeRawBufferPointer, _ level: inout Severity
  ) -> LeadingStamp? {
    let word = line.dropFirst().prefix(12).prefix { MessageHead.isLetter($0) }
    guard let close = line.prefix(reach).dropFirst().firstIndex(of: 0x3D) else { return nil }
    let behind = line[close...].prefix(8).prefix { $0 == 0x3D }.endIndex
    guard let stamp = LeadingStamp.read(line, at: AnsiCodes.skip(line, from: behind)) else {
      return nil
    }
    level = LevelWord(word)?.level ?? .unknown
    return stamp
  }

  /// Reads a line that begins with a clock and no date, whose day the file's name tells.
  static func readClock(
    _ line: UnsafeRawBufferPointer, into fields: inout RecordFields
  ) -> Bool {
    var at = AnsiCodes.skip(line, from: 0)
    if at < line.count, line[at] == 0x5B { at &+= 1 }
    guard let stamp = LeadingStamp.clockAlone(line, at: at), isText(line) else { return false }
    fields.localTime = stamp.written
    PlainMessage.take(line, from: stamp.end, level: .unknown, into: &fields)
    return true
  }

  /// Past blanks, brackets that open and close, and what parts columns.
  private static func skipOpening(_ line: UnsafeRawBufferPointer, from start: Int) -> Int {
    var at = start
    while at < line.count {
      switch line[at] {
      case 0x5B, 0x5D, 0x28, 0x29, 0x3C, 0x3E, 0x22, 0x27, 0x7C, 0x2C, 0x3A, 0x2A: at &+= 1
      // `####<Apr 8, 2025 …`
      case 0x23 where at < 4 && line.starts(with: "####<".utf8): at = 5
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
    _ line: UnsafeRawBufferPointer, _ start: Int, _ level: inout Severity
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
      // Redis says its role so: `1:C`.
      if letters.count == 1, start > 1, line[start &- 1] == 0x3A, line[start &- 2] &- 0x30 < 10 {
        return end
      }
      let found =
        letters.count == 1
        ? LevelWord.severity(letter: letters[start]) : LevelWord(letters)?.level
      if let found {
        if level == .unknown { level = found }
        return end
      }
      if end < line.count, line[end] == 0x3A, MessageHead.isNameOfLevel(letters) {
        let value = line[(end &+ 1)...].prefix(12).prefix { MessageHead.isLetter($0) }
        guard let word = LevelWord(value) else { return nil }
        if level == .unknown { level = word.level }
        return value.endIndex
      }
    }
    if word.allSatisfy({ $0 &- 0x30 < 10 }) { return end }
    if isBracketed, end < line.count, line[end] == 0x5D || line[end] == 0x29 { return end }
    let next = AnsiCodes.skip(line, from: end)
    return next < line.count && line[next] == 0x7C ? end : nil
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
  static func isText(_ line: UnsafeRawBufferPointer) -> Bool {
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
    if head.status != 0 {
      fields.status = head.status
      fields.path = head.path.map(RecordFields.plain)
    }
    MessagePairs.take(line, head.start..<end, into: &fields)
    MessageCall.take(line, head.start..<end, into: &fields)
    if fields.status != 0, let method = fields.method, method.start > head.start,
      line[method.start &- 1] == 0x22
    {
      EnvoyAccess.takeExchange(line, from: method.start &- 1, into: &fields)
    }
    JobEnd.take(line, head.start..<end, into: &fields)
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
