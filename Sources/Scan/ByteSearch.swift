/// Searches in runs of bytes, sixteen at a time.
///
/// Vectors are compared with vectors of the same byte: the overload that takes a scalar
/// compiles to a loop over lanes and was measured twenty times slower.
public enum ByteSearch {
  /// One bit a lane, lowest lane first.
  @inline(__always)
  private static func bits(_ mask: SIMDMask<SIMD16<Int8>>) -> UInt32 {
    // A literal in place: a static would be looked up behind a lock, every sixteen bytes.
    let words =
      unsafeBitCast(mask, to: SIMD2<UInt64>.self)
      & SIMD2<UInt64>(repeating: 0x8040_2010_0804_0201)
    let low = (words[0] &* 0x0101_0101_0101_0101) &>> 56
    let high = (words[1] &* 0x0101_0101_0101_0101) &>> 56
    return UInt32(truncatingIfNeeded: low | (high &<< 8))
  }

  /// The closing quote of a JSON string whose first byte is at `start`; `nil` when it is cut.
  ///
  /// Sixteen bytes at a time. Which bytes are escaped follows from the runs of backslashes by
  /// one addition (Langdale and Lemire 2019, section 3.1.1): bodies that hold JSON in a string,
  /// once or twice encoded, have an escape every few bytes.
  @inline(__always)
  static func endOfString(
    _ base: UnsafePointer<UInt8>, from start: Int, to end: Int
  ) -> (end: Int, hasEscapes: Bool)? {
    let quotes = SIMD16<UInt8>(repeating: 0x22)
    let slashes = SIMD16<UInt8>(repeating: 0x5C)
    let even: UInt32 = 0x5555
    var at = start
    var hasEscapes = false
    /// The first byte of the next block is escaped by the last one of this.
    var carry: UInt32 = 0
    while at &+ 16 <= end {
      let lanes = UnsafeRawPointer(base + at).loadUnaligned(as: SIMD16<UInt8>.self)
      let quote = bits(lanes .== quotes)
      var slash = bits(lanes .== slashes)
      if slash | carry == 0 {
        if quote != 0 { return (at &+ quote.trailingZeroBitCount, hasEscapes) }
        at &+= 16
        continue
      }
      slash &= ~carry
      let follows = (slash &<< 1 | carry) & 0xFFFF
      let sum = (slash & ~even & ~follows) &+ slash
      let escaped = (even ^ (sum &<< 1)) & follows
      let open = quote & ~escaped
      if open != 0 {
        let lane = open.trailingZeroBitCount
        let before = (slash | carry) & ((1 &<< UInt32(lane)) &- 1)
        return (at &+ lane, hasEscapes || before != 0)
      }
      hasEscapes = true
      carry = sum &>> 16
      // A run that starts on an even lane escapes over the block's end without overflowing.
      if carry == 0, slash &>> 15 & 1 != 0, escaped &>> 15 & 1 == 0 { carry = 1 }
      at &+= 16
    }
    guard let found = walk(base, from: at &+ Int(carry), to: end) else { return nil }
    return (found.end, found.hasEscapes || hasEscapes)
  }

  private static func walk(
    _ base: UnsafePointer<UInt8>, from start: Int, to end: Int
  ) -> (end: Int, hasEscapes: Bool)? {
    var at = start
    var hasEscapes = false
    while at < end {
      if base[at] == 0x22 { return (at, hasEscapes) }
      if base[at] == 0x5C {
        hasEscapes = true
        at &+= 2
      } else {
        at &+= 1
      }
    }
    return nil
  }
}
