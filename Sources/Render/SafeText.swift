import LogModel

/// Makes text from logs harmless for the place it is shown in.
///
/// Whatever a log holds, it stays on its line, moves no cursor, opens no link and starts no
/// markup. What cannot be seen is shown by its code point: an escape character is `\u{1B}`.
public enum SafeText {
  /// For a terminal or a plain text file: control, format and bidi characters by code point.
  public static func terminal(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isUnseen) else { return text }
    var safe = ""
    for scalar in text.unicodeScalars { append(scalar, to: &safe) }
    return safe
  }

  /// For running text of a Markdown document.
  ///
  /// White space folds into single spaces. Words that a renderer would bring to life by
  /// themselves (addresses, mentions, issue numbers) stand in code spans; every other
  /// character with a meaning in Markdown has a backslash in front.
  public static func markdown(_ text: String) -> String {
    text.unicodeScalars.split(whereSeparator: isSpace)
      .map { MarkdownWord($0).escaped }
      .joined(separator: " ")
  }

  /// For a code span of a Markdown document, its fence included.
  ///
  /// The fence is longer than any run of backticks inside; beyond a length that renderers still
  /// take for a fence, backticks are shown by code point. A comment's opening is broken, so that
  /// no value can pose as a marker of an injected section.
  public static func markdownCode(_ text: String) -> String {
    var inner = ""
    for scalar in terminal(text).unicodeScalars {
      let endsOpening = scalar == "!" && inner.unicodeScalars.last == "<"
      if endsOpening { inner += "\\u{21}" } else { inner.unicodeScalars.append(scalar) }
    }
    guard !inner.isEmpty else { return "`(empty)`" }
    var longest = longestRun(of: "`", in: inner)
    if longest >= longestFence {
      inner = inner.unicodeScalars.map { $0 == "`" ? "\\u{60}" : String($0) }.joined()
      longest = 0
    }
    let fence = String(repeating: "`", count: longest + 1)
    let edges = [inner.unicodeScalars.first, inner.unicodeScalars.last]
    let pad = edges.contains("`") || edges == [" ", " "] ? " " : ""
    return fence + pad + inner + pad + fence
  }

  /// A JSON string with its quotation marks; the value stays what it was, the text holds no
  /// control, format or bidi character in the clear.
  public static func json(_ text: String) -> String {
    var safe = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": safe += "\\\""
      case "\\": safe += "\\\\"
      case "\n": safe += "\\n"
      case "\r": safe += "\\r"
      case "\t": safe += "\\t"
      case _ where isUnseen(scalar):
        for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
          let digits = String(unit, radix: 16)
          safe += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      default: safe.unicodeScalars.append(scalar)
      }
    }
    return safe + "\""
  }

  /// Appends a character as a terminal may see it.
  static func append(_ scalar: Unicode.Scalar, to text: inout String) {
    guard isUnseen(scalar) else {
      text.unicodeScalars.append(scalar)
      return
    }
    text += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
  }

  /// Control, format, bidi and line-separating characters; the two joiners that scripts need
  /// to be read are none.
  static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7F { return scalar.value < 0x20 }
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return true
    case .format: return scalar.value != 0x200C && scalar.value != 0x200D
    default: return false
    }
  }

  /// Known renderers give up on fences of more than 80 backticks.
  private static let longestFence = 40

  private static func longestRun(of mark: Unicode.Scalar, in text: String) -> Int {
    var longest = 0
    var run = 0
    for scalar in text.unicodeScalars {
      run = scalar == mark ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0x09...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }
}
