import Ingest
import LogModel
import Scan

/// Words that stand before the stamp of every line of a stream: a host, a pod and its container, a
/// file that `grep` names, what a terminal drew round its window.
///
/// Prose may name a time as well, so that such words are only passed over where the head of the
/// stream shows that its lines have them, and no form reads the lines as they are.
struct WordsBefore: Equatable {
  /// How many, between blanks.
  var count: Int
  /// A colon ends the last of them, and the stamp follows it without a blank.
  var endsInColon = false

  private static let headSize = 64 * 1024
  private static let lineLimit = 64
  private static let wordLimit = 4
  private static let byteLimit = 200

  /// What the lines of a stream begin with; `nil` where its lines are read as they are.
  init?(headOf stream: DecodedStream) {
    stream.lookAhead(Self.headSize)
    let head = UnsafeRawBufferPointer(rebasing: stream.window.prefix(Self.headSize))
    self.init(in: head)
  }

  init?(in head: UnsafeRawBufferPointer) {
    var lines: [UnsafeRawBufferPointer] = []
    var met = 0
    for line in head.split(separator: 0x0A, maxSplits: Self.lineLimit).prefix(Self.lineLimit) {
      var text = UnsafeRawBufferPointer(rebasing: line)
      if text.last == 0x0D { text = UnsafeRawBufferPointer(rebasing: text.dropLast()) }
      guard text.count > 20 else { continue }
      met += 1
      // Objects have no words before them.
      if text[0] != 0x7B, !Self.isRead(text) { lines.append(text) }
      // Most streams are read as they are.
      if met == 4, lines.isEmpty { return nil }
    }
    guard !lines.isEmpty, lines.count * 2 > met else { return nil }
    let choices =
      [WordsBefore(count: 1, endsInColon: true)]
      + (0...Self.wordLimit).map { WordsBefore(count: $0) }
    for choice in choices {
      let fits = lines.count { line in choice.cut(line).map { Self.isRead(line, $0) } ?? false }
      if fits * 5 >= lines.count * 3 {
        self = choice
        return
      }
    }
    return nil
  }

  private init(count: Int, endsInColon: Bool = false) {
    self.count = count
    self.endsInColon = endsInColon
  }

  /// The line without the words, where nothing reads it with them.
  func unwrap(_ line: UnsafeRawBufferPointer) -> Wrapped? {
    Self.isRead(line) ? nil : cut(line)
  }

  /// The line without the words, where a stamp or a whole record follows them.
  private func cut(_ line: UnsafeRawBufferPointer) -> Wrapped? {
    guard let (words, start) = ends(in: line), start < line.count,
      words.allSatisfy({ Self.isPassed(line, $0) })
    else { return nil }
    let end = Self.trimmedEnd(line, from: start)
    let rest = UnsafeRawBufferPointer(rebasing: line[start..<end])
    let inside = rest[0] == 0x5B || rest[0] == 0x28 || rest[0] == 0x3C ? 1 : 0
    if let stamp = LeadingStamp.read(rest, at: inside) {
      guard stamp.end + 1 < rest.count, !Self.hasZone(rest, from: stamp.end) else { return nil }
    } else if !InnerText.isKnown(rest, from: 0) {
      return nil
    }
    var wrapped = Wrapped(text: JSONSlice(kind: .object, start: start, end: end))
    for word in words {
      let text = UnsafeRawBufferPointer(rebasing: line[word].drop { $0 == 0x5B || $0 == 0x28 })
      let letters = text.prefix { ($0 | 0x20) &- 0x61 < 26 }
      let name = UnsafeRawBufferPointer(rebasing: letters)
      if wrapped.level == .unknown, let level = SeverityText.exact(name) { wrapped.level = level }
    }
    if !endsInColon, let host = words.first, Self.isHost(line, host) {
      wrapped.host = JSONSlice(kind: .string, start: host.lowerBound, end: host.upperBound)
    }
    return wrapped
  }

  /// The words, and where what follows them begins.
  private func ends(in line: UnsafeRawBufferPointer) -> (words: [Range<Int>], end: Int)? {
    var at = Self.pastMarks(line, from: 0)
    var words: [Range<Int>] = []
    if endsInColon {
      let stop = min(line.count, Self.byteLimit)
      while at < stop, line[at] > 0x20 {
        if line[at] == 0x3A, at + 1 < stop, LeadingStamp.read(line, at: at + 1) != nil {
          return (Self.parts(of: line, 0..<at), at + 1)
        }
        at += 1
      }
      return nil
    }
    for _ in 0..<count {
      let start = at
      while at < line.count, line[at] > 0x20 { at += 1 }
      guard at > start, at < line.count, at < Self.byteLimit else { return nil }
      words.append(start..<at)
      at = Self.pastMarks(line, from: at)
    }
    return count > 0 || at > 0 ? (words, at) : nil
  }

