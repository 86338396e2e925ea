import LogModel
import Scan

/// PostgreSQL's log on standard error, whatever its prefix holds: it begins with the time, and a
/// word with a colon and two blanks stands before the message.
public struct Postgres: LogFormat {
  public var name: String { "postgres" }
  public var hasContinuations: Bool { true }
  /// How long a prefix may be.
  private static let reach = 300

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    guard head.count == 8 else { return false }
    let first = head.startIndex
    if head[first] &- 0x30 < 10 {
      return head[first &+ 4] == 0x2D || head.dropFirst().prefix(3).contains(0x2E)
    }
    return head[first] == 0x5B && head[first &+ 1] == 0x6C
  }

  /// A prefix may begin with the client: `192.0.2.7 `, `192.0.2.7(4711) `, `[local] `.
  private static func stampStart(_ line: UnsafeRawBufferPointer) -> Int {
    guard line.count > 4, line[4] != 0x2D, let blank = line.prefix(48).firstIndex(of: 0x20) else {
      return 0
    }
    return blank &+ 1
  }

  public func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    let start = Self.stampStart(line)
    guard let stamp = LeadingStamp.read(line, at: start), line[start &+ 10] == 0x20,
      let (word, message) = Self.word(line, from: stamp.end)
    else { return false }
    fields.time = stamp.moment
    fields.localTime = stamp.civil
    fields.level = word.level
    fields.isContinuation = word.isContinuation
    let end = AnsiCodes.trimmedEnd(line, from: message)
    if message < end {
      fields.message = JSONSlice(kind: .string, start: message, end: end)
    }
    fields.latencyMilliseconds = Self.duration(line, at: message)
    takeUser(line, stamp.end..<message, into: &fields)
    return true
  }

  /// The first word that says what kind of line it is, and where the message begins.
  private static func word(
    _ line: UnsafeRawBufferPointer, from start: Int
  ) -> (PostgresWord, Int)? {
    var at = start
    let stop = min(line.count &- 2, start &+ reach)
    while at < stop {
      guard line[at] == 0x3A, line[at &+ 1] == 0x20, line[at &+ 2] == 0x20 else {
        at &+= 1
        continue
      }
      var first = at
      while first > start, line[first &- 1] &- 0x41 < 26 || line[first &- 1] &- 0x30 < 10 {
        first &-= 1
      }
      let isAlone = first > start && (line[first &- 1] == 0x20 || line[first &- 1] == 0x3A)
      if isAlone, let word = PostgresWord(line[first..<at]) { return (word, at &+ 3) }
      at &+= 1
    }
    return nil
  }

  /// `duration: 14.288 ms`, which the server writes of slow statements.
  static func duration(_ line: UnsafeRawBufferPointer, at start: Int) -> Double? {
    let label = "duration: ".utf8
    guard line[min(start, line.count)...].starts(with: label) else { return nil }
    return SpokenDuration.read(line, at: start &+ label.count)?.milliseconds
  }

  /// `user=kim,db=shop` or `kim@shop` in the prefix.
  private func takeUser(
    _ line: UnsafeRawBufferPointer, _ range: Range<Int>, into fields: inout RecordFields
  ) {
    let prefix = line[range]
    guard let mark = prefix.firstIndex(where: { $0 == 0x3D || $0 == 0x40 }) else { return }
    func isName(_ byte: UInt8) -> Bool {
      byte &- 0x30 < 10 || MessageHead.isLetter(byte) || byte == 0x5F || byte == 0x2D
        || byte == 0x2E
    }
    var before = mark
    while before > range.lowerBound, isName(line[before &- 1]) { before &-= 1 }
    let name: Range<Int>
    if line[mark] == 0x40 {
      name = before..<mark
    } else {
      guard line[before..<mark].elementsEqual("user".utf8) else { return }
      let value = line[(mark &+ 1)..<range.upperBound].prefix { isName($0) }
      name = value.startIndex..<value.endIndex
    }
    guard !name.isEmpty else { return }
    fields.user = JSONSlice(kind: .string, start: name.lowerBound, end: name.upperBound)
  }
}

