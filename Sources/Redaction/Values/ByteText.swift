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

/// The signs that the rules look for, as bytes.
enum Ascii {
  static let tab = UInt8(ascii: "\t")
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let escape: UInt8 = 0x1B
  static let blank = UInt8(ascii: " ")
  static let quote = UInt8(ascii: "\"")
  static let hash = UInt8(ascii: "#")
  static let dollar = UInt8(ascii: "$")
  static let percent = UInt8(ascii: "%")
  static let ampersand = UInt8(ascii: "&")
  static let apostrophe = UInt8(ascii: "'")
  static let closeParenthesis = UInt8(ascii: ")")
  static let star = UInt8(ascii: "*")
  static let plus = UInt8(ascii: "+")
  static let comma = UInt8(ascii: ",")
  static let dash = UInt8(ascii: "-")
  static let dot = UInt8(ascii: ".")
  static let slash = UInt8(ascii: "/")
  static let colon = UInt8(ascii: ":")
  static let semicolon = UInt8(ascii: ";")
  static let less = UInt8(ascii: "<")
  static let equals = UInt8(ascii: "=")
  static let greater = UInt8(ascii: ">")
  static let question = UInt8(ascii: "?")
  static let at = UInt8(ascii: "@")
  static let openBracket = UInt8(ascii: "[")
  static let backslash = UInt8(ascii: "\\")
  static let closeBracket = UInt8(ascii: "]")
  static let underscore = UInt8(ascii: "_")
  static let backtick = UInt8(ascii: "`")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
}

extension UInt8 {
  var isDigit: Bool { self &- 0x30 < 10 }
  var isUpper: Bool { self &- 0x41 < 26 }
  var isLower: Bool { self &- 0x61 < 26 }
  var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
  var isAlphanumeric: Bool { isDigit || isLetter }
  /// A letter, a digit or `_`.
  var isWord: Bool { isAlphanumeric || self == Ascii.underscore }
  /// What the name of an unquoted field is made of.
  var isName: Bool { isWord || self == Ascii.dash || self == Ascii.dot }
  /// A `-` or `.` between the parts of a key.
  var isJoint: Bool { self == Ascii.dash || self == Ascii.dot }
  /// What base64url is made of.
  var isBase64URL: Bool { isWord || self == Ascii.dash }
  var isBlank: Bool { self == Ascii.blank || self == Ascii.tab }
  /// A blank, the end of a line or another control.
  var isSpace: Bool { self <= 0x20 || self == 0x7F }
  var isQuote: Bool {
    self == Ascii.quote || self == Ascii.apostrophe || self == Ascii.backtick
  }
  /// Stands between the parts of a name, and means nothing in it.
  var isNameJoint: Bool {
    self == Ascii.dash || self == Ascii.underscore || self == Ascii.dot || self == Ascii.blank
  }
  /// What the part of a path may hold besides its escapes.
  var isPathSign: Bool {
    if isName || self >= 0x80 { return true }
    switch self {
    case UInt8(ascii: "~"), UInt8(ascii: "!"), Ascii.plus, Ascii.equals, Ascii.colon, Ascii.star,
      Ascii.at, Ascii.dollar:
      return true
    default: return false
    }
  }
  /// 0 to 15; `nil` when this is no hexadecimal digit.
  var hexadecimalValue: UInt8? {
    if isDigit { return self &- 0x30 }
    let letter = (self | 0x20) &- 0x61
    return letter < 6 ? letter &+ 10 : nil
  }
  var isHexadecimal: Bool { hexadecimalValue != nil }
  var lowercased: UInt8 { isUpper ? self | 0x20 : self }
}
