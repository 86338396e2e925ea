/// Looks for words by which a line tells of a failure, where it has neither a level nor a status.
///
///     connection refused       could not open the file       read timed out
///
/// What is denied is none (`0 failed`, `no errors`, `failed=0`), nor what went well in the end
/// (`retry succeeded`), nor what only may happen (`if failed`).
struct FailureWords {
  /// Bytes of a message that are looked at.
  private static let reach = 512
  /// Words between a denial and what it denies: `0 of 12 failed`.
  private static let scope = 4

  private let text: UnsafeRawBufferPointer
  private var at = 0
  /// Words and numbers so far, and which of them denied or doubted what follows.
  private var count = 0
  private var denial = -9
  private var doubt = -9

  static func tell(_ text: UnsafeRawBufferPointer) -> Bool {
    var words = FailureWords(UnsafeRawBufferPointer(rebasing: text.prefix(reach)))
    return words.tell()
  }

  private init(_ text: UnsafeRawBufferPointer) { self.text = text }

  private mutating func tell() -> Bool {
    var isTold = false
    while let word = next() {
      guard let meaning = FailureLexicon.meaning(of: text, word) else { continue }
      if meaning == .recovery { return false }
      if !isTold { isTold = tells(meaning, word) }
    }
    return isTold
  }

  /// The next run of letters; notes numbers and the ends of clauses on the way.
  private mutating func next() -> Range<Int>? {
    while at < text.count {
      let byte = text[at]
      if MessageHead.isLetter(byte) {
        let start = at
        while at < text.count, MessageHead.isLetter(text[at]) { at &+= 1 }
        count &+= 1
        return start..<at
      }
      if byte &- 0x30 < 10 {
        let start = at
        while at < text.count, text[at] &- 0x30 < 10 { at &+= 1 }
        count &+= 1
        if byte == 0x30, at &- start == 1, isAlone(start..<at) { denial = count }
        continue
      }
      at &+= 1
      if byte == 0x3B || byte == 0x2C || byte == 0x3A || byte == 0x2E,
        at >= text.count || text[at] <= 0x20
      {
        (denial, doubt) = (-9, -9)
      }
    }
    return nil
  }

  private mutating func tells(_ meaning: FailureLexicon.Meaning, _ word: Range<Int>) -> Bool {
    switch meaning {
    case .recovery: return false
    case .denial: denial = count
    case .doubt: doubt = count
    case .opening:
      if FailureLexicon.isPair(text, word, with: follower(of: word.upperBound)) {
        return isMeant(word)
      }
      if FailureLexicon.isSame(text, word, "no") { denial = count }
      if FailureLexicon.isSame(text, word, "not") { doubt = count }
    case .alone: return isMeant(word) && isAlone(word)
    case .type: return isMeant(word) && !isJoined(behind: word.upperBound)
    case .error:
      return isMeant(word) && isAlone(word)
        && (isMark(word.upperBound)
          || FailureLexicon.isOfError(text, follower(of: word.upperBound)))
    case .timeout:
      return isMeant(word) && isAlone(word) && !isSetting(word.upperBound)
    }
    return false
  }

  /// Nothing before denies it, and nothing behind says that there was none.
  private func isMeant(_ word: Range<Int>) -> Bool {
    count &- denial > Self.scope && count &- doubt > 1 && !isNothing(word.upperBound)
  }

  /// The word behind blanks, an apostrophe or a hyphen.
  private func follower(of end: Int) -> Range<Int> {
    var start = end
    while start < text.count, start &- end < 3, [0x20, 0x27, 0x2D].contains(text[start]) {
      start &+= 1
    }
    var stop = start
    while stop < text.count, MessageHead.isLetter(text[stop]) { stop &+= 1 }
    return start..<stop
  }

  /// It is no part of a name, a path or a file: `failed_jobs`, `/errors/`, `error.log`.
  private func isAlone(_ word: Range<Int>) -> Bool {
    let start = word.lowerBound
    if start > 0 {
      switch text[start &- 1] {
      case 0x5F, 0x2F, 0x5C, 0x24, 0x40, 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return false
      case 0x2D, 0x2E: if start > 1, Self.isNamed(text[start &- 2]) { return false }
      default: break
      }
    }
    return !isJoined(behind: word.upperBound)
  }

  private func isJoined(behind end: Int) -> Bool {
    guard end < text.count else { return false }
    switch text[end] {
    case 0x5F, 0x2F, 0x5C, 0x28, 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return true
    case 0x2D, 0x2E: return end &+ 1 < text.count && Self.isNamed(text[end &+ 1])
    default: return false
    }
  }

  private static func isNamed(_ byte: UInt8) -> Bool {
    MessageHead.isLetter(byte) || byte &- 0x30 < 10
  }

  private func isMark(_ end: Int) -> Bool {
    // Two colons part names of code.
    guard end &+ 1 >= text.count || text[end] != 0x3A || text[end &+ 1] != 0x3A else {
      return false
    }
    return end >= text.count || [0x3A, 0x3D, 0x21, 0x2C, 0x29, 0x5D].contains(text[end])
  }

  /// A colon or an equals sign, and a value that stands for none or no.
  private func isNothing(_ end: Int) -> Bool {
    var start = end
    while start < text.count, start &- end < 4, [0x20, 0x3A, 0x3D, 0x22].contains(text[start]) {
      start &+= 1
    }
    var stop = start
    while stop < text.count, Self.isNamed(text[stop]) { stop &+= 1 }
    if start == stop {
      // `error=` and a blank, `error=-`, `error=""`.
      return end < text.count && text[end] == 0x3D
    }
    return ["0", "none", "false", "null", "nil"].contains {
      FailureLexicon.isSame(text, start..<stop, $0)
    }
  }

  /// A length of time behind it: how long something may take.
  private func isSetting(_ end: Int) -> Bool {
    guard end < text.count else { return false }
    if text[end] == 0x3D || text[end] == 0x28 { return true }
    var start = end
    while start < text.count, [0x20, 0x3A, 0x3D].contains(text[start]) { start &+= 1 }
    guard start < text.count else { return false }
    if text[start] &- 0x30 < 10 { return true }
    let word = follower(of: start)
    return ["of", "set", "is", "to", "value", "was", "in", "s", "ms", "seconds"].contains {
      FailureLexicon.isSame(text, word, $0)
    }
  }
}
