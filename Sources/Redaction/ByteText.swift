/// A text as bytes, read without leaving its ends, with the spellings a sign may have in a log.
///
/// A body that is JSON in a JSON string has `\"` for a quote, one level further `\\\"`; in an
/// address a quote is `%22`, one level further `%2522`. Nothing is decoded: the level of a
/// sign is read off its spelling, so that what is found can be replaced where it stands.
struct ByteText {
  let bytes: [UInt8]

  var count: Int { bytes.count }

  /// The byte at an index; 0 beyond either end.
  subscript(index: Int) -> UInt8 {
    index >= 0 && index < bytes.count ? bytes[index] : 0
  }

  /// Whether an index is at or past the end: where a cut line stops.
  func isEnd(_ index: Int) -> Bool { index >= bytes.count }

  /// The bytes as a string when there are at most 15 of them, in lower case.
  func shortWord(_ range: Range<Int>) -> String? {
    guard range.count <= 15 else { return nil }
    return String(decoding: bytes[range].lazy.map(\.lowercased), as: UTF8.self)
  }

  /// Where a literal that begins at `index` ends; a `/` in it stands for any spelling of one.
  func match(_ literal: StaticString, at index: Int, anyCase: Bool = false) -> Int? {
    var end = index
    return literal.withUTF8Buffer { wanted -> Int? in
      for sign in wanted {
        if sign == Ascii.slash {
          guard let after = slash(at: end) else { return nil }
          end = after
        } else {
          let found = self[end]
          guard (anyCase ? found.lowercased : found) == sign else { return nil }
          end += 1
        }
      }
      return end
    }
  }

  /// Where the slash that begins at `index` ends: `/`, `\/`, `%2F` or `%252F`.
  func slash(at index: Int) -> Int? {
    switch self[index] {
    case Ascii.slash: return index + 1
    case Ascii.backslash:
      guard let sign = escape(at: index), sign.byte == Ascii.slash else { return nil }
      return sign.end
    case Ascii.percent:
      guard let sign = percent(at: index), sign.byte == Ascii.slash else { return nil }
      return sign.end
    default: return nil
    }
  }

  /// Whether a slash, in any spelling, ends just before `index`.
  func hasSlash(before index: Int) -> Bool {
    if self[index - 1] == Ascii.slash { return true }
    return self[index - 1].lowercased == UInt8(ascii: "f") && self[index - 2] == UInt8(ascii: "2")
      && (self[index - 3] == Ascii.percent || self[index - 3] == UInt8(ascii: "5"))
  }

  /// Whether a word may begin here: no letter, digit or `_` before, unless it ends an escape.
  func isWordStart(_ index: Int) -> Bool {
    let before = self[index - 1]
    if !before.isWord { return true }
    if before.isHexadecimal {
      if self[index - 3] == Ascii.percent, self[index - 2].isHexadecimal { return true }
      if self[index - 6] == Ascii.backslash, self[index - 5] == UInt8(ascii: "u") { return true }
      if self[index - 4] == Ascii.backslash, self[index - 3] == UInt8(ascii: "x") { return true }
    }
    if self[index - 2] == Ascii.backslash, Self.isControlLetter(before) { return true }
    return beforeColour(endingAt: index) != index
  }

  /// Where the letters, digits and joints at `index` end, read for 48 bytes at most.
  func nameEnd(from index: Int) -> Int {
    var end = index
    while end - index < 48, self[end].isName { end += 1 }
    return end
  }

  /// Where a colour sequence of a terminal that ends at `index` begins; `index` without one.
  func beforeColour(endingAt index: Int) -> Int {
    guard self[index - 1] == UInt8(ascii: "m") else { return index }
    var start = index - 2
    while index - start < 16, self[start].isDigit || self[start] == Ascii.semicolon { start -= 1 }
    guard self[start] == Ascii.openBracket, self[start - 1] == Ascii.escape else { return index }
    return start - 1
  }

  /// Where a colour sequence of a terminal that begins at `index` ends; `index` without one.
  func afterColour(at index: Int) -> Int {
    guard self[index] == Ascii.escape, self[index + 1] == Ascii.openBracket else { return index }
    var end = index + 2
    while end - index < 16, self[end].isDigit || self[end] == Ascii.semicolon { end += 1 }
    return self[end] == UInt8(ascii: "m") ? end + 1 : index
  }

  /// Whether `\` and this letter spell a control: `\n`, `\r`, `\t`, `\b`, `\f`.
  static func isControlLetter(_ letter: UInt8) -> Bool {
    switch letter {
    case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"), UInt8(ascii: "b"),
      UInt8(ascii: "f"):
      true
    default: false
    }
  }
}
