/// The lines of a text of events, one behind the other, with their places.
struct TextLine {
  /// Without the white space around it.
  var words: String
  /// It begins with a blank or a tab.
  var isIndented: Bool
  var line: Int
  var byteOffset: Int
}

extension EventText {
  /// The next line, blank ones as well; `nil` at the end. What is longer than a row may be is cut.
  mutating func nextLine() -> TextLine? {
    guard prepare() else { return nil }
    let (line, offset) = (line, offset)
    let limit = rowEnd
    let end = bytes[index..<limit].firstIndex(of: UInt8(ascii: "\n")) ?? limit
    let text = String(decoding: bytes[index..<end], as: UTF8.self)
    let isIndented = text.first.map { $0 == " " || $0 == "\t" } ?? false
    if end < limit {
      advance(to: end + 1)
    } else if limit == bytes.count, isWhole {
      advance(to: limit)
    } else {
      skipLine()
    }
    return TextLine(
      words: text.trimmed, isIndented: isIndented, line: line, byteOffset: offset)
  }
}

extension EventContent {
  /// The first lines as text, for a form to be told by.
  func firstTexts(_ limit: Int) -> [String] {
    firstLines(limit).map { String(decoding: $0.text.prefix(2000), as: UTF8.self) }
  }
}
