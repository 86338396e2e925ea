import Glibc
import LogModel
import Scan

/// What the members of a JSON line say that only the whole line makes clear.
///
/// Not to be copied: every line makes one.
struct UnresolvedJSONFields: ~Copyable {
  /// A member that has to wait for others. All zeros when there is none: every line makes these.
  struct Waiting {
    var value = JSONSlice(kind: .string, start: 0, end: 0)
    var match = FieldKeyTable.Match(key: .time, rank: 0, way: .plain, index: 0)
    /// No value stands at the very beginning of a line.
    var isThere: Bool { value.end != 0 }
  }

  /// Something waits.
  var isAny = false
  /// A number for a duration, by a key that says no unit.
  var latency = Waiting()
  /// A small number for a level, by a key that says no scheme.
  var level = Waiting()
  /// `code`: a status of HTTP or of gRPC, or neither.
  var code = Waiting()
  /// `name`: a service's or a logger's.
  var name = Waiting()
  /// Nanoseconds behind a time of whole seconds.
  var nanoseconds = Waiting()
  /// How a proxy says the exchange ended.
  var flags = Waiting()
  /// Levels are the numbers of pino and bunyan.
  var hasLevelNumber = false
  /// The time is Serilog's, which leaves out the level of what is merely information.
  var isCLEF = false
  var isWholeSeconds = false
  /// A `message` stood among wrapped fields, as Rust's tracing has it.
  var hasWrappedMessage = false
  var peerIsTarget = false

  /// The better name waits; the last of equals.
  static func wait(
    _ value: JSONSlice, _ match: FieldKeyTable.Match, at place: inout Waiting, _ isAny: inout Bool
  ) {
    guard !place.isThere || match.rank <= place.match.rank else { return }
    place = Waiting(value: value, match: match)
    isAny = true
  }
}

/// Reads what had to wait until the whole line was known.
enum JSONFieldResolution {
  static func settle(
    _ clues: borrowing UnresolvedJSONFields, of line: UnsafeRawBufferPointer,
    into fields: inout RecordFields
  ) {
    settleLevel(clues, of: line, into: &fields)
    if clues.latency.isThere { settleLatency(clues, of: line, into: &fields) }
    if clues.code.isThere { settleCode(clues.code.value, of: line, into: &fields) }
    if clues.isWholeSeconds, clues.nanoseconds.isThere, let time = fields.time,
      let fraction = NumberText.integer(line.slice(clues.nanoseconds.value)),
      (0..<1_000_000_000).contains(fraction)
    {
      let digits = fraction % 1_000_000 == 0 ? 3 : fraction % 1000 == 0 ? 6 : 9
      fields.time = Timestamp(
        nanoseconds: time.nanoseconds &+ fraction, fractionDigits: fraction == 0 ? 0 : digits)
    }
    // Bunyan and pino name the service so; other loggers name themselves.
    if clues.name.isThere, clues.hasLevelNumber, fields.host != nil, fields.service == nil {
      fields.service = clues.name.value
    }
    // What Rust's tracing calls the target is the module that speaks.
    if clues.hasWrappedMessage, clues.peerIsTarget { fields.peer = nil }
    if clues.flags.isThere { ProxyFlags.settle(clues.flags.value, of: line, into: &fields) }
  }

  private static func settleLevel(
    _ clues: borrowing UnresolvedJSONFields, of line: UnsafeRawBufferPointer,
    into fields: inout RecordFields
  ) {
    guard fields.level == .unknown else { return }
    if clues.isCLEF { fields.level = .info }
    guard clues.level.isThere else { return }
    let text = line.slice(clues.level.value)
    if clues.level.match.way == .letter {
      guard hasMongoDate(line) else { return }
      fields.level = SeverityText.severity(text) ?? .unknown
      return
    }
    guard let number = NumberText.integer(text) else { return }
    switch JSONLogger(of: line) {
    case .gelf: fields.level = SeverityText.severity(number, .syslog) ?? .unknown
    case .nextcloud: fields.level = SeverityText.fiveSteps(number) ?? .unknown
    default: break
    }
  }

  /// `{"$date":`, as only MongoDB writes its times.
  private static func hasMongoDate(_ line: UnsafeRawBufferPointer) -> Bool {
    guard let base = line.baseAddress, let found = memchr(base, 0x24, line.count) else {
      return false
    }
    return line[(UnsafeRawPointer(found) - base)...].starts(with: "$date\"".utf8)
  }

  private static func settleLatency(
    _ clues: borrowing UnresolvedJSONFields, of line: UnsafeRawBufferPointer,
    into fields: inout RecordFields
  ) {
    let value = line.slice(clues.latency.value)
    guard let number = NumberText.decimal(value), number >= 0,
      let unit = JSONLogger(of: line).durationUnit(isWhole: !value.contains(0x2E))
    else { return }
    if clues.latency.match.way == .web {
      // Already read as milliseconds; whole numbers under zap's stamp are some. Echo says the same
      // once more for people, with its unit.
      guard fields.latencyUnit != .spelled,
        unit == .nanoseconds || unit == .seconds && value.contains(0x2E)
      else { return }
    } else {
      guard fields.takes(clues.latency.match) else { return }
    }
    fields.latencyMilliseconds = number * unit.milliseconds
    fields.latencyUnit = unit
  }

  /// `code` is the status of a request that has none by a better name; or of a remote call.
  private static func settleCode(
    _ value: JSONSlice, of line: UnsafeRawBufferPointer, into fields: inout RecordFields
  ) {
    let isRemote =
      fields.rpcService != nil || fields.name(ofRemoteMethodIn: line)
    if isRemote, fields.grpcStatus < 0, let status = GRPCStatusText.status(line.slice(value)) {
      fields.grpcStatus = status
    } else if fields.status == 0, fields.method != nil || fields.path != nil,
      let status = JSONFieldTaker.status(value, in: line)
    {
      fields.status = status
    }
  }
}

extension RecordFields {
  /// The path is a remote call's, `/pkg.Service/Method`.
  func name(ofRemoteMethodIn line: UnsafeRawBufferPointer) -> Bool {
    guard let path, path.count > 4, line[path.start] == 0x2F else { return false }
    let rest = line[(path.start + 1)..<path.end]
    guard let slash = rest.firstIndex(of: 0x2F), rest.lastIndex(of: 0x2F) == slash,
      slash + 1 < path.end
    else { return false }
    return rest[..<slash].contains(0x2E)
  }
}
