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
    var tail: UInt64 = 0
    var shift: UInt64 = 0
    while offset < bytes.count {
      tail |= UInt64(base.load(fromByteOffset: offset, as: UInt8.self)) &<< shift
      shift &+= 8
      offset &+= 1
    }
    return mix(mix(state ^ tail, first), second)
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
