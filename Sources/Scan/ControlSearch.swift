/// Looks for control bytes that JSON wants escaped.
public enum ControlSearch {
  private typealias Lanes = SIMD16<UInt8>

  /// Whether a byte below 0x20 stands inside of a string of the JSON text `line`.
  ///
  /// Most lines hold no such byte anywhere, which is seen thirty-two bytes at a time.
  @inline(__always)
  public static func isInString(_ line: UnsafeRawBufferPointer) -> Bool {
    hasAny(line) && stringHas(line)
  }

  @inline(__always)
  private static func hasAny(_ line: UnsafeRawBufferPointer) -> Bool {
    guard line.count >= 32, let base = line.baseAddress else { return line.contains { $0 < 0x20 } }
    var found = look(base, 0)
    var at = 16
    let last = line.count &- 32
    while at <= last {
      found .|= look(base, at) .| look(base, at &+ 16)
      at &+= 32
    }
    // The rest, together with bytes that were looked at.
    found .|= look(base, last) .| look(base, last &+ 16)
    let words = unsafeBitCast(found, to: SIMD2<UInt64>.self)
    return words[0] | words[1] != 0
  }

  /// Which of sixteen bytes have none of the three highest bits.
  @inline(__always)
  private static func look(_ base: UnsafeRawPointer, _ at: Int) -> SIMDMask<SIMD16<Int8>> {
    let high =
      base.loadUnaligned(fromByteOffset: at, as: Lanes.self) & Lanes(repeating: 0xE0)
    return high .== Lanes(repeating: 0)
  }

  private static func stringHas(_ line: UnsafeRawBufferPointer) -> Bool {
    var isString = false
    var isEscaped = false
    for byte in line {
      if isString, byte < 0x20 { return true }
      if isEscaped {
        isEscaped = false
      } else if byte == 0x22 {
        isString.toggle()
      } else if byte == 0x5C {
        isEscaped = isString
      }
    }
    return false
  }
}
