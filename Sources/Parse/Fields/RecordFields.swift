import LogModel
import Scan

/// What one line holds, as slices of its own bytes: filled by a format, read once.
///
/// Not to be copied: it is some 350 bytes, and every line fills one in.
public struct RecordFields: ~Copyable {
  /// The moment, when its zone is known.
  var time: Timestamp?
  /// The civil time, when the line does not say its zone.
  var localTime: ParsedTime?
  var level = Severity.unknown
  var status = 0
  var size: Int?
  var latencyMilliseconds: Double?
  var success: Bool?
  /// A word for how it ended, in a member that says other things too: it counts for an operation.
  var saidEnd: Bool?
  /// How it ended, where the format says so itself: a proxy's flags, not a status.
  var outcome = Outcome.unknown
  /// Says something about a request that another line records.
  var isMessage = false
  /// Tells how a platform's call of a function ended; the line has no name for it.
  var isInvocation = false
  /// The gRPC status, 0 to 16; -1 where the line has none.
  var grpcStatus: Int8 = -1
  var type: JSONSlice?
  var method: JSONSlice?
  var path: JSONSlice?
  var operation: JSONSlice?
  var message: JSONSlice?
  var error: JSONSlice?
  /// A member for an error says that there was none.
  var deniesError = false
  var requestBody: JSONSlice?
  var responseBody: JSONSlice?
  var service: JSONSlice?
  var host: JSONSlice?
  var user: JSONSlice?
  var session: JSONSlice?
  var address: JSONSlice?
  var peer: JSONSlice?
  /// The host of a whole URL in the place of a path.
  var authority: JSONSlice?
  /// The URL stood where programs write whom they call, not what they were asked for.
  var isTarget = false
  /// The path stood under a name that files have as well.
  var mayBeFile = false
  var job: JSONSlice?
  /// Time in a queue.
  var waitMilliseconds: Double?
  /// The id that the records of one request share.
  var trace: JSONSlice?
  var userAgent: JSONSlice?
  /// A record that travels inside this one, as Loki's tools wrap it.
  var envelopeLine: JSONSlice?
  var labels: JSONSlice?
  /// The whole line is one JSON object: a definition's field paths may look into it.
  var isObject = false
  /// The whole line is pairs of a key and its value.
  var isPairs = false
  /// The line is no valid JSON; what could be recognised was read.
  var isLenient = false
  /// The line is known to hold no control: nobody needs to look for one in its strings.
  var isPlain = false
  /// The line goes on with the record before it, though it has a time of its own.
  var isContinuation = false
  /// A sum over the names of an object's members that mean nothing; 0 without any.
  var extras: UInt64 = 0
  /// The unit in which the line states ``latencyMilliseconds``.
  var latencyUnit = LatencyUnit.none
  /// The service of a remote call whose method ``operation`` is.
  var rpcService: JSONSlice?
  /// Whom and what of the deployment it was about.
  var dimensions = DimensionFields()
  /// Where the line's only time stands, as text without escapes; empty where it has others.
  var stamp: Range<Int> = 0..<0
  /// Ranks of the keys that were taken, a byte each, so that the preferred name of several
  /// wins; 255 is none. Read by address: four words are no array.
  private var ranks = (UInt64.max, UInt64.max, UInt64.max, UInt64.max)
  /// Which of their names, of the first keys; 16 bits each.
  private var names = (UInt64.max, UInt64.max)

  public init() {}

  /// The line tells of a call to a URL elsewhere: nobody's request has a host, and neither method
  /// nor end.
  var isCallOut: Bool {
    authority != nil && method == nil && operation == nil && status == 0 && grpcStatus < 0
      && success == nil && outcome == .unknown
  }

  /// Says neither what happened nor how grave it is, as an object does that somebody sent.
  var isBare: Bool {
    level == .unknown && message == nil && error == nil && path == nil && method == nil
      && operation == nil
  }

  /// The call of a URL of another host, with its end: nothing is known of a client that it served,
  /// and the host is neither the machine nor what the line calls its own.
  func isOutbound(in line: UnsafeRawBufferPointer) -> Bool {
    guard isTarget, let authority, address == nil, userAgent == nil,
      status != 0 || grpcStatus >= 0 || success != nil || outcome != .unknown
    else { return false }
    let name = line.slice(authority)
    let own = ["localhost", "127.0.0.1", "0.0.0.0", "[::1]"]
    if own.contains(where: { name.elementsEqual($0.utf8) }) { return false }
    return !(host.map { line.slice($0).elementsEqual(name) } ?? false)
  }

  /// It says how long something took that was asked for, and no status.
  var isDone: Bool {
    latencyMilliseconds != nil && status == 0 && grpcStatus < 0 && !isMessage
      && (path != nil || operation != nil)
  }

