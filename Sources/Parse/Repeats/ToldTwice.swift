import LogModel
import Scan

/// Knows a request that did not go well and stands in its log twice: once as an error, with what
/// went wrong, and once as the access line that every request has.
///
/// Inside one stream, the same service tells of the same method, path and status at two levels and
/// in other words, at about the same moment; or in other words alone at the very same one, as Caddy
/// does, whose access lines of failures are errors, too. One of either side stands for one of the
/// other, so of any number of requests as many remain as there were. Only requests that failed or
/// were declined are looked at.
struct ToldTwice {
  private static let size = 1 << 11
  /// How far apart the two lines of one request stand, in nanoseconds: one whose id both name may
  /// have its access line at its end.
  private static let reach: Int64 = 2_000_000_000
  private static let reachOfNamed: Int64 = 60_000_000_000

  /// Requests that one side told of, and the other has not yet.
  private struct Waiting {
    var key: UInt64 = 0
    var words: UInt64 = 0
    var client: UInt64 = 0
    var since: Int64 = 0
    var count = 0
    var isComplaint = false
  }

  /// Nothing is kept until the first request that did not go well.
  private var waiting: [Waiting] = []

  /// - Returns: whether the other side told of this request before.
  mutating func isRepeat(_ told: ToldRequest, at time: Timestamp) -> Bool {
    if waiting.isEmpty { waiting = [Waiting](repeating: Waiting(), count: Self.size) }
    let slot = Int(truncatingIfNeeded: told.key &>> 19) & (Self.size - 1)
    let known = waiting[slot]
    let reach = told.isNamed ? Self.reachOfNamed : Self.reach
    let isNear = (time.nanoseconds &- known.since).magnitude <= reach
    let isKnown = known.key == told.key && known.count > 0 && isNear
    let isExact =
      told.isObject && time.fractionDigits >= 3 && time.nanoseconds == known.since
    if isKnown, known.isComplaint != told.isComplaint || isExact, known.words != told.words,
      known.count > 1 || known.client == 0 || told.client == 0 || known.client == told.client
    {
      waiting[slot].count -= 1
      return true
    }
    let isOfSide = isKnown && known.isComplaint == told.isComplaint
    waiting[slot] = Waiting(
      key: told.key, words: told.words, client: told.client, since: time.nanoseconds,
      count: isOfSide ? known.count + 1 : 1, isComplaint: told.isComplaint)
    return false
  }
}

/// What tells a request that did not go well from others of its moment.
struct ToldRequest {
  fileprivate var key: UInt64
  /// Of what the line says: two levels of one sentence are two requests.
  fileprivate var words: UInt64 = 0
  /// Whose it was, where the line says so; 0 where not.
  fileprivate var client: UInt64 = 0
  fileprivate var isComplaint: Bool
  /// What it says stands apart from what it was about.
  fileprivate var isObject: Bool
  /// The key holds the request's own id.
  fileprivate var isNamed = false

  /// `nil` of a record that is none.
  @inline(__always)
  init?(
    _ line: UnsafeRawBufferPointer, _ fields: UnsafePointer<RecordFields>,
    in context: SharedContext
  ) {
    guard fields.pointee.status >= 400, let path = fields.pointee.path,
      !fields.pointee.isMessage
    else { return nil }
    let level =
      fields.pointee.level == .unknown ? context.value.level : fields.pointee.level
    isComplaint = level >= .warning
    isObject = fields.pointee.isObject
    // A sentence without a level may be a complaint whose level was not understood.
    guard level != .unknown || isObject || fields.pointee.message == nil else { return nil }
    key = StableHash.combine(UInt64(fields.pointee.status), context.value.serviceHash)
    let route = line.slice(path).prefix { $0 != 0x3F && $0 != 0x23 }
    add(UnsafeRawBufferPointer(rebasing: route))
    if let method = fields.pointee.method { add(line.slice(method)) }
    if let service = fields.pointee.service { add(line.slice(service)) }
    if let type = fields.pointee.type { add(line.slice(type)) }
    if let trace = fields.pointee.trace {
      add(line.slice(trace))
      isNamed = true
    }
    if let said = fields.pointee.error ?? fields.pointee.message {
      words = Self.words(line.slice(said))
    }
    if let address = fields.pointee.address { client = StableHash.hash(line.slice(address)) | 1 }
  }

  /// The letters alone: of two requests the same is said with other numbers.
  private static func words(_ text: UnsafeRawBufferPointer) -> UInt64 {
    var hash: UInt64 = 1
    for byte in text.prefix(160) where (byte | 0x20) &- 0x61 < 26 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    return hash
  }

  private mutating func add(_ text: UnsafeRawBufferPointer) {
    key = StableHash.combine(key, StableHash.hash(text))
  }
}
