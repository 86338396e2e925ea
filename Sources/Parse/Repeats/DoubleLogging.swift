import LogModel
import Scan

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

/// What tells a call whose answer may be logged twice from the others of its moment.
struct RepeatedCall {
  private var words: UInt64
  private var status: UInt64
  /// The answer is a JSON string inside a JSON string.
  private(set) var isNested: Bool

  /// `nil` of a record that is none.
  init?(_ line: UnsafeRawBufferPointer, _ fields: UnsafePointer<RecordFields>) {
    guard let body = fields.pointee.responseBody, body.kind == .string, body.count > 1,
      fields.pointee.status != 0, let path = fields.pointee.path
    else { return nil }
    status = UInt64(fields.pointee.status)
    words = Self.gist(of: path, in: line)
    if let method = fields.pointee.method {
      words = StableHash.combine(words, Self.gist(of: method, in: line))
    }
    if let asked = fields.pointee.requestBody {
      words = StableHash.combine(words, Self.gist(of: asked, in: line))
    }
    isNested = line[body.start] == 0x5C && line[body.start + 1] == 0x22
  }

  /// The hash of the call at its moment.
  func hash(at time: Timestamp) -> UInt64 {
    StableHash.combine(StableHash.combine(UInt64(bitPattern: time.nanoseconds), status), words)
  }

  /// Length, first and last eight bytes: with stamp, method and status they tell calls apart,
  /// and only calls whose answers are encoded differently are compared at all.
  private static func gist(of slice: JSONSlice, in line: UnsafeRawBufferPointer) -> UInt64 {
    guard slice.count >= 8 else { return StableHash.hash(line.slice(slice)) }
    let first = line.loadUnaligned(fromByteOffset: slice.start, as: UInt64.self)
    let last = line.loadUnaligned(fromByteOffset: slice.end &- 8, as: UInt64.self)
    return StableHash.combine(first, last &+ UInt64(slice.count))
  }
}
