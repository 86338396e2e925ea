/// Whether a text is one JSON value and nothing else; for lines the redactor gives back.
struct JSONCheck {
  private let bytes: [UInt8]
  private var index = 0

  static func accepts(_ text: String) -> Bool {
    var check = JSONCheck(text)
    return check.value(depth: 0) && check.isAtEnd()
  }

  /// The string that a JSON string stands for, one level down; `nil` when it is none.
  static func decoded(_ text: String) -> String? {
    var check = JSONCheck(text)
    guard check.string(), check.isAtEnd() else { return nil }
    var result: [UInt8] = []
    var index = 1
    let inner = Array(text.utf8)
    while index < inner.count - 1 {
      if inner[index] == UInt8(ascii: "\\") { index += 1 }
      result.append(inner[index])
      index += 1
    }
    return String(decoding: result, as: UTF8.self)
  }

  private init(_ text: String) { bytes = Array(text.utf8) }

  private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func blanks() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x09 { index += 1 }
  }

  private mutating func isAtEnd() -> Bool {
    blanks()
    return index == bytes.count
  }

  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    blanks()
    guard current == UInt8(ascii: sign) else { return false }
    index += 1
    return true
  }

  private mutating func value(depth: Int) -> Bool {
    blanks()
    guard depth < 64, let byte = current else { return false }
    switch byte {
    case UInt8(ascii: "{"):
      return list(from: "{", to: "}") { check in
        check.blanks()
        return check.string() && check.take(":") && check.value(depth: depth + 1)
      }
    case UInt8(ascii: "["):
      return list(from: "[", to: "]") { $0.value(depth: depth + 1) }
    case UInt8(ascii: "\""): return string()
    default: return scalar()
    }
  }

  private mutating func list(
    from open: Unicode.Scalar, to close: Unicode.Scalar, element: (inout JSONCheck) -> Bool
  ) -> Bool {
    guard take(open) else { return false }
    if take(close) { return true }
    repeat {
      guard element(&self) else { return false }
    } while take(",")
    return take(close)
  }

  private mutating func string() -> Bool {
    guard take("\"") else { return false }
    while let byte = current {
      index += 1
      if byte == UInt8(ascii: "\"") { return true }
      if byte < 0x20 { return false }
      guard byte == UInt8(ascii: "\\") else { continue }
      guard let escaped = current, "\"\\/bfnrtu".utf8.contains(escaped) else { return false }
      index += 1
    }
    return false
  }

  private mutating func scalar() -> Bool {
    let start = index
    while let byte = current, !",]} \n".utf8.contains(byte) { index += 1 }
    let word = String(decoding: bytes[start..<index], as: UTF8.self)
    return word == "true" || word == "false" || word == "null" || Double(word) != nil
  }
}
