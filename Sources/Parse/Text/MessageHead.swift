import LogModel

/// What stands between a line's time and its message: level, thread, process, logger.
struct MessageHead {
  private(set) var level = Severity.unknown
  /// Where the message begins.
  private(set) var start: Int
  private let line: UnsafeRawBufferPointer

  /// Words and groups that are looked at for a level.
  private static let partLimit = 7

  init(_ line: UnsafeRawBufferPointer, from start: Int, level known: Severity) {
    self.line = line
    self.start = Self.skipMarks(line, from: start)
    findLevel()
    if known != .unknown { level = known }
    self.start = LoggerName.skip(line, from: self.start)
  }

  /// Past brackets and quotes that close the time, and what parts columns.
  static func skipMarks(_ line: UnsafeRawBufferPointer, from start: Int) -> Int {
    var at = start
    while at < line.count {
      switch line[at] {
      case 0x5D, 0x29, 0x3E, 0x7D, 0x7C, 0x2C, 0x3B, 0x22, 0x27, 0x3A: at &+= 1
      case 0x2D:
        // A sign of a number stays; a dash parts columns.
        guard at &+ 1 >= line.count || line[at &+ 1] == 0x20 else { return at }
        at &+= 1
      case 0x20, 0x09, 0x1B:
        let next = AnsiCodes.skip(line, from: at)
        guard next > at else { return at }
        at = next
      default: return at
      }
    }
    return at
  }

  /// Looks for a level among the first parts. It ends the head where no more than one bare word,
  /// a logger's name, stands before it; deeper in, it tells the level and the words stay.
  private mutating func findLevel() {
    var at = start
    var words = 0
    for _ in 0..<Self.partLimit {
      guard at < line.count else { return }
      if let close = groupEnd(at) {
        if let found = groupLevel(at, close) {
          return end(with: found, at: close, words)
        }
        at = close
      } else {
        let word = wordEnd(at)
        if let found = wordLevel(at, word, isFirst: words == 0) {
          return end(with: found.level, at: found.end, words)
        }
        if !isNumber(at, word) { words += 1 }
        at = word
      }
      at = Self.skipMarks(line, from: at)
    }
  }

  private mutating func end(with found: Severity, at: Int, _ words: Int) {
    level = found
    if words <= 1 {
      let next = Self.skipMarks(line, from: at)
      start = next < line.count ? next : start
    }
  }

  /// Behind the bracket that closes the one at `at`.
  private func groupEnd(_ at: Int) -> Int? {
    let close: UInt8
    switch line[at] {
    case 0x5B: close = 0x5D
    case 0x28: close = 0x29
    case 0x3C: close = 0x3E
    case 0x7B: close = 0x7D
    default: return nil
    }
    let stop = line[at...].prefix(80).firstIndex(of: close)
    return stop.map { $0 &+ 1 }
  }

  /// `[error]`, `[ ERROR ]`, `<Error>`, `[E]`, `[error:core]`.
  private func groupLevel(_ open: Int, _ close: Int) -> Severity? {
    var first = AnsiCodes.skip(line, from: open &+ 1)
    let last = close &- 1
    if line[open] == 0x5B, let colon = line[first..<max(first, last)].firstIndex(of: 0x3A) {
      // Apache's module comes first: `[core:error]`.
      let behind = line[(colon &+ 1)..<last].prefix { Self.isLetter($0) }
      if behind.endIndex == last, let level = LevelWord(behind), !level.isProse {
        return level.level
      }
    }
    guard first < last else { return nil }
    let letters = line[first..<last].prefix { Self.isLetter($0) }
    first = AnsiCodes.skip(line, from: letters.endIndex)
    guard first >= last || line[first] == 0x3A else { return nil }
    if letters.count == 1 { return LevelWord.severity(letter: letters[letters.startIndex]) }
    return LevelWord(letters)?.level
  }

  private func wordEnd(_ at: Int) -> Int {
    var end = at
    while end < line.count, line[end] != 0x20, line[end] != 0x09, line[end] != 0x7C,
      line[end] != 0x1B
    {
      end &+= 1
    }
    return max(end, at &+ 1)
  }

  /// `ERROR`, `error:`, `production.ERROR:`, `ERROR/payments`, `E,`.
  private func wordLevel(
    _ at: Int, _ end: Int, isFirst: Bool
  ) -> (level: Severity, end: Int)? {
    var start = at
    var letters = line[at..<end].prefix { Self.isLetter($0) }
    if letters.endIndex < end, line[letters.endIndex] == 0x2E, line[end &- 1] == 0x3A,
      let dot = line[at..<end].lastIndex(of: 0x2E)
    {
      start = dot &+ 1
      letters = line[start..<end].prefix { Self.isLetter($0) }
    }
    let stop = letters.endIndex
    let next = stop < line.count ? line[stop] : 0x20
    if letters.count == 1, isFirst, next == 0x2C || next == 0x2F || next == 0x7C {
      return LevelWord.severity(letter: letters[start]).map { ($0, stop &+ 1) }
    }
    guard let word = LevelWord(letters) else { return nil }
    let isMarked =
      next == 0x3A && !(stop &+ 1 < line.count && line[stop &+ 1] == 0x3A) || next == 0x7C
      || isColumn(stop)
    switch next {
    case 0x20, 0x09, 0x1B: break
    case 0x3A, 0x7C, 0x2C, 0x5D, 0x2F, 0x2D: guard isMarked || word.isUpper else { return nil }
    default: return nil
    }
    let isOne = word.isUpper || isMarked || isFirst && start == at && !word.isProse
    return isOne ? (word.level, stop) : nil
  }

  /// A dash or bar of its own follows, or a tab.
  private func isColumn(_ stop: Int) -> Bool {
    guard stop < line.count, line[stop] != 0x09 else { return stop < line.count }
    let next = AnsiCodes.skip(line, from: stop)
    guard next > stop, next < line.count else { return false }
    return line[next] == 0x7C || line[next] == 0x2D && line[next...].dropFirst().first == 0x20
  }

  /// A process, a thread, a line: digits and what surrounds them.
  private func isNumber(_ at: Int, _ end: Int) -> Bool {
    line[at..<end].allSatisfy { !Self.isLetter($0) && $0 < 0x80 }
  }

  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
}