/// What kind of line of PostgreSQL's log it is.
struct PostgresWord {
  var level: Severity
  /// Goes on with the record before it, though it has a stamp of its own.
  var isContinuation = false

  init?(_ word: Slice<UnsafeRawBufferPointer>) {
    guard (3...9).contains(word.count),
      let found = Self.known.first(where: { word.elementsEqual($0.name) })
    else { return nil }
    level = found.level
    isContinuation = found.level == .unknown
  }

  private static let written: [(name: String, level: Severity)] = [
    ("LOG", .info), ("ERROR", .error), ("FATAL", .fatal), ("PANIC", .fatal),
    ("WARNING", .warning), ("NOTICE", .info), ("INFO", .info), ("DEBUG", .debug),
    ("DEBUG1", .debug), ("DEBUG2", .debug), ("DEBUG3", .debug), ("DEBUG4", .debug),
    ("DEBUG5", .debug), ("DETAIL", .unknown), ("HINT", .unknown), ("STATEMENT", .unknown),
    ("CONTEXT", .unknown), ("QUERY", .unknown), ("LOCATION", .unknown),
  ]

  private static let known = written.map { entry in
    (name: Array(entry.name.utf8), level: entry.level)
  }
}

/// PostgreSQL's log as comma-separated values, told by its columns: time with zone, user,
/// database, process, …, severity (12th), state, message (14th).
///
/// A message that goes on over lines leaves its quote open here; the lines behind belong to it.
public struct PostgresCSV: LogFormat {
  public var name: String { "postgres-csv" }
  public var hasContinuations: Bool { true }

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    head.count == 8 && head[head.startIndex] &- 0x30 < 10 && head[head.startIndex &+ 4] == 0x2D
  }

  public func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    guard let stamp = LeadingStamp.read(line, at: 0), stamp.end < line.count,
      line[stamp.end] == 0x2C
    else { return false }
    var at = stamp.end &+ 1
    var level: PostgresWord?
    for column in 2...14 {
      guard let cell = Self.cell(line, at: at) else { return false }
      let bytes = line[cell.text]
      switch column {
      case 2: fields.user = bytes.isEmpty ? nil : Self.text(cell.text)
      case 4:
        guard NumberText.integer(UnsafeRawBufferPointer(rebasing: bytes)) != nil else {
          return false
        }
      case 5: fields.address = Self.address(bytes)
      case 12:
        level = PostgresWord(bytes)
        guard let level, !level.isContinuation else { return false }
      case 14:
        fields.message = bytes.isEmpty ? nil : Self.text(cell.text)
        fields.latencyMilliseconds = Postgres.duration(line, at: cell.text.lowerBound)
      default: break
      }
      at = cell.next
    }
    guard let level else { return false }
    fields.time = stamp.moment
    fields.localTime = stamp.civil
    fields.level = level.level
    return true
  }

  private static func text(_ range: Range<Int>) -> JSONSlice {
    JSONSlice(kind: .string, start: range.lowerBound, end: range.upperBound)
  }

  /// The client without its port; `[local]` is no address.
  private static func address(_ cell: Slice<UnsafeRawBufferPointer>) -> JSONSlice? {
    guard let colon = cell.lastIndex(of: 0x3A), colon > cell.startIndex else { return nil }
    return text(cell.startIndex..<colon)
  }

  /// The cell that begins at `start`, without its quotes, and where the next one begins.
  private static func cell(
    _ line: UnsafeRawBufferPointer, at start: Int
  ) -> (text: Range<Int>, next: Int)? {
    guard start <= line.count else { return nil }
    guard start < line.count, line[start] == 0x22 else {
      let stop = line[start...].firstIndex(of: 0x2C) ?? line.count
      return (start..<stop, stop &+ 1)
    }
    var at = start &+ 1
    while at < line.count {
      if line[at] == 0x22 {
        // Two quotes are one of the text.
        guard at &+ 1 < line.count, line[at &+ 1] == 0x22 else {
          return (start &+ 1..<at, at &+ 2)
        }
        at &+= 1
      }
      at &+= 1
    }
    return (start &+ 1..<line.count, line.count &+ 1)
  }
}
