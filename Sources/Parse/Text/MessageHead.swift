import LogModel
import Scan

/// What stands between a line's time and its message: level, thread, process, logger.
struct MessageHead {
  private(set) var level = Severity.unknown
  /// Where the message begins.
  private(set) var start: Int
  /// The status, and the path, that stand in one bracket with the level: `[ERROR 502 /cart]`.
  private(set) var status = 0
  private(set) var path: Range<Int>?
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
    var numbers = 0
    for _ in 0..<Self.partLimit {
      guard at < line.count else { return }
      if let close = groupEnd(at) {
        if let found = groupLevel(at, close) ?? callLevel(at, close) {
          return end(with: found, at: close, words)
        }
        at = close
      } else {
        let word = wordEnd(at)
        if let found = wordLevel(at, word, isFirst: words == 0) {
          return end(with: found.level, at: found.end, words)
        }
        if let found = LevelMark.find(line, at, word, numbers: words == 0 ? numbers : nil) {
          return end(with: found.level, at: found.end, words)
        }
        if isNumber(at, word) { numbers += 1 } else { words += 1 }
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
      if let level = LevelWord(behind), !level.isProse || Self.isOfModule(behind),
        behind.endIndex == last || behind.endIndex &+ 1 == last && level.level == .trace
      {
        return level.level
      }
    }
    if line[open] == 0x3C, last &- open == 2, line[open &+ 1] &- 0x30 < 8 {
      // The kernel's, and what systemd reads before lines: `<3>`.
      return SeverityText.severity(Int64(line[open &+ 1] &- 0x30), .syslog)
    }
    guard first < last else { return nil }
    let letters = line[first..<last].prefix { Self.isLetter($0) }
    first = AnsiCodes.skip(line, from: letters.endIndex)
    guard first >= last || line[first] == 0x3A || line[first] == 0x7C else {
      return cellLevel(first, last)
    }
    if letters.count == 1, first >= last || line[first] == 0x3A {
      return LevelWord.severity(letter: letters[letters.startIndex])
    }
    return LevelWord(letters)?.level ?? cellLevel(first, last)
  }

  /// A level among names that bars part: `[billing|ERROR|worker]`.
  private func cellLevel(_ start: Int, _ last: Int) -> Severity? {
    var at = start
    while at < last, let bar = line[at..<last].firstIndex(of: 0x7C) {
      at = bar &+ 1
      let letters = line[at..<last].prefix { Self.isLetter($0) }
      guard letters.endIndex == last || line[letters.endIndex] == 0x7C else { continue }
      if let word = LevelWord(letters), word.isUpper || !word.isProse { return word.level }
    }
    return nil
  }

  /// Words of prose that Apache's modules have as levels: `[core:alert]`, `[ssl:trace4]`.
  private static func isOfModule(_ word: Slice<UnsafeRawBufferPointer>) -> Bool {
    ["alert", "notice", "critical", "emergency", "fatal", "trace", "severe"].contains {
      word.elementsEqual($0.utf8)
    }
  }

  /// `[ERROR 502 /cart]`, `[ERROR 502] /cart`: notes status and path.
  private mutating func callLevel(_ open: Int, _ close: Int) -> Severity? {
    guard line[open] == 0x5B, close &- open > 8 else { return nil }
    let letters = line[(open &+ 1)..<close].prefix { Self.isLetter($0) }
    let first = letters.endIndex &+ 1
    guard let word = LevelWord(letters), line[first &- 1] == 0x20, first &+ 3 < close,
      let code = NumberText.integer(UnsafeRawBufferPointer(rebasing: line[first..<(first &+ 3)])),
      (100...599).contains(code)
    else { return nil }
    let behind = first &+ 3
    if line[behind] == 0x20, line[behind &+ 1] == 0x2F {
      status = Int(code)
      path = (behind &+ 1)..<(close &- 1)
      return word.level
    }
    guard line[behind] == 0x5D else { return nil }
    let next = AnsiCodes.skip(line, from: close)
    if code >= 400, next < line.count, line[next] == 0x2F {
      status = Int(code)
      path = next..<wordEnd(next)
    }
    return word.level
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
    // `E: gone`; `C:` and `D:` are drives.
    if letters.count == 1, isFirst, next == 0x3A, stop &+ 1 < line.count, line[stop &+ 1] == 0x20,
      [0x45, 0x57, 0x49].contains(letters[start])
    {
      return LevelWord.severity(letter: letters[start]).map { ($0, stop &+ 1) }
    }
    guard let word = LevelWord(letters) else {
      return isFirst && start == at && next == 0x3A ? joinedLevel(letters) : nil
    }
    if next == 0x2F, isFirst, start == at, let close = partEnd(stop) { return (word.level, close) }
    // A cell of a table that has no header.
    if start == at, at > 0, line[at &- 1] == next, [0x22, 0x2C, 0x3B].contains(next),
      isFirst || !word.isProse
    {
      return (word.level, stop)
    }
    let isMarked =
      next == 0x3A && !(stop &+ 1 < line.count && line[stop &+ 1] == 0x3A) || next == 0x7C
      || isColumn(stop)
    switch next {
    case 0x20, 0x09, 0x1B: break
    case 0x3A, 0x7C, 0x2C, 0x5D, 0x2F, 0x2D, 0x22, 0x28, 0x3E, 0x5B:
      guard isMarked || word.isUpper else { return nil }
    default: return nil
    }
    let isOne = word.isUpper || isMarked || isFirst && start == at && !word.isProse
    // `FAIL LOGIN:` says what failed, and that it did.
    let isSaid = next == 0x20 && !isMarked && (line[start] | 0x20) == 0x66 && letters.count == 4
    return isOne ? (word.level, isSaid ? start : stop) : nil
  }

  /// `level:error`, and a level behind the name of a part of the program: `auth::ERROR::core`.
  private func joinedLevel(
    _ name: Slice<UnsafeRawBufferPointer>
  ) -> (level: Severity, end: Int)? {
    var at = name.endIndex &+ 1
    guard at < line.count else { return nil }
    let isJoined = line[at] == 0x3A
    guard isJoined || Self.isNameOfLevel(name) else { return nil }
    if line[at] == 0x3A || line[at] == 0x20 { at &+= 1 }
    guard at < line.count else { return nil }
    let letters = line[at...].prefix(12).prefix { Self.isLetter($0) }
    let end = letters.endIndex
    guard let word = LevelWord(letters),
      end >= line.count || [0x20, 0x3A, 0x2C].contains(line[end])
    else { return nil }
    return !isJoined || word.isUpper ? (word.level, end) : nil
  }

  /// What loggers call the level, where it stands with its name.
  static func isNameOfLevel(_ name: Slice<UnsafeRawBufferPointer>) -> Bool {
    ["level", "lvl", "severity", "loglevel"].contains { known in
      known.utf8.count == name.count && zip(known.utf8, name).allSatisfy { $0 == $1 | 0x20 }
    }
  }

  /// Behind the part of the program that a slash joins to the level: `critical/Listener:`,
  /// `INFO/ForkPoolWorker-1]`.
  private func partEnd(_ slash: Int) -> Int? {
    var end = slash &+ 1
    while end < line.count, end &- slash < 64, line[end] > 0x20, line[end] != 0x3A,
      line[end] != 0x5D, line[end] != 0x2F
    {
      end &+= 1
    }
    guard end < line.count, end &- slash > 1 else { return nil }
    if line[end] == 0x5D { return end &+ 1 }
    guard line[end] == 0x3A, end &+ 1 >= line.count || line[end &+ 1] == 0x20 else { return nil }
    return end &+ 1
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
