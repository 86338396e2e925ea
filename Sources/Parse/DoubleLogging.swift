import LogModel

/// Knows an answer that a logger wrote twice because it wraps two of the server's functions.
///
/// Inside one stream, at one stamp, the same call is logged once with its answer encoded once
/// and again with it encoded twice. Equal lines with equal encoding are two calls. A table of
/// the last calls is kept; its size bounds how far apart the two lines may stand.
struct DoubleLogging {
  private static let size = 1 << 12
  private var calls = [UInt64](repeating: 0, count: Self.size)
  private var depths = [UInt8](repeating: 0, count: Self.size)

  /// - Parameter isNested: the answer is a JSON string inside a JSON string.
  /// - Returns: whether this call was logged before with the other encoding.
  mutating func isRepeat(call: UInt64, isNested: Bool) -> Bool {
    let slot = Int(truncatingIfNeeded: call &>> 17) & (Self.size - 1)
    let depth: UInt8 = isNested ? 2 : 1
    guard calls[slot] == call else {
      calls[slot] = call
      depths[slot] = depth
      return false
    }
    let seen = depths[slot]
    depths[slot] = seen | depth
    return seen != depth
  }
}
