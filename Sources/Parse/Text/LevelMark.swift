import LogModel

/// Levels that stand in a line's head as something else than a word of their own: a letter, a
/// number inside of a mnemonic, a word between marks.
///
///     E | store: no leader        1702 1702 E Shop : gone      E REPL [conn2] gone
///     %SYS-2-MALLOCFAIL: gone     7]ERROR:worker: gone         -ERROR- gone
enum LevelMark {
  /// Bytes behind a letter in which the name of a part of the program ends.
  private static let reach = 48

  /// - Parameter numbers: how many numbers stood before, where nothing else did.
  /// - Returns: the level, and where the message begins behind it.
  static func find(
    _ line: UnsafeRawBufferPointer, _ at: Int, _ end: Int, numbers: Int?
  ) -> (level: Severity, end: Int)? {
    switch line[at] {
    case 0x25: return mnemonic(line, at, end)
    case 0x30...0x39: return behindProcess(line, at, end)
    case 0x2D, 0x2A, 0x3D, 0x23, 0x21, 0x7E: return decorated(line, at, end)
    case 0x41...0x5A where end &- at <= 2:
      guard let numbers else { return nil }
      return letter(line, at, end, numbers)
    default: return nil
    }
  }

  /// Cisco's `%FACILITY-3-NAME:`, whose facility may have parts; what it is called stays.
  private static func mnemonic(
    _ line: UnsafeRawBufferPointer, _ at: Int, _ end: Int
  ) -> (level: Severity, end: Int)? {
    digit(ofMnemonic: UnsafeRawBufferPointer(rebasing: line[at..<end]))
      .flatMap { SeverityText.severity($0, .syslog) }.map { ($0, at) }
  }

  /// Whether a word is such a mnemonic.
  static func isMnemonic(_ word: UnsafeRawBufferPointer) -> Bool {
    digit(ofMnemonic: word) != nil
  }

  private static func digit(ofMnemonic word: UnsafeRawBufferPointer) -> Int64? {
    guard word.count > 6, word[1] &- 0x41 < 26, let colon = word.firstIndex(of: 0x3A),
      word[1..<colon].allSatisfy({
        $0 &- 0x41 < 26 || $0 &- 0x30 < 10 || $0 == 0x5F || $0 == 0x2D
      })
    else { return nil }
    for dash in 2..<max(2, colon - 2) where word[dash] == 0x2D && word[dash + 2] == 0x2D {
      let digit = word[dash + 1] &- 0x30
      if digit < 8 { return Int64(digit) }
    }
    return nil
  }

  /// `25376]ERROR:worker: gone`, where the bracket's opening was taken for the stamp's.
  private static func behindProcess(
    _ line: UnsafeRawBufferPointer, _ at: Int, _ end: Int
  ) -> (level: Severity, end: Int)? {
    guard let close = line[at..<end].firstIndex(where: { $0 &- 0x30 > 9 }), line[close] == 0x5D
    else { return nil }
    let letters = line[(close &+ 1)..<end].prefix { MessageHead.isLetter($0) }
    guard let word = LevelWord(letters), letters.endIndex >= end || line[letters.endIndex] == 0x3A,
      word.isUpper || letters.endIndex < end
    else { return nil }
    return (word.level, letters.endIndex)
  }

  /// `-ERROR-`, `**ERROR**`, `==FATAL==`.
  private static func decorated(
    _ line: UnsafeRawBufferPointer, _ at: Int, _ end: Int
  ) -> (level: Severity, end: Int)? {
    let mark = line[at]
    let start = line[at..<end].firstIndex { $0 != mark } ?? end
    guard start &- at <= 4 else { return nil }
    let letters = line[start..<end].prefix { MessageHead.isLetter($0) }
    guard letters.endIndex < end, line[letters.endIndex..<end].allSatisfy({ $0 == mark }),
      let word = LevelWord(letters), word.isUpper
    else { return nil }
    return (word.level, end)
  }

  /// A letter, where what follows shows that it is no word: a bar, a dash or a tab; behind two
  /// numbers a tag and its colon, as Android writes them; a part in capitals and a thread in
  /// brackets, as MongoDB does.
  private static func letter(
    _ line: UnsafeRawBufferPointer, _ at: Int, _ end: Int, _ numbers: Int
  ) -> (level: Severity, end: Int)? {
    guard let level = LevelWord.severity(letter: line[at]), end < line.count,
      end &- at == 1 || line[at] == 0x44 && line[at &+ 1] &- 0x31 < 5
    else { return nil }
    let next = AnsiCodes.skip(line, from: end)
    guard next < line.count else { return nil }
    if line[end] == 0x09 || line[next] == 0x7C { return (level, next) }
    if numbers >= 2, next > end, line[next...].prefix(reach).contains(0x3A) { return (level, end) }
    var part = next
    while part < line.count, part &- next < reach,
      line[part] &- 0x41 < 26 || line[part] == 0x5F || line[part] == 0x2D
    {
      part &+= 1
    }
    let bracket = AnsiCodes.skip(line, from: part)
    if part > next, bracket > part, bracket < line.count, line[bracket] == 0x5B,
      let close = line[bracket...].prefix(reach).firstIndex(of: 0x5D)
    {
      return (level, close &+ 1)
    }
    guard line[next] == 0x2D, next &+ 1 < line.count, line[next &+ 1] == 0x20 else { return nil }
    return (level, next)
  }
}
