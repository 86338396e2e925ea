import LogModel
import Scan

/// What one line holds, as slices of its own bytes: filled by a format, read once.
///
/// Not to be copied: it is 304 bytes, and every line fills one in.
public struct RecordFields: ~Copyable {
  /// The moment, when its zone is known.
  var time: Timestamp?
  /// The civil time, when the line does not say its zone.
  var localTime: ParsedTime?
  var level = Severity.unknown
  var status = 0
  /// Of gRPC, or -1.
  var grpcStatus: Int8 = -1
  /// How the attempt ended, where the format says so itself.
  var outcome: Outcome = .unknown
  var size: Int?
  var latencyMilliseconds: Double?
  var success: Bool?
  var type: JSONSlice?
  var method: JSONSlice?
  var path: JSONSlice?
  var operation: JSONSlice?
  var message: JSONSlice?
  var error: JSONSlice?
  var requestBody: JSONSlice?
  var responseBody: JSONSlice?
  var service: JSONSlice?
  var host: JSONSlice?
  var user: JSONSlice?
  var session: JSONSlice?
  var address: JSONSlice?
  var peer: JSONSlice?
  var userAgent: JSONSlice?
  /// A record that travels inside this one, as Loki's tools wrap it.
  var envelopeLine: JSONSlice?
  var labels: JSONSlice?
  /// The whole line is one JSON object: a definition's field paths may look into it.
  var isObject = false
  /// The line is no valid JSON; what could be recognised was read.
  var isLenient = false
  /// Ranks of the keys that were taken, four bits each, so that the preferred name of several
  /// wins; 15 is none.
  private var lowRanks = UInt64.max
  private var highRanks = UInt64.max

  public init() {}

  /// The name under which a value of this meaning was found, or `nil`.
  func name(of key: FieldKey) -> String? {
    let ranks = key.rawValue < 16 ? lowRanks : highRanks
    let rank = Int(ranks &>> (UInt64(key.rawValue & 15) &* 4) & 15)
    return rank < key.names.count && rank < 15 ? key.names[rank] : nil
  }

  /// Whether `key` by this name is better than what was taken before; the last of equals wins.
  @inline(__always)
  mutating func takes(_ match: FieldKeyTable.Match) -> Bool {
    let shift = UInt64(match.key.rawValue & 15) &* 4
    let isLow = match.key.rawValue < 16
    let ranks = isLow ? lowRanks : highRanks
    guard UInt64(match.rank) <= ranks &>> shift & 15 else { return false }
    let taken = ranks & ~(15 &<< shift) | UInt64(match.rank) &<< shift
    if isLow { lowRanks = taken } else { highRanks = taken }
    return true
  }
}

extension UnsafeRawBufferPointer {
  /// The bytes of a slice.
  @inline(__always)
  func slice(_ slice: JSONSlice) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: self[slice.start..<slice.end])
  }
}
