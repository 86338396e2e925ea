import LogModel
import Scan

/// Tells lines that go on with the record before them from lines nobody understood.
///
/// Stack traces and statements of a database stand on lines of their own, without a time. Where
/// records are lines of text that begin with their time, any line without one belongs to the
/// record before; among JSON records only what looks like the inside of a trace does. A line with a
/// stamp of its own begins a record, though nobody could read it: it belongs to no other.
struct Continuations {
  /// Lines that one record may go on for.
  private static let lineLimit = 2000
  private var isOpen = false
  private var isText = false
  private var length = 0
  /// Behind a line that opens a trace, whose source lines look like anything.
  private var isTrace = false

  /// The last record is of a form whose records may go on over any lines.
  var isInText: Bool { isOpen && isText }

  /// A record was read; `isText`: its form lets records go on.
  @inline(__always)
  mutating func recordBegan(isText: Bool) {
    isOpen = true
    self.isText = isText
    length = 0
    isTrace = false
  }

  /// The last line went on with a line of text: an object behind it may be what that one shows.
  var isInsideText: Bool { isOpen && isText && length > 0 }

  /// Bytes are missing here: what follows is nobody's.
  mutating func tear() { isOpen = false }

  /// Whether a line that is no record belongs to the last one.
  ///
  /// - Parameter isBehindFailure: the last record is an error, which a panic is the body of.
  mutating func takes(_ line: UnsafeRawBufferPointer, isBehindFailure: Bool) -> Bool {
    guard isOpen, length < Self.lineLimit, let first = line.first,
      first != 0x7B || isText && !isJSON(line),
      isText && !isStamped(line) || isTrace || isInsideTrace(line)
    else { return false }
    let opensTrace = Self.traces.contains { line.starts(with: $0.utf8) }
    if isText, !isTrace, line[0] > 0x20, !(isBehindFailure && opensTrace), Self.isRecord(line) {
      // What a panic prints behind its first line is no record of its own.
      isTrace = opensTrace
      return false
    }
    // Bytes that are no text are nobody's words.
    guard !line.prefix(64).contains(where: { $0 < 0x20 && $0 != 0x09 && $0 != 0x1B }) else {
      return false
    }
    length += 1
    if opensTrace { isTrace = true }
    return true
  }

  /// True if the line starts a new JSON record. A lone brace or `{ status: 503` is part of a
  /// pretty-printed value.
  private func isJSON(_ line: UnsafeRawBufferPointer) -> Bool {
    let member = line.dropFirst().first { $0 > 0x20 }
    return member == 0x22
  }

  /// Whether a line says when it was written. What is further in, or looks like a part of a trace,
  /// tells of a time of its own.
  private func isStamped(_ line: UnsafeRawBufferPointer) -> Bool {
    guard line[0] > 0x20, StampSign.isCarried(by: line) else { return false }
    return !Self.openings.contains { line.starts(with: $0.utf8) } && !Self.isErrorName(line)
  }

  /// Whether a line without a stamp says something of its own: it begins with a level of a failure,
  /// or with a request and how that ended.
  ///
  ///     ERROR: boom   [FATAL] boom   panic: boom   GET /cart 500 12ms
  static func isRecord(_ line: UnsafeRawBufferPointer) -> Bool {
    let start = line.first == 0x5B ? 1 : 0
    let word = line[start...].prefix(12).prefix { ($0 | 0x20) &- 0x61 < 26 }
    guard word.count >= 3, word.endIndex < line.count else { return false }
    let next = line[word.endIndex]
    if let level = LevelWord(word), level.level >= .warning {
      if start == 1 { return next == 0x5D && (level.isUpper || !level.isProse) }
      // `Error: boom` is the name of an error, and what a trace begins with.
      if next == 0x3A { return !word.elementsEqual("Error".utf8) }
      return next == 0x20 && level.isUpper && !level.isProse
    }
    guard start == 0, next == 0x20, word.endIndex + 1 < line.count,
      line[word.endIndex + 1] == 0x2F, methods.contains(where: { word.elementsEqual($0.utf8) })
    else { return false }
    // `GET /cart HTTP/1.1` alone is what somebody sent.
    let last = line.split(separator: 0x20).last ?? line[..<0]
    return !last.starts(with: "HTTP/".utf8)
  }

