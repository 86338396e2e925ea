import LogModel

/// Knows an answer that a logger wrote twice because it wraps two of the server's functions.
///
/// Inside one stream, at one stamp, the same call is logged once with its answer encoded once
/// and again with it encoded twice. Equal lines with equal encoding are two calls. A table of
/// the last calls is kept; its size bounds how far apart the two lines may stand.
struct DoubleLogging {
  private static let size = 1 << 10
  /// Hashes of calls, their last two bits the encodings that were seen: 8 KB stay near.
  private var calls = [UInt64](repeating: 0, count: Self.size)

  /// - Returns: whether this call was logged before with the other encoding.
  mutating func isRepeat(_ repeated: RepeatedCall, at time: Timestamp) -> Bool {
    let call = repeated.hash(at: time)
    let slot = Int(truncatingIfNeeded: call &>> 17) & (Self.size - 1)
    let depth: UInt64 = repeated.isNested ? 2 : 1
    return calls.withUnsafeMutableBufferPointer { calls in
      let known = calls[slot]
      guard known & ~3 == call & ~3, known & 3 != 0 else {
        calls[slot] = call & ~3 | depth
        return false
      }
      calls[slot] = known | depth
      return known & 3 != depth
    }
  }
}
