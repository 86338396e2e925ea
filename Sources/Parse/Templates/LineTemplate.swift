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
  enum Form {
    case plain
    /// Its value, behind the first so many bytes, is masked.
    case valued(Int)
    case masked
  }

  /// - Parameter hasEscapes: the text is the inside of a JSON string.
  static func hash(_ text: UnsafeRawBufferPointer, hasEscapes: Bool) -> UInt64 {
    var isMasked = false
    return hash(text, hasEscapes: hasEscapes, isMasked: &isMasked)
  }

  /// - Parameter isMasked: becomes `true` where anything is masked.
  @inline(__always)
  static func hash(
    _ text: UnsafeRawBufferPointer, hasEscapes: Bool, isMasked: inout Bool
  ) -> UInt64 {
    var hash: UInt64 = 0
    forEachWord(of: text, hasEscapes) { word, form, sum in
      switch form {
      case .plain: hash = (hash ^ sum) &* 0xD6E8_FEB8_6659_FD93
      case .valued(let count):
        isMasked = true
        hash = StableHash.hash(UnsafeRawBufferPointer(rebasing: word[..<count]), seed: ~hash)
      case .masked:
        isMasked = true
        hash = (hash &+ 0x23) &* 0x9E37_79B9_7F4A_7C15
      }
      hash ^= hash &>> 29
    }
    return hash
  }

  static func text(_ text: UnsafeRawBufferPointer, hasEscapes: Bool, into out: inout [UInt8]) {
    out.removeAll(keepingCapacity: true)
    forEachWord(of: text, hasEscapes) { word, form, _ in
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

  /// Whether a byte makes its word worth a look: a digit, an `@`, a quote, `=`, a backslash.
  @inline(__always)
  private static func isMark(_ byte: UInt8) -> Bool {
    // Bits of the 64 lowest bytes: `"`, `'`, the digits and `=`.
    byte < 64
      ? 0x23FF_0084_0000_0000 as UInt64 &>> UInt64(byte) & 1 != 0
      : byte == 0x40 || byte == 0x5C || byte == 0x7F
  }

  /// Whether a byte makes its word data.
  @inline(__always)
  private static func isData(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || byte == 0x40 || byte == 0x22 || byte == 0x27 || byte == 0x7F
  }

  /// Calls `body` with each word, its form, and a sum of its bytes.
  @inline(__always)
  static func forEachWord(
    of text: UnsafeRawBufferPointer, _ hasEscapes: Bool,
    _ body: (UnsafeRawBufferPointer, Form, UInt64) -> Void
  ) {
    guard let base = text.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
    let stop = min(text.count, byteLimit)
    var at = 0
    var words = 0
    var wasMasked = false
    while words < wordLimit {
      while at < stop, base[at] <= 0x20 {
        if base[at] == 0x0A || base[at] == 0x0D { return }
        at &+= 1
      }
      guard at < stop else { return }
      let start = at
      var isMarked = false
      var sum: UInt64 = 0xCBF2_9CE4_8422_2325
      while at < stop {
        let byte = base[at]
        if byte <= 0x20 { break }
        isMarked = isMarked || isMark(byte)
        sum = (sum ^ UInt64(byte)) &* 0x100_0000_01B3
        at &+= 1
      }
      // A word that the limit cuts would differ with the length of what is before it.
      guard at < stop || stop == text.count else { return }
      guard isMarked || at &- start > longestWord else {
        body(UnsafeRawBufferPointer(rebasing: text[start..<at]), .plain, sum)
        wasMasked = false
        words &+= 1
        continue
      }
      let close = hasEscapes ? lineEnd(text, start, at) : nil
      guard close != start else { return }
      let word = UnsafeRawBufferPointer(rebasing: text[start..<(close ?? at)])
      var form = form(of: word, words)
      if case .masked = form {
        let before = text[max(0, start &- CodeWord.reach)..<start]
        if CodeWord.isOne(word, after: UnsafeRawBufferPointer(rebasing: before)) { form = .plain }
      }
      if case .masked = form {
        if !wasMasked {
          body(word, form, 0)
          words &+= 1
        }
        wasMasked = true
      } else {
        body(word, form, close == nil ? sum : Self.sum(of: word))
        wasMasked = false
        words &+= 1
      }
      if close != nil { return }
    }
  }

  private static func sum(of word: UnsafeRawBufferPointer) -> UInt64 {
    word.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  private static func form(of word: UnsafeRawBufferPointer, _ index: Int) -> Form {
    var isOfData = word.count > longestWord
    for at in 0..<word.count {
      let byte = word[at]
      if byte == 0x3D, !isOfData, at > 0, at < longestWord, at &+ 1 < word.count {
        return .valued(at &+ 1)
      }
      isOfData = isOfData || isData(byte)
    }
    return isOfData && !(index < placeReach && isPlace(word)) ? .masked : .plain
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
