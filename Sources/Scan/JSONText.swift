/// Reads the text of JSON strings.
public enum JSONText {
  /// Appends a string's text to `out`, its escapes resolved (RFC 8259, section 7).
  ///
  /// A lone surrogate becomes U+FFFD; an escape that JSON does not know keeps its character.
  public static func unescape(_ bytes: UnsafeRawBufferPointer, into out: inout [UInt8]) {
    var at = 0
    let count = bytes.count
    guard let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
    out.reserveCapacity(out.count &+ count)
    while at < count {
      var stop = at
      while stop < count, base[stop] != 0x5C { stop &+= 1 }
      if stop > at {
        out.append(contentsOf: UnsafeBufferPointer(start: base + at, count: stop - at))
      }
      at = stop
      guard at &+ 1 < count else {
        // A backslash at the very end belongs to a cut string.
        return
      }
      let kind = base[at &+ 1]
      at &+= 2
      switch kind {
      case 0x6E: out.append(0x0A)
      case 0x74: out.append(0x09)
      case 0x72: out.append(0x0D)
      case 0x62: out.append(0x08)
      case 0x66: out.append(0x0C)
      case 0x75: at = appendUnicode(base, at: at, count: count, into: &out)
      default: out.append(kind)
      }
    }
  }

  /// Appends the bytes that an array of numbers lists, as journald writes what is no UTF-8.
  public static func bytes(ofArray array: UnsafeRawBufferPointer, into out: inout [UInt8]) {
    var value = 0
    var hasDigits = false
    for byte in array {
      let digit = byte &- 0x30
      if digit < 10 {
        value = min(value &* 10 &+ Int(digit), 1000)
        hasDigits = true
      } else {
        if hasDigits, let whole = UInt8(exactly: value) { out.append(whole) }
        value = 0
        hasDigits = false
      }
    }
  }

  private static func appendUnicode(
    _ base: UnsafePointer<UInt8>, at start: Int, count: Int, into out: inout [UInt8]
  ) -> Int {
    guard let unit = hexadecimal(base, at: start, count: count) else {
      append(0xFFFD, to: &out)
      return start
    }
    var at = start &+ 4
    var scalar = unit
    if (0xD800..<0xDC00).contains(unit) {
      if at &+ 6 <= count, base[at] == 0x5C, base[at &+ 1] == 0x75,
        let low = hexadecimal(base, at: at &+ 2, count: count), (0xDC00..<0xE000).contains(low)
      {
        scalar = 0x10000 &+ ((unit &- 0xD800) &<< 10) &+ (low &- 0xDC00)
        at &+= 6
      } else {
        scalar = 0xFFFD
      }
    } else if (0xDC00..<0xE000).contains(unit) {
      scalar = 0xFFFD
    }
    append(scalar, to: &out)
    return at
  }

  private static func hexadecimal(
    _ base: UnsafePointer<UInt8>, at: Int, count: Int
  ) -> UInt32? {
    guard at &+ 4 <= count else { return nil }
    var value: UInt32 = 0
    for index in at..<at &+ 4 {
      let byte = base[index]
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte &- 0x30
      case 0x41...0x46: digit = byte &- 0x37
      case 0x61...0x66: digit = byte &- 0x57
      default: return nil
      }
      value = value &<< 4 | UInt32(digit)
    }
    return value
  }

  private static func append(_ scalar: UInt32, to out: inout [UInt8]) {
    let character = Unicode.Scalar(scalar) ?? "\u{FFFD}"
    out.append(contentsOf: Array(String(Character(character)).utf8))
  }
}
