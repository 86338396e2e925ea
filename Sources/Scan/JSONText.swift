/// Reads the text of JSON strings.
public enum JSONText {
  /// Appends a string's text to `out`, its escapes resolved (RFC 8259, section 7).
  ///
  /// A lone surrogate becomes U+FFFD; an escape that JSON does not know keeps its character.
  public static func unescape(_ bytes: UnsafeRawBufferPointer, into out: inout [UInt8]) {
    guard let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
    let start = out.count
    // A damaged escape of two bytes stands for a character of three.
    let room = bytes.count + bytes.count / 2 + 16
    out.append(contentsOf: repeatElement(0, count: room))
    let written = out.withUnsafeMutableBufferPointer { all -> Int in
      guard let first = all.baseAddress else { return 0 }
      return unescape(base, count: bytes.count, to: first + start)
    }
    out.removeLast(room - written)
  }

  /// - Returns: how many bytes were written; up to seven more may have been.
  private static func unescape(
    _ base: UnsafePointer<UInt8>, count: Int, to target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var at = 0
    var out = 0
    while true {
      let plain = plainCount(base + at, count: count &- at, to: target + out)
      at &+= plain
      out &+= plain
      // A backslash at the very end belongs to a cut string.
      guard at &+ 1 < count else { return out }
      let kind = base[at &+ 1]
      at &+= 2
      // Most stand before a quote, or before another backslash.
      if kind == 0x22 || kind == 0x5C {
        target[out] = kind
        out &+= 1
      } else if kind == 0x75 {
        at = unicode(base, at: at, count: count, to: target, &out)
      } else {
        target[out] = character(kind)
        out &+= 1
      }
    }
  }

  /// Copies bytes up to the first backslash, eight at a time, and says how many those were.
  @inline(__always)
  private static func plainCount(
    _ source: UnsafePointer<UInt8>, count: Int, to target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var at = 0
    while at &+ 8 <= count {
      let word = UnsafeRawPointer(source + at).loadUnaligned(as: UInt64.self)
      UnsafeMutableRawPointer(target + at).storeBytes(of: word, as: UInt64.self)
      // The lowest bit that is set is that of the first backslash (Mycroft's zero byte).
      let marks = word.littleEndian ^ 0x5C5C_5C5C_5C5C_5C5C
      let zeros = (marks &- 0x0101_0101_0101_0101) & ~marks & 0x8080_8080_8080_8080
      if zeros != 0 { return at &+ zeros.trailingZeroBitCount &>> 3 }
      at &+= 8
    }
    while at < count, source[at] != 0x5C {
      target[at] = source[at]
      at &+= 1
    }
    return at
  }

  /// What a letter behind a backslash stands for.
  @inline(__always)
  private static func character(_ letter: UInt8) -> UInt8 {
    switch letter {
    case 0x6E: 0x0A
    case 0x74: 0x09
    case 0x72: 0x0D
    case 0x62: 0x08
    case 0x66: 0x0C
    default: letter
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

  private static func unicode(
    _ base: UnsafePointer<UInt8>, at start: Int, count: Int,
    to target: UnsafeMutablePointer<UInt8>, _ out: inout Int
  ) -> Int {
    guard let unit = hexadecimal(base, at: start, count: count) else {
      write(0xFFFD, to: target, &out)
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
    write(scalar, to: target, &out)
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

  /// Writes a character in UTF-8.
  private static func write(
    _ scalar: UInt32, to target: UnsafeMutablePointer<UInt8>, _ out: inout Int
  ) {
    for byte in UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}").map(Array.init) ?? [] {
      target[out] = byte
      out &+= 1
    }
  }
}
