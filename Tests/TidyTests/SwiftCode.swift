/// The code of a Swift file with comments and texts blanked, line breaks kept.
///
/// What stands inside `\( )` of a text is code and stays. Regex literals are not known: this
/// project has none.
struct SwiftCode: Sendable {
  private(set) var bytes: [UInt8] = []
  private var source: [UInt8]
  private var index = 0

  init(_ text: String) {
    source = Array(text.utf8)
    bytes.reserveCapacity(source.count)
    readCode(untilParenthesis: false)
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }
  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

  /// The words of the code with the 1-based line of each, in order.
  var words: [(word: String, line: Int, offset: Int)] {
    var words: [(word: String, line: Int, offset: Int)] = []
    var line = 1
    var start: Int?
    for (offset, byte) in (bytes + [0x0A]).enumerated() {
      if Self.isWordByte(byte) {
        start = start ?? offset
        continue
      }
      if let begin = start {
        words.append((String(decoding: bytes[begin..<offset], as: UTF8.self), line, begin))
        start = nil
      }
      if byte == 0x0A { line += 1 }
    }
    return words
  }

  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), 0x80...: true
    default: false
    }
  }

  private func next(_ text: StaticString) -> Bool {
    guard index + text.utf8CodeUnitCount <= source.count else { return false }
    for offset in 0..<text.utf8CodeUnitCount
    where source[index + offset] != text.utf8Start[offset] {
      return false
    }
    return true
  }

  private mutating func keep() {
    bytes.append(source[index])
    index += 1
  }

  private mutating func blank(_ count: Int = 1) {
    for _ in 0..<min(count, source.count - index) {
      bytes.append(source[index] == 0x0A ? 0x0A : 0x20)
      index += 1
    }
  }

  private mutating func readCode(untilParenthesis: Bool) {
    var open = 0
    while index < source.count {
      if next("//") {
        while index < source.count, source[index] != 0x0A { blank() }
      } else if next("/*") {
        readBlockComment()
      } else if next("\"") || next("#") {
        readText()
      } else {
        if next("(") { open += 1 }
        if next(")") {
          if untilParenthesis, open == 0 { return }
          open -= 1
        }
        keep()
      }
    }
  }

  private mutating func readBlockComment() {
    var depth = 0
    repeat {
      if next("/*") {
        depth += 1
        blank(2)
      } else if next("*/") {
        depth -= 1
        blank(2)
      } else {
        blank()
      }
    } while depth > 0 && index < source.count
  }

  /// A text with any number of `#` before its quotes; a `#` before something else is code.
  private mutating func readText() {
    var pounds = 0
    while index + pounds < source.count, source[index + pounds] == UInt8(ascii: "#") {
      pounds += 1
    }
    guard index + pounds < source.count, source[index + pounds] == UInt8(ascii: "\"") else {
      for _ in 0..<pounds { keep() }
      return
    }
    blank(pounds)
    let quotes = next("\"\"\"") ? 3 : 1
    blank(quotes)
    while index < source.count {
      if closes(quotes: quotes, pounds: pounds) {
        blank(quotes + pounds)
        return
      }
      if escapes(pounds: pounds) {
        blank(1 + pounds)
        if next("(") {
          keep()
          readCode(untilParenthesis: true)
          if next(")") { keep() }
        } else {
          blank()
        }
      } else {
        blank()
      }
    }
  }

  private func closes(quotes: Int, pounds: Int) -> Bool {
    let end = index + quotes + pounds
    guard end <= source.count else { return false }
    return source[index..<(index + quotes)].allSatisfy { $0 == UInt8(ascii: "\"") }
      && source[(index + quotes)..<end].allSatisfy { $0 == UInt8(ascii: "#") }
  }

  private func escapes(pounds: Int) -> Bool {
    guard next("\\"), index + 1 + pounds <= source.count else { return false }
    return source[(index + 1)..<(index + 1 + pounds)].allSatisfy { $0 == UInt8(ascii: "#") }
  }
}
