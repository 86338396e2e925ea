/// Reads JSON objects whose values are wanted as text, with their place.
///
/// The shape of event rows is one flat object each; a value that is an object or a list is kept
/// as it is written. Numbers are kept as written too: a time in nanoseconds must not pass
/// through a floating-point number. Nesting costs no stack.
struct FlatJSONReader {
  private let bytes: [UInt8]
  private(set) var index: Int
  /// Nothing at this place or behind it is looked at.
  private let end: Int

  init(_ bytes: [UInt8], at start: Int, end: Int? = nil) {
    self.bytes = bytes
    index = start
    self.end = min(end ?? bytes.count, bytes.count)
  }

  /// Passes white space and what parts the elements of a list; where something else stands.
  mutating func nextStart() -> Int? {
    while index < end {
      switch bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"):
        index += 1
      default: return index
      }
    }
    return nil
  }

  /// The members of the object at `index` in their order; `nil` for a malformed one. `null` has
  /// no text.
  mutating func object() -> [(name: String, value: String?)]? {
    var members: [(name: String, value: String?)] = []
    guard take("{") else { return nil }
    if take("}") { return members }
    while true {
      guard let name = string(), take(":"), let value = value() else { return nil }
      members.append((name, value.text))
      if take("}") { return members }
      guard take(",") else { return nil }
    }
  }

  private struct Value { var text: String? }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard index < end, bytes[index] == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  private mutating func skipBlanks() {
    while index < end, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
  }

  private mutating func value() -> Value? {
    skipBlanks()
    guard index < end else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "\""): return string().map { Value(text: $0) }
    case UInt8(ascii: "{"), UInt8(ascii: "["): return nested().map { Value(text: $0) }
    default: break
    }
    let start = index
    while index < end, Self.isWordByte(bytes[index]) { index += 1 }
    let word = String(decoding: bytes[start..<index], as: UTF8.self)
    switch word {
    case "null": return Value(text: nil)
    case "true", "false": return Value(text: word)
    default: return Double(word) != nil && !word.contains("n") ? Value(text: word) : nil
    }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "E"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  /// The text of the object or list at `index`, if its brackets close.
  private mutating func nested() -> String? {
    let start = index
    var closers: [UInt8] = []
    while index < end {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\""):
        guard string() != nil else { return nil }
        continue
      case UInt8(ascii: "{"): closers.append(UInt8(ascii: "}"))
      case UInt8(ascii: "["): closers.append(UInt8(ascii: "]"))
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard closers.popLast() == byte else { return nil }
      default: break
      }
      index += 1
      if closers.isEmpty { return String(decoding: bytes[start..<index], as: UTF8.self) }
    }
    return nil
  }

  /// The string at `index` without its quotes and escapes; a line break in it is an error, so
  /// that a line cut in a string does not swallow the next.
  mutating func string() -> String? {
    guard take("\"") else { return nil }
    var content: [UInt8] = []
    while index < end {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: content, as: UTF8.self)
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return nil
      case UInt8(ascii: "\\"):
        guard let scalar = escape() else { return nil }
        content.append(contentsOf: String(Character(scalar)).utf8)
      default: content.append(byte)
      }
    }
    return nil
  }

  private mutating func escape() -> Unicode.Scalar? {
    guard index < end else { return nil }
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return unicodeEscape()
    default: return nil
    }
  }

  /// Four digits, or two times four for a scalar beyond 16 bits; half a pair is replaced.
  private mutating func unicodeEscape() -> Unicode.Scalar? {
    guard let unit = hexadecimal() else { return nil }
    if let scalar = Unicode.Scalar(unit) { return scalar }
    let low = index
    guard unit < 0xDC00, bytes[index..<end].starts(with: [0x5C, 0x75]) else { return "\u{FFFD}" }
    index += 2
    guard let second = hexadecimal(), (0xDC00...0xDFFF).contains(second) else {
      index = low
      return "\u{FFFD}"
    }
    return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00))
  }

  private mutating func hexadecimal() -> UInt32? {
    guard index + 4 <= end else { return nil }
    let digits = bytes[index..<(index + 4)]
    guard digits.allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }) else { return nil }
    index += 4
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}
