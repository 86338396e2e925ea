/// The functions of a file, told by their keyword and their braces.
struct FunctionLengths {
  struct Function: Equatable {
    /// The line of the keyword, 1-based.
    var line: Int
    /// From the line of the keyword to the line of the closing brace, both included.
    var lineCount: Int
  }

  private static let declarations: Set<String> = [
    "func", "var", "let", "init", "deinit", "subscript", "case", "struct", "enum", "class",
    "actor", "extension", "protocol", "typealias", "associatedtype", "import",
  ]

  /// Every `func`, `init`, `deinit` and `subscript` that has a body, in order.
  static func functions(in code: SwiftCode) -> [Function] {
    let words = code.words
    let bytes = code.bytes
    let lineOf = lineNumbers(of: bytes)
    var functions: [Function] = []
    for (position, word) in words.enumerated() where isFunction(word.word, word.offset, bytes) {
      let start = word.offset + word.word.utf8.count
      let following = words[(position + 1)...].first { declares($0.word, $0.offset, bytes) }
      let limit = following?.offset ?? bytes.count
      guard let open = bodyStart(from: start, before: limit, in: bytes) else { continue }
      let close = closingBrace(of: open, in: bytes)
      functions.append(Function(line: word.line, lineCount: lineOf[close] - word.line + 1))
    }
    return functions
  }

  private static func lineNumbers(of bytes: [UInt8]) -> [Int] {
    var line = 1
    var numbers: [Int] = []
    numbers.reserveCapacity(bytes.count + 1)
    for byte in bytes {
      numbers.append(line)
      if byte == 0x0A { line += 1 }
    }
    return numbers + [line]
  }

  /// A keyword that begins a declaration: no member of that name, not in backticks.
  private static func declares(_ word: String, _ offset: Int, _ bytes: [UInt8]) -> Bool {
    guard declarations.contains(word) else { return false }
    return offset == 0
      || ![UInt8(ascii: "."), UInt8(ascii: "`"), UInt8(ascii: "#")].contains(bytes[offset - 1])
  }

  private static func isFunction(_ word: String, _ offset: Int, _ bytes: [UInt8]) -> Bool {
    guard declares(word, offset, bytes) else { return false }
    switch word {
    case "func", "deinit": return true
    case "init", "subscript":
      let end = offset + word.utf8.count
      let heads: [UInt8] = [
        UInt8(ascii: "("), UInt8(ascii: "<"), UInt8(ascii: "?"), UInt8(ascii: "!"),
      ]
      return end < bytes.count && heads.contains(bytes[end])
    default: return false
    }
  }

  /// The `{` outside parentheses that opens the body; nil for a requirement of a protocol.
  private static func bodyStart(from start: Int, before limit: Int, in bytes: [UInt8]) -> Int? {
    var depth = 0
    for offset in start..<max(start, bytes.count) {
      switch bytes[offset] {
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "{") where depth == 0: return offset
      case UInt8(ascii: "}") where depth == 0: return nil
      default: if depth == 0, offset >= limit { return nil }
      }
    }
    return nil
  }

  private static func closingBrace(of open: Int, in bytes: [UInt8]) -> Int {
    var depth = 0
    for offset in open..<bytes.count {
      if bytes[offset] == UInt8(ascii: "{") { depth += 1 }
      if bytes[offset] == UInt8(ascii: "}") {
        depth -= 1
        if depth == 0 { return offset }
      }
    }
    return bytes.count
  }
}