  /// The same, and it says what went wrong.
  var isDoneWithError: Bool { isDone && error?.kind == .string }

  /// All that is known of a request is a path, and that is a file's.
  func isFileAlone(in line: UnsafeRawBufferPointer) -> Bool {
    guard mayBeFile, let path else { return false }
    return method == nil && operation == nil && status == 0 && grpcStatus < 0
      && success == nil && outcome == .unknown && latencyMilliseconds == nil && address == nil
      && userAgent == nil && PathText.isFile(line.slice(path))
  }

  /// The name under which a value of this meaning was found, or `nil`.
  func name(of key: FieldKey) -> String? {
    guard key.rawValue < 8 else { return nil }
    let index = withUnsafeBytes(of: names) {
      Int($0.load(fromByteOffset: Int(key.rawValue) * 2, as: UInt16.self))
    }
    let names = key.names
    return index < names.count ? names[index].name : nil
  }

  /// Whether the value of this meaning was found under the name with this index.
  func name(is index: UInt16, of key: FieldKey) -> Bool {
    withUnsafeBytes(of: names) {
      $0.load(fromByteOffset: Int(key.rawValue & 7) * 2, as: UInt16.self) == index
    }
  }

  /// Whether `key` by this name is better than what was taken before; the last of equals wins.
  @inline(__always)
  mutating func takes(_ match: FieldKeyTable.Match) -> Bool {
    let key = Int(match.key.rawValue & 31)
    let isBetter = withUnsafeMutableBytes(of: &ranks) { ranks in
      guard match.rank <= ranks[key] else { return false }
      ranks[key] = match.rank
      return true
    }
    guard isBetter, key < 8 else { return isBetter }
    withUnsafeMutableBytes(of: &names) {
      $0.storeBytes(of: match.index, toByteOffset: key &* 2, as: UInt16.self)
    }
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

extension RecordFields {
  /// The moment that the line itself states, in nanoseconds; of civil times, of their own clock.
  var statedMoment: Int64? {
    time?.nanoseconds
      ?? localTime.map { $0.seconds &* 1_000_000_000 &+ Int64($0.nanosecond) }
  }
}

/// What the formats of servers and proxies share.
extension RecordFields {
  /// A range of the line's bytes as they stand.
  static func plain(_ range: Range<Int>) -> JSONSlice {
    JSONSlice(kind: .string, start: range.lowerBound, end: range.upperBound)
  }

  /// The same; `nil` for nothing, and for the `-` that stands for it.
  static func stated(_ range: Range<Int>?, in line: UnsafeRawBufferPointer) -> JSONSlice? {
    guard let range, !range.isEmpty, range.count > 1 || line[range.lowerBound] != 0x2D else {
      return nil
    }
    return plain(range)
  }

  /// Method and path of a request line `POST /cart HTTP/1.1`; of a URL, what follows its host.
  mutating func takeRequest(_ request: Range<Int>, of line: UnsafeRawBufferPointer) {
    guard let parts = RequestLine.parts(line, in: request) else { return }
    method = Self.plain(parts.method)
    path = Self.plain(RequestLine.path(line, in: parts.path))
  }

  /// A status as logged; 0 and what no server answers with stand for none.
  mutating func takeStatus(_ code: Int) {
    status = (100...599).contains(code) ? code : 0
  }

  /// The stamp, by whether its moment is known.
  mutating func take(_ parsed: ParsedTime) {
    localTime = parsed.isOpen ? parsed : nil
    time = parsed.isOpen ? nil : parsed.timestamp()
  }
}

/// The place that the fields of one line after the other are put into.
///
/// Emptied by copying an empty one over it: written member by member, some eighty stores a line
/// cost more than a short line's JSON.
final class ReusedFields {
  private let fields: UnsafeMutablePointer<RecordFields>
  private let nothing: UnsafeMutablePointer<RecordFields>

  init() {
    fields = .allocate(capacity: 1)
    fields.initialize(to: RecordFields())
    nothing = .allocate(capacity: 1)
    nothing.initialize(to: RecordFields())
  }

  deinit {
    fields.deinitialize(count: 1)
    fields.deallocate()
    nothing.deinitialize(count: 1)
    nothing.deallocate()
  }

  /// The place, with nothing in it. Members are plain values, so bytes may be copied.
  @inline(__always)
  func emptied() -> UnsafeMutablePointer<RecordFields> {
    empty()
    return fields
  }

  /// Leaves nothing in it.
  @inline(__always)
  func empty() {
    UnsafeMutableRawPointer(fields).copyMemory(
      from: nothing, byteCount: MemoryLayout<RecordFields>.size)
  }
}