  private static let methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"]

  /// What opens a trace that goes on until the next record.
  private static let traces = [
    "Traceback", "goroutine ", "stack backtrace", "panic: ", "thread '", "Unhandled exception",
  ]

  private static let openings = [
    "Caused by", "Traceback", "at ", "During handling", "The above exception", "... ", "goroutine ",
    "stack backtrace", "--- ", "panic: ", "thread '", "from /", "File \"", "Unhandled exception",
  ]

  private func isInsideTrace(_ line: UnsafeRawBufferPointer) -> Bool {
    if line[0] == 0x20 || line[0] == 0x09 {
      // Indented members are of a JSON document over several lines.
      let text = line.first { $0 != 0x20 && $0 != 0x09 } ?? 0
      return ![0x22, 0x7B, 0x7D, 0x5B, 0x5D].contains(text) || length > 0
    }
    if Self.openings.contains(where: { line.starts(with: $0.utf8) }) { return true }
    if length > 0, line.allSatisfy({ [0x7D, 0x5D, 0x29, 0x3B, 0x20].contains($0) }) {
      return true
    }
    return Self.isErrorName(line)
  }

  /// `java.io.IOException: broken pipe`, `ValueError: bad`: a name that ends like an error's.
  private static func isErrorName(_ line: UnsafeRawBufferPointer) -> Bool {
    let name = line.prefix(120).prefix { byte in
      byte == 0x2E || byte == 0x5F || byte == 0x24 || byte &- 0x30 < 10
        || (byte | 0x20) &- 0x61 < 26
    }
    guard name.count >= 5 else { return false }
    let isEnded = name.count == line.count || line[name.count] == 0x3A
    return isEnded
      && ["Error", "Exception", "Throwable"].contains { ending in
        name.suffix(ending.utf8.count).elementsEqual(ending.utf8)
      }
  }
}

/// Records that a container runtime cut into several lines, until their last piece comes.
struct RecordPieces {
  /// Pieces are joined within one stream of one writer.
  struct Key: Hashable {
    var stream: UInt8
    var names: UInt64
  }

  /// A piece, and what its envelope says of it.
  struct Piece {
    var text: [UInt8]
    var context: SharedContext
    var time: Timestamp?
    var civil: ParsedTime?
  }

  /// Streams that are open at once; and bytes of one record, of which the rest is dropped.
  private static let streamLimit = 256
  static let byteLimit = 1024 * 1024
  private var open: [Key: (piece: Piece, place: LineLocation)] = [:]

  var isEmpty: Bool { open.isEmpty }

  /// Keeps a piece; `place` is that of the first.
  mutating func add(_ piece: Piece, at place: LineLocation, to key: Key) {
    guard let begun = open[key]?.piece.text.count else {
      guard open.count < Self.streamLimit else { return }
      open[key] = (piece, place)
      return
    }
    open[key]?.piece.text.append(contentsOf: piece.text.prefix(max(0, Self.byteLimit - begun)))
  }

  /// Puts what came before in front of `last`; the place of the first piece, if there was one.
  mutating func join(_ last: inout [UInt8], of key: Key) -> LineLocation? {
    guard let begun = open.removeValue(forKey: key) else { return nil }
    last = begun.piece.text + last.prefix(max(0, Self.byteLimit - begun.piece.text.count))
    return begun.place
  }

  /// Records whose last piece never came, in the order of their places.
  mutating func rest() -> [(piece: Piece, place: LineLocation)] {
    defer { open.removeAll() }
    return open.values.sorted { $0.place.offset < $1.place.offset }
  }
}
