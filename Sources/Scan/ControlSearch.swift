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
    var one = Lanes(repeating: 0xFF)
    var two = one
    var at = 0
    let last = line.count &- 32
    while at < last {
      one = pointwiseMin(one, base.loadUnaligned(fromByteOffset: at, as: Lanes.self))
      two = pointwiseMin(two, base.loadUnaligned(fromByteOffset: at &+ 16, as: Lanes.self))
      at &+= 32
    }
    // The rest, together with bytes that were looked at.
    one = pointwiseMin(one, base.loadUnaligned(fromByteOffset: last, as: Lanes.self))
    two = pointwiseMin(two, base.loadUnaligned(fromByteOffset: last &+ 16, as: Lanes.self))
    let high = pointwiseMin(one, two) & Lanes(repeating: 0xE0)
    return any(high .== Lanes(repeating: 0))
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
