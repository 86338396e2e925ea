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
