import LogModel

/// A source of random numbers that gives the same row of numbers on every machine.
///
/// xoshiro256++ over a state filled by SplitMix64. The helpers below are its own too: the
/// standard library may change how it maps numbers to ranges, and with it every log.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)
  private let seed: UInt64

  /// - Parameter seed: any number; near seeds give unrelated rows.
  public init(seed: UInt64) {
    self.seed = seed
    var filler = seed
    func fill() -> UInt64 {
      filler &+= 0x9E37_79B9_7F4A_7C15
      var mixed = filler
      mixed = (mixed ^ (mixed &>> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed &>> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed &>> 31)
    }
    state = (fill(), fill(), fill(), fill())
  }

  /// A generator of its own for one actor, so that a change to one leaves the others as they are.
  public func fork(_ label: String) -> SeededGenerator {
    SeededGenerator(seed: StableHash.combine(seed, StableHash.hash(label)))
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    let sum = state.0 &+ state.3
    let result = ((sum &<< 23) | (sum &>> 41)) &+ state.0
    let shifted = state.1 &<< 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = (state.3 &<< 45) | (state.3 &>> 19)
    return result
  }

  /// A whole number from 0 up to, not including, `bound`; 0 for a bound below 1.
  public mutating func below(_ bound: Int) -> Int {
    guard bound > 0 else { return 0 }
    return Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A whole number of the range, both ends included.
  public mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound &+ below(range.upperBound &- range.lowerBound &+ 1)
  }

  /// `base`, up to `percent` percent shorter or longer.
  public mutating func jittered(_ base: Int, percent: Int) -> Int {
    let spread = base / 100 * percent + base % 100 * percent / 100
    return base - spread + below(2 * spread + 1)
  }

  /// A number of the range that is mostly small and sometimes large, as response times are.
  ///
  /// A cubed uniform number in integer steps: a logarithm would differ in its last bit between
  /// machines.
  public mutating func skewed(_ range: ClosedRange<Int>) -> Int {
    let step = below(1024)
    let width = range.upperBound - range.lowerBound + 1
    return range.lowerBound + ((width * step * step * step) >> 30)
  }

  /// True in `share` of all draws; never at 0, always at 1.
  public mutating func chance(_ share: Double) -> Bool {
    Double(next() &>> 11) < share * 9_007_199_254_740_992
  }
}
