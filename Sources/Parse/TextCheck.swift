import LogModel

/// Finds lines whose bytes are no plain text: beyond ASCII, or controls.
///
/// Blocks are looked at as a whole, and lines only where their block holds such a byte.
struct TextCheck {
  /// Bytes that are looked at together.
  private static let block = 4096
  /// Offset in the stream up to which it is known what the blocks hold.
  private var known = 0
  /// Whether all since the block's begin is plain ASCII.
  private var isPlain = true

  /// Whether a line holds controls or bytes beyond ASCII.
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

  /// Whether any byte is 0x80 or more, or a control other than a line feed.
  static func isOdd(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    // Aligned loads are folded into the operations on them: one instruction less each.
    let head = min(
      bytes.count, Int(bitPattern: base) & 15 == 0 ? 0 : 16 - Int(bitPattern: base) & 15)
    if bytes[..<head].contains(where: isOdd) { return true }
    var index = head
    let feed = SIMD16<UInt8>(repeating: 0x0A)
    let one = SIMD16<UInt8>(repeating: 1)
    while index &+ 64 <= bytes.count {
      // A feed becomes 0 and then 255, other controls at most 30, what is printed more.
      var high = SIMD16<UInt8>.zero
      var least = SIMD16<UInt8>(repeating: 0xFF)
      for step in 0..<4 {
        let lanes = bytes.load(fromByteOffset: index &+ step &* 16, as: SIMD16<UInt8>.self)
        high |= lanes
        let ranked = (lanes ^ feed) &- one
        least.replace(with: ranked, where: ranked .< least)
      }
      let beyond = unsafeBitCast(high, to: SIMD2<UInt64>.self)
      let odd = unsafeBitCast(least .< SIMD16<UInt8>(repeating: 31), to: SIMD2<UInt64>.self)
      if (beyond[0] | beyond[1]) & highBits | odd[0] | odd[1] != 0 { return true }
      index &+= 64
    }
    return bytes[index...].contains(where: isOdd)
  }

  @inline(__always)
  private static func isOdd(_ byte: UInt8) -> Bool {
    Int8(bitPattern: byte) < 0x20 && byte != 0x0A
  }

  private static let highBits: UInt64 = 0x8080_8080_8080_8080

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
  /// Says what is wrong with a line that holds controls or bytes beyond ASCII.
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
