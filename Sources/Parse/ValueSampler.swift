import LogModel

/// Chooses of which records the values are looked at: of each operation and each statement one in
/// every second of the log.
///
/// A function of the stream alone: whatever falls on one place of the small table only makes more
/// records be looked at.
struct ValueSampler {
  private static let size = 256
  private var known = [(key: UInt64, second: Int64)](repeating: (0, .min), count: Self.size)

  /// Whether a record's values are wanted; says so once a second.
  @inline(__always)
  mutating func takes(_ key: UInt64, at nanoseconds: Int64) -> Bool {
    let second = nanoseconds / 1_000_000_000
    let place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> 56)
    return known.withUnsafeMutableBufferPointer { known in
      if known[place].key == key, known[place].second == second { return false }
      known[place] = (key, second)
      return true
    }
  }
}
