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
    head.count == 8 && head[head.startIndex] &- 0x30 < 10 && head[head.startIndex &+ 4] == 0x2D
  }

  public func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    guard let stamp = LeadingStamp.read(line, at: 0), line[10] == 0x20,
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
