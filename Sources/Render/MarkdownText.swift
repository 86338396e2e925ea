import LogModel
import Timeline

extension ReportText {
  /// The text as Markdown, with every part that comes from data escaped.
  ///
  /// - Parameter day: the day whose times need no date.
  func markdown(in zone: DisplayZone, on day: Timestamp?) -> String {
    var text = ""
    for piece in pieces {
      switch piece {
      case .words(let words): text += words
      case .code(let data): text += SafeText.markdownCode(data)
      case .data(let data): text += SafeText.markdown(data)
      case .quoted(let data): text += "\"" + SafeText.markdown(data) + "\""
      case .clock(let time): text += zone.clock(time, on: day)
      case .minute(let time): text += zone.minute(time, on: day)
      case .date(let time): text += zone.date(time)
      case .zoneName: text += SafeText.markdown(zone.name)
      }
    }
    return text
  }
}

/// One word of running text on its way into Markdown.
struct MarkdownWord {
  private static let special: Set<Unicode.Scalar> = [
    "\\", "`", "*", "_", "<", ">", "[", "]", "#", "|", "~", "&", "$",
  ]
  /// Punctuation that may stand around an address or a mention without being part of it.
  private static let wrapping: Set<Unicode.Scalar> = [
    "(", ")", "[", "]", "{", "}", "<", ">", "\"", "'", ",", ".", ";", ":", "!", "?", "*", "_",
    "|", "~",
  ]

  private let word: Substring.UnicodeScalarView

  init(_ word: Substring.UnicodeScalarView) { self.word = word }

  /// The word with nothing in it that Markdown would act on.
  var escaped: String {
    guard isLive else { return Self.escape(word) }
    guard let start = word.firstIndex(where: { !Self.wrapping.contains($0) }),
      let end = word.lastIndex(where: { !Self.wrapping.contains($0) })
    else { return Self.escape(word) }
    let core = word[start...end]
    return Self.escape(word[..<start]) + SafeText.markdownCode(String(core))
      + Self.escape(word[word.index(after: end)...])
  }

  /// Whether a renderer would make a link or a mention of it without any markup.
  private var isLive: Bool {
    let text = String(word).lowercased()
    for start in ["://", "www.", "mailto:", "xmpp:", "gh-"] where text.contains(start) {
      return true
    }
    var before: Unicode.Scalar?
    for scalar in word {
      if let before, before == "@" || before == "#", Self.isNameCharacter(scalar) { return true }
      before = scalar
    }
    return false
  }

  private static func isNameCharacter(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar == "-" || scalar.properties.isAlphabetic
      || scalar.properties.numericType != nil
  }

  private static func escape(_ scalars: Substring.UnicodeScalarView) -> String {
    var text = ""
    for scalar in scalars {
      if special.contains(scalar) {
        text += "\\"
        text.unicodeScalars.append(scalar)
      } else if SafeText.isUnseen(scalar) {
        // Its backslash is text here and needs one of its own.
        text += "\\"
        SafeText.append(scalar, to: &text)
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
