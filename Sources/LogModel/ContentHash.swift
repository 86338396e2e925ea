/// The identity of an input: XXH3-128 of its decoded bytes, whatever its name or packing.
public struct ContentHash: Hashable, Comparable, Sendable {
  public var high: UInt64
  public var low: UInt64

  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  public static func < (a: ContentHash, b: ContentHash) -> Bool {
    (a.high, a.low) < (b.high, b.low)
  }

  /// 32 hexadecimal digits, most significant first.
  public var hexadecimal: String {
    [high, low].map { half in
      let digits = String(half, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
