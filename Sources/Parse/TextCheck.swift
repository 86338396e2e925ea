import LogModel

/// Finds lines whose bytes are no text: no UTF-8, or with zeros in them.
///
/// Blocks are looked at as a whole, and lines only where their block holds a zero or a byte
/// beyond ASCII.
struct TextCheck {
  /// Bytes that are looked at together.
  private static let block = 4096
  /// Offset in the stream up to which it is known what the blocks hold.
  private var known = 0
  /// Whether all since the block's begin is plain ASCII.
  private var isPlain = true

  /// Whether a line holds zeros or bytes beyond ASCII.
  ///
  /// - Parameters:
  ///   - range: of the line in `window`; lines come in the order of the stream.
  ///   - origin: offset of the window in the stream.
  @inline(__always)
  mutating func isOdd(
    _ range: Range<Int>, of window: UnsafeRawBufferPointer, origin: Int
  ) -> Bool {
    if isPlain, origin &+ range.upperBound <= known { return false }
    return look(range, window, origin)
  }

  @inline(never)
  private mutating func look(
    _ range: Range<Int>, _ window: UnsafeRawBufferPointer, _ origin: Int
  ) -> Bool {
    let line = UnsafeRawBufferPointer(rebasing: window[range])
    if origin + range.upperBound <= known { return Self.isOdd(line) }
    // From the line's begin, for what lay before it no longer matters.
    let end = min(window.count, max(range.upperBound, range.lowerBound + Self.block))
    isPlain = !Self.isOdd(UnsafeRawBufferPointer(rebasing: window[range.lowerBound..<end]))
    known = origin + end
    return !isPlain && Self.isOdd(line)
  }

  /// Whether any byte is 0, or 0x80 or more.
  static func isOdd(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    // Aligned loads are folded into the operations on them: one instruction less each.
    let head = min(
      bytes.count, Int(bitPattern: base) & 15 == 0 ? 0 : 16 - Int(bitPattern: base) & 15)
    if isOddInWords(bytes, 0..<head) { return true }
    var index = head
    while index &+ 128 <= bytes.count {
      var most = SIMD16<UInt8>.zero
      var least = SIMD16<UInt8>(repeating: 0xFF)
      for step in 0..<8 {
        let lanes = bytes.load(fromByteOffset: index &+ step &* 16, as: SIMD16<UInt8>.self)
        most |= lanes
        least.replace(with: lanes, where: lanes .< least)
      }
      let high = unsafeBitCast(most, to: SIMD2<UInt64>.self)
      let low = unsafeBitCast(least, to: SIMD2<UInt64>.self)
      if (high[0] | high[1]) & highBits != 0 || holdsZero(low[0]) || holdsZero(low[1]) {
        return true
      }
      index &+= 128
    }
    return isOddInWords(bytes, index..<bytes.count)
  }

  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// For words without high bits.
  @inline(__always)
  private static func holdsZero(_ word: UInt64) -> Bool {
    (word &- 0x0101_0101_0101_0101) & highBits != 0
  }

  private static func isOddInWords(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while index &+ 8 <= range.upperBound {
      let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      if word & highBits != 0 || holdsZero(word) { return true }
      index &+= 8
    }
    while index < range.upperBound {
      if bytes[index] == 0 || bytes[index] >= 0x80 { return true }
      index &+= 1
    }
    return false
  }

  /// Whether all bytes are UTF-8 as the Unicode Standard defines it (table 3-7).
  static func isUTF8(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var index = 0
    while index < bytes.count {
      if index &+ 8 <= bytes.count,
        bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & highBits == 0
      {
        index &+= 8
        continue
      }
      let lead = bytes[index]
      if lead < 0x80 {
        index &+= 1
        continue
      }
      let (length, least, most): (Int, UInt8, UInt8)
      switch lead {
      case 0xC2...0xDF: (length, least, most) = (2, 0x80, 0xBF)
      case 0xE0: (length, least, most) = (3, 0xA0, 0xBF)
      case 0xED: (length, least, most) = (3, 0x80, 0x9F)
      case 0xE1...0xEF: (length, least, most) = (3, 0x80, 0xBF)
      case 0xF0: (length, least, most) = (4, 0x90, 0xBF)
      case 0xF1...0xF3: (length, least, most) = (4, 0x80, 0xBF)
      case 0xF4: (length, least, most) = (4, 0x80, 0x8F)
      default: return false
      }
      guard index + length <= bytes.count, (least...most).contains(bytes[index + 1]) else {
        return false
      }
      for at in (index + 2)..<(index + max(2, length)) where bytes[at] & 0xC0 != 0x80 {
        return false
      }
      index += length
    }
    return true
  }
}

extension LineReader {
  /// Says what is wrong with a line that holds zeros or bytes beyond ASCII.
  mutating func checkText(_ line: UnsafeRawBufferPointer, number: Int, offset: Int) {
    // Zeros in front of a line are of a file that was emptied, and told as such.
    if let start = line.firstIndex(where: { $0 > 0x20 }),
      line[start...].contains(0)
    {
      warnings.note(.nulBytes, line: number, byteOffset: offset, "zero bytes inside of a line")
    }
    guard !TextCheck.isUTF8(line) else { return }
    warnings.note(
      .invalidUTF8, line: number, byteOffset: offset, "bytes that are no UTF-8; shown as U+FFFD")
  }
}
