import LogModel

/// Writing text and JSON straight into bytes: the bulk generator has no time for strings.
extension [UInt8] {
  mutating func put(_ text: String) {
    append(contentsOf: text.utf8)
  }

  mutating func put(_ bytes: [UInt8]) {
    append(contentsOf: bytes)
  }

  /// A whole number in decimal.
  mutating func put(number: Int) {
    guard number >= 0 else {
      put(String(number))
      return
    }
    var width = 1
    var rest = number / 10
    while rest > 0 {
      width += 1
      rest /= 10
    }
    put(number: number, width: width)
  }

  /// The last `width` digits of a number that is not negative, with leading zeros.
  mutating func put(number: Int, width: Int) {
    var divisor = 1
    for _ in 0..<width { divisor *= 10 }
    while divisor > 1 {
      divisor /= 10
      append(UInt8(truncatingIfNeeded: 48 + number / divisor % 10))
    }
  }

  /// A JSON string: the text in quotes, with the escapes JSON asks for.
  mutating func put(quoted text: String) {
    var text = text
    text.withUTF8 { put(quoting: $0) }
  }

  /// A JSON string of bytes that are UTF-8 already.
  mutating func put(quoted bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { put(quoting: $0) }
  }

  private mutating func put(quoting bytes: UnsafeBufferPointer<UInt8>) {
    append(0x22)
    // Copied run by run: half of the bytes of a body need no look of their own.
    var start = 0
    for position in bytes.indices {
      let byte = bytes[position]
      guard byte < 0x20 || byte == 0x22 || byte == 0x5C else { continue }
      append(contentsOf: bytes[start..<position])
      start = position + 1
      if byte < 0x20 {
        put(escaping: byte)
      } else {
        append(0x5C)
        append(byte)
      }
    }
    append(contentsOf: bytes[start...])
    append(0x22)
  }

  private mutating func put(escaping control: UInt8) {
    switch control {
    case 0x0A: put("\\n")
    case 0x0D: put("\\r")
    case 0x09: put("\\t")
    default:
      let hex = String(control, radix: 16)
      put(control < 16 ? "\\u000" : "\\u00")
      put(hex)
    }
  }

  /// `2025-04-08T15:24:55.123Z`.
  ///
  /// - Parameter trimmed: whether trailing zeros of the fraction are left out, as Go does.
  mutating func put(rfc3339 milliseconds: Int64, trimmed: Bool = false) {
    let seconds = milliseconds.flooredDivision(by: 1000)
    let civil = CivilTime(secondsSinceEpoch: seconds)
    put(number: civil.year, width: 4)
    append(0x2D)
    put(number: civil.month, width: 2)
    append(0x2D)
    put(number: civil.day, width: 2)
    append(0x54)
    put(clockOf: civil)
    var fraction = Int(milliseconds - seconds * 1000)
    var width = 3
    while trimmed, width > 0, fraction % 10 == 0 {
      fraction /= 10
      width -= 1
    }
    if width > 0 {
      append(0x2E)
      put(number: fraction, width: width)
    }
    append(0x5A)
  }

  /// `15:24:55`
  mutating func put(clockOf civil: CivilTime) {
    put(number: civil.hour, width: 2)
    append(0x3A)
    put(number: civil.minute, width: 2)
    append(0x3A)
    put(number: civil.second, width: 2)
  }

  /// The bytes as text; broken UTF-8 would be replaced, but nothing here writes any.
  var asText: String { String(decoding: self, as: UTF8.self) }
}