  /// `INFO` and `root` of `INFO:root:`.
  private static func parts(of line: UnsafeRawBufferPointer, _ word: Range<Int>) -> [Range<Int>] {
    line[word].split(separator: 0x3A).map { $0.startIndex..<$0.endIndex }
  }

  /// Whether nothing is lost with a word: no zone, no day, no moment, no cell of a table.
  private static func isPassed(_ line: UnsafeRawBufferPointer, _ word: Range<Int>) -> Bool {
    let text = line[word]
    if isZone(text) || text.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x3B }) {
      return false
    }
    let digits = text.count { $0 &- 0x30 < 10 }
    return digits < 6 || text.contains { ($0 | 0x20) &- 0x61 < 26 }
      || AddressText.isAddress(line, word)
  }

  /// A word like a zone's stands behind a stamp that was read without it.
  private static func hasZone(_ line: UnsafeRawBufferPointer, from start: Int) -> Bool {
    guard start < line.count, line[start] == 0x20 else { return false }
    let word = line[(start + 1)...].prefix { ($0 | 0x20) &- 0x61 < 26 }
    // `GET /cart` and `POST /cart` end like zones.
    if word.endIndex + 1 < line.count, line[word.endIndex + 1] == 0x2F { return false }
    return isZone(word) && SeverityText.exact(UnsafeRawBufferPointer(rebasing: word)) == nil
  }

  /// `CET`, `UTC`: a zone, without which the stamp behind it says another time.
  private static func isZone(_ word: Slice<UnsafeRawBufferPointer>) -> Bool {
    (1...5).contains(word.count) && word.allSatisfy { $0 &- 0x41 < 26 }
      && (word.last == 0x54 || word.last == 0x5A || word.elementsEqual("UTC".utf8))
  }

  /// Past blanks and what is drawn with letters of no language: bars, bullets.
  private static func pastMarks(_ line: UnsafeRawBufferPointer, from start: Int) -> Int {
    var at = start
    while at < line.count {
      if line[at] == 0x20 || line[at] == 0x09 || line[at] == 0x7C {
        at += 1
      } else if line[at] == 0xE2, at + 2 < line.count, (0x94...0x97).contains(line[at + 1]) {
        at += 3
      } else {
        return at
      }
    }
    return at
  }

  /// Where the text ends, without what is drawn behind it.
  private static func trimmedEnd(_ line: UnsafeRawBufferPointer, from start: Int) -> Int {
    var end = line.count
    while end > start {
      if line[end - 1] == 0x20 {
        end -= 1
      } else if end - 3 > start, line[end - 3] == 0xE2, (0x94...0x97).contains(line[end - 2]) {
        end -= 3
      } else {
        return end
      }
    }
    return line.count
  }

  /// Small letters, digits and marks of names; digits or marks among them, as words have none.
  private static func isHost(_ line: UnsafeRawBufferPointer, _ word: Range<Int>) -> Bool {
    let text = line[word]
    let letters = text.count { $0 &- 0x61 < 26 }
    return letters > 0 && letters < text.count
      && text.allSatisfy {
        $0 &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F
      }
  }

  /// Whether any envelope or form reads a line as it is.
  ///
  static func isRead(_ line: UnsafeRawBufferPointer) -> Bool { isRead(line, needsWords: false) }

  /// - Parameter needsWords: whether a stamp alone is nothing.
  private static func isRead(_ line: UnsafeRawBufferPointer, needsWords: Bool) -> Bool {
    for envelope in Envelopes.lines where envelope.mayOpen(with: line.prefix(8)) {
      if case .foreign = envelope.unwrap(line) { continue }
      return true
    }
    return hasForm(line, needsWords)
  }

  private static func isRead(_ line: UnsafeRawBufferPointer, _ wrapped: Wrapped) -> Bool {
    isRead(line.slice(wrapped.text), needsWords: true)
  }

  private static func hasForm(_ line: UnsafeRawBufferPointer, _ needsWords: Bool) -> Bool {
    for format in LogFormats.all where format.mayOpen(with: line.prefix(8)) {
      var fields = RecordFields()
      guard format.read(line, into: &fields) else { continue }
      return !needsWords || fields.message != nil || fields.path != nil || fields.status != 0
    }
    return false
  }
}

extension LineReader {
  /// Finds what the head of a stream tells of all its lines.
  mutating func lookAtHead(of stream: DecodedStream) {
    guard options.firstLine == 1, !records.isForced else { return }
    prefix = WordsBefore(headOf: stream)
    if prefix == nil { epochs = EpochColumn(in: stream.window) }
  }
}
