import LogModel

/// Finds lines whose bytes are no plain text: beyond ASCII, or controls.
enum TextCheck {
  private typealias Lanes = SIMD16<UInt8>

  /// Whether any byte is 0x80 or more, or below 0x20.
  ///
  /// Moved down by 0x20, all others are below 0x60: two instructions for sixteen bytes.
  @inline(__always)
  static func isOdd(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count >= 16, let base = bytes.baseAddress else {
      return bytes.contains { $0 &- 0x20 >= 0x60 }
    }
    let blank = Lanes(repeating: 0x20)
    var one = Lanes.zero
    var two = Lanes.zero
    var at = 0
    while at &+ 64 <= bytes.count {
      let here = base + at
      one = larger(one, here.loadUnaligned(as: Lanes.self) &- blank)
      two = larger(two, here.loadUnaligned(fromByteOffset: 16, as: Lanes.self) &- blank)
      one = larger(one, here.loadUnaligned(fromByteOffset: 32, as: Lanes.self) &- blank)
      two = larger(two, here.loadUnaligned(fromByteOffset: 48, as: Lanes.self) &- blank)
      at &+= 64
    }
    let last = bytes.count &- 16
    while at < last {
      one = larger(one, base.loadUnaligned(fromByteOffset: at, as: Lanes.self) &- blank)
      at &+= 16
    }
    // The rest, together with bytes that were looked at.
    two = larger(two, base.loadUnaligned(fromByteOffset: last, as: Lanes.self) &- blank)
    let odd = larger(one, two) .>= Lanes(repeating: 0x60)
    let words = unsafeBitCast(odd, to: SIMD2<UInt64>.self)
    return words[0] | words[1] != 0
  }

  /// Compiles to one instruction; `pointwiseMax` is a call.
  @inline(__always)
  private static func larger(_ a: Lanes, _ b: Lanes) -> Lanes {
    a.replacing(with: b, where: a .< b)
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
    if line.last == 0, line.contains(where: { $0 > 0x20 }) {
      noteZeros(line: number, offset: offset, endOfLine: true)
    } else if let start = line.firstIndex(where: { $0 > 0x20 }),
      line[start...].contains(0)
    {
      records.warnings.note(
        .nulBytes, line: number, byteOffset: offset, "zero bytes inside of a line")
    }
    guard !TextCheck.isUTF8(line) else { return }
    records.warnings.note(
      .invalidUTF8, line: number, byteOffset: offset, "bytes that are no UTF-8; shown as U+FFFD")
  }
}
