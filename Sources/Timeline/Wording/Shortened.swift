/// Data cut to a length that a row can hold; cut after redaction, so no half secret remains.
enum Shortened {
  static func message(_ text: String) -> String { cut(text, to: 200) }
  static func note(_ text: String) -> String { cut(text, to: 400) }
  static func operation(_ text: String) -> String { cut(text, to: 120) }
  static func name(_ text: String) -> String { cut(text, to: 80) }

  private static func cut(_ text: String, to length: Int) -> String {
    let scalars = text.unicodeScalars
    let kept = scalars.prefix(length)
    return kept.endIndex == scalars.endIndex ? text : String(kept) + "…"
  }
}
