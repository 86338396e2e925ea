/// A map from well-mixed 64-bit hashes to small numbers, for the paths that every record takes.
///
/// Open addressing without a second hash: the keys are `StableHash` values already. Nothing is
/// ever removed one by one, and it is never walked, so no order of it can reach an output.
public struct StableIndex: Sendable {
  private var keys: [UInt64]
  private var values: [Int32]
  private var mask: Int
  public private(set) var count = 0

  public init() {
    keys = [UInt64](repeating: 0, count: 64)
    values = [Int32](repeating: 0, count: 64)
    mask = 63
  }

  /// 0 marks an empty place, so it is stored as another.
  @inline(__always)
  private static func stored(_ key: UInt64) -> UInt64 { key == 0 ? 0x9E37_79B9 : key }

  public subscript(key: UInt64) -> Int? {
    let key = Self.stored(key)
    return keys.withUnsafeBufferPointer { keys in
      var at = Int(truncatingIfNeeded: key &>> 7) & mask
      while keys[at] != 0 {
        if keys[at] == key { return Int(values[at]) }
        at = (at &+ 1) & mask
      }
      return nil
    }
  }

  /// - Precondition: the value fits 32 bits.
  public mutating func insert(_ key: UInt64, _ value: Int) {
    if count &* 2 >= keys.count { grow() }
    place(Self.stored(key), Int32(truncatingIfNeeded: value))
  }

  private mutating func place(_ key: UInt64, _ value: Int32) {
    var at = Int(truncatingIfNeeded: key &>> 7) & mask
    while keys[at] != 0 {
      if keys[at] == key {
        values[at] = value
        return
      }
      at = (at &+ 1) & mask
    }
    keys[at] = key
    values[at] = value
    count &+= 1
  }

  private mutating func grow() {
    let (oldKeys, oldValues) = (keys, values)
    keys = [UInt64](repeating: 0, count: oldKeys.count * 2)
    values = [Int32](repeating: 0, count: keys.count)
    mask = keys.count - 1
    count = 0
    for (key, value) in zip(oldKeys, oldValues) where key != 0 { place(key, value) }
  }

  /// Forgets everything; a small table keeps its memory.
  public mutating func removeAll() {
    guard keys.count <= 1024 else {
      self = StableIndex()
      return
    }
    for at in keys.indices { keys[at] = 0 }
    count = 0
  }
}
