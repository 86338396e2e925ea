/// A 64-bit hash of bytes that is the same in every process, on every machine.
///
/// Swift's own `Hasher` is seeded per process, so nothing that decides an output may use it.
/// The mixing is a folded 64×64→128-bit multiply over 8-byte words; it is fast, not
/// cryptographic.
public enum StableHash {
  private static let first: UInt64 = 0x9E37_79B9_7F4A_7C15
  private static let second: UInt64 = 0xD6E8_FEB8_6659_FD93

  public static func hash(_ bytes: UnsafeRawBufferPointer, seed: UInt64 = 0) -> UInt64 {
    var state = seed ^ first ^ UInt64(truncatingIfNeeded: bytes.count)
    guard let base = bytes.baseAddress else { return mix(state, second) }
    var offset = 0
    while offset &+ 8 <= bytes.count {
      let word = base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      state = mix(state ^ word, second)
      offset &+= 8
    }
    let tail = last(bytes.count &- offset, of: base, to: bytes.count)
    return mix(mix(state ^ tail, first), second)
  }

  /// The last bytes, fewer than eight, as one number: the first of them lowest.
  @inline(__always)
  private static func last(_ count: Int, of base: UnsafeRawPointer, to end: Int) -> UInt64 {
    if count == 0 { return 0 }
    if end >= 8 {
      // Read together with bytes before them, which are shifted out.
      let word = base.loadUnaligned(fromByteOffset: end &- 8, as: UInt64.self).littleEndian
      return word &>> UInt64(64 &- 8 &* count)
    }
    var tail: UInt64 = 0
    var at = end
    while at > end &- count {
      at &-= 1
      tail = tail &<< 8 | UInt64(base.load(fromByteOffset: at, as: UInt8.self))
    }
    return tail
  }

  public static func hash(_ text: String, seed: UInt64 = 0) -> UInt64 {
    var text = text
    return text.withUTF8 { hash(UnsafeRawBufferPointer($0), seed: seed) }
  }

  /// One hash of two.
  public static func combine(_ a: UInt64, _ b: UInt64) -> UInt64 { mix(a ^ first, b &+ second) }

  private static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low ^ (a &>> 32)
  }
}
