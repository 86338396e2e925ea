import LogModel

/// What a line says with what varies masked, so that lines of one statement are counted together.
///
/// Made for lines of every level, most of which say what was said before: the hash of a template
/// is had without its text. Words with a digit, an `@` or a quote become `#`, of `key=value` the
/// value, runs of such words one; the place in the source that wrote the line stays, for it tells
/// statements apart that say the same.
enum LineTemplate {
  /// Bytes of a message that are looked at, and words of it that count.
  static let byteLimit = 240
  static let wordLimit = 16
  /// Longer words are data.
  private static let longestWord = 40
  /// Words among which the place in the source stands.
  private static let placeReach = 4

  /// One word of a template.
  private enum Form {
    case plain
    /// Its value, behind the first so many bytes, is masked.
    case valued(Int)
    case masked
  }

  /// - Parameter hasEscapes: the text is the inside of a JSON string.
  static func hash(_ text: UnsafeRawBufferPointer, hasEscapes: Bool) -> UInt64 {
    var hash: UInt64 = 0
    forEachWord(of: text, hasEscapes) { word, form in
      switch form {
      case .plain: hash = StableHash.hash(word, seed: hash)
      case .valued(let count):
        hash = StableHash.hash(UnsafeRawBufferPointer(rebasing: word[..<count]), seed: ~hash)
      case .masked: hash = StableHash.combine(hash, 0x23)
      }
    }
    return hash
  }

  static func text(_ text: UnsafeRawBufferPointer, hasEscapes: Bool, into out: inout [UInt8]) {
    out.removeAll(keepingCapacity: true)
    forEachWord(of: text, hasEscapes) { word, form in
      if !out.isEmpty { out.append(0x20) }
      switch form {
      case .plain: out.append(contentsOf: word)
      case .valued(let count):
        out.append(contentsOf: word[..<count])
        out.append(0x23)
      case .masked: out.append(0x23)
      }
    }
  }

  /// Bits of what makes a word data: 1 a digit, an `@` or a quote; 2 `=`; 4 a backslash.
  private static let marks: [UInt8] = (0...255).map { byte in
    switch UInt8(byte) {
    case 0x30...0x39, 0x40, 0x22, 0x27, 0x1F, 0x7F: 1
    case 0x3D: 2
    case 0x5C: 4
    default: 0
    }
  }

  @inline(__always)
  private static func forEachWord(
    of text: UnsafeRawBufferPointer, _ hasEscapes: Bool,
    _ body: (UnsafeRawBufferPointer, Form) -> Void
  ) {
    marks.withUnsafeBufferPointer { marks in
      let stop = min(text.count, byteLimit)
      var at = 0
      var words = 0
      var wasMasked = false
      while words < wordLimit {
        while at < stop, text[at] <= 0x20 {
          if text[at] == 0x0A || text[at] == 0x0D { return }
          at &+= 1
        }
        guard at < stop else { return }
        let start = at
        var seen: UInt8 = 0
        while at < stop, text[at] > 0x20 {
          seen |= marks[Int(text[at])]
          at &+= 1
        }
        // A word that the limit cuts would differ with the length of what is before it.
        guard at < stop || stop == text.count else { return }
        var end = at
        var isLast = false
        if seen & 4 != 0, hasEscapes, let close = lineEnd(text, start, end) {
          end = close
          isLast = true
          guard end > start else { return }
        }
        let word = UnsafeRawBufferPointer(rebasing: text[start..<end])
        let form = seen == 0 && end &- start <= longestWord ? .plain : self.form(of: word, words)
        if case .masked = form {
          if !wasMasked { body(word, form) }
          if wasMasked { words &-= 1 }
          wasMasked = true
        } else {
          body(word, form)
          wasMasked = false
        }
        if isLast { return }
        words &+= 1
      }
    }
  }

  private static func form(of word: UnsafeRawBufferPointer, _ index: Int) -> Form {
    if let equals = word.firstIndex(of: 0x3D), equals > 0, equals < longestWord,
      equals &+ 1 < word.count, !word[..<equals].contains(where: { marks[Int($0)] & 1 != 0 })
    {
      return .valued(equals &+ 1)
    }
    let isData = word.count > longestWord || word.contains { marks[Int($0)] & 1 != 0 }
    return isData && !(index < placeReach && isPlace(word)) ? .masked : .plain
  }

  /// Where an escaped line end begins: what follows is a stack trace.
  private static func lineEnd(_ text: UnsafeRawBufferPointer, _ start: Int, _ end: Int) -> Int? {
    var at = start
    while at &+ 1 < end {
      guard text[at] == 0x5C else {
        at &+= 1
        continue
      }
      if text[at &+ 1] == 0x6E || text[at &+ 1] == 0x72 { return at }
      at &+= 2
    }
    return nil
  }

  private static let extensions: Set<String> = [
    "c", "cc", "cpp", "cs", "ex", "go", "h", "java", "js", "jsx", "kt", "lua", "mjs", "php", "pl",
    "py", "rb", "rs", "scala", "swift", "ts", "tsx",
  ]

  /// `o.s.OrderServiceImpl#88`, `main.go:12`, `(Orders.java:7)`.
  private static func isPlace(_ word: UnsafeRawBufferPointer) -> Bool {
    guard word.count <= 80 else { return false }
    var end = word.count
    while end > 0, [0x29, 0x5D, 0x3A, 0x2C].contains(word[end &- 1]) { end &-= 1 }
    var digits = end
    while digits > 0, word[digits &- 1] &- 0x30 < 10 { digits &-= 1 }
    guard digits < end, end &- digits <= 6, digits > 2 else { return false }
    let name = word[..<(digits &- 1)]
    guard let last = name.last, MessageHead.isLetter(last) || last == 0x5D else { return false }
    switch word[digits &- 1] {
    case 0x23: return name.contains(0x2E)
    case 0x3A:
      guard let dot = name.lastIndex(of: 0x2E) else { return false }
      return extensions.contains(String(decoding: name[(dot &+ 1)...], as: UTF8.self))
    default: return false
    }
  }
}
