import Scan

/// The logger that wrote a line, told by its keys: asked only where a number has no unit.
enum JSONLogger {
  case zap, slog, logrus, zerolog, serilog, traefik, envoy, gelf, echo, nextcloud, unknown

  /// What is seen of a line's keys.
  private struct Seen {
    var keys = 0
    var firstThree: [Range<Int>] = []
    var lastThree: [Range<Int>] = []
    var isSorted = true
    var stampIsNumber = false
    var stamp = false
    var hasTimeText = false
    var isCapital = false
    var hasLevelWord = false
    var message = false
    var msg = false
    var caller = false
    /// The id of a request and the part of the program, as Nextcloud names them.
    var requestID = false
    var app = false
  }

  init(of line: UnsafeRawBufferPointer) {
    self = .unknown
    var cursor = JSONCursor(line)
    guard cursor.enterObject() else { return }
    var seen = Seen()
    var member = JSONMember()
    while cursor.nextMember(&member) == .member {
      if let marked = Self.marked(member, in: line) {
        self = marked
        return
      }
      Self.look(at: member, in: line, &seen)
    }
    self = Self.recognise(seen, in: line)
  }

  private static let marks: [(key: [UInt8], logger: JSONLogger)] = [
    (["DownstreamStatus", "OriginDuration"], JSONLogger.traefik),
    (["response_flags", "response_code_details", "upstream_cluster"], .envoy),
    (["@mt", "MessageTemplate", "@i"], .serilog), (["short_message"], .gelf),
    (["latency_human"], .echo),
  ].flatMap { (keys: [String], logger: JSONLogger) in keys.map { (Array($0.utf8), logger) } }

  /// Keys that only one logger writes.
  private static func marked(
    _ member: JSONMember, in line: UnsafeRawBufferPointer
  ) -> JSONLogger? {
    let key = line[member.keyStart..<member.keyEnd]
    return marks.first { key.elementsEqual($0.key) }?.logger
  }

  private static func look(
    at member: JSONMember, in line: UnsafeRawBufferPointer, _ seen: inout Seen
  ) {
    let range = member.keyStart..<member.keyEnd
    let key = line[range]
    if let last = seen.lastThree.last, key.lexicographicallyPrecedes(line[last]) {
      seen.isSorted = false
    }
    if seen.keys < 3 { seen.firstThree.append(range) }
    if seen.lastThree.count == 3 { seen.lastThree.removeFirst() }
    seen.lastThree.append(range)
    seen.keys += 1
    let value = member.value
    if key.elementsEqual("ts".utf8) {
      seen.stamp = true
      seen.stampIsNumber = value.kind == .number && line.slice(value).contains(0x2E)
    } else if key.elementsEqual("time".utf8) {
      seen.hasTimeText = value.kind == .string
    } else if key.elementsEqual("msg".utf8) {
      seen.msg = value.kind == .string
    } else if key.elementsEqual("message".utf8) {
      seen.message = value.kind == .string
    } else if key.elementsEqual("caller".utf8) {
      seen.caller = true
    } else if key.elementsEqual("reqId".utf8) {
      seen.requestID = true
    } else if key.elementsEqual("app".utf8) {
      seen.app = true
    } else if key.elementsEqual("level".utf8), value.kind == .string, value.count > 0 {
      seen.hasLevelWord = SeverityText.severity(line.slice(value)) != nil
      seen.isCapital = line[value.start] &- 0x41 < 26
    }
  }

  private static func recognise(_ seen: Seen, in line: UnsafeRawBufferPointer) -> JSONLogger {
    if seen.requestID, seen.app { return .nextcloud }
    guard seen.hasLevelWord else { return .unknown }
    func isAre(_ ranges: [Range<Int>], _ names: [String]) -> Bool {
      ranges.count == names.count
        && zip(ranges, names).allSatisfy { line[$0].elementsEqual($1.utf8) }
    }
    // Also caddy, which logs with zap.
    if seen.stamp, seen.msg, seen.stampIsNumber || seen.caller { return .zap }
    if seen.hasTimeText, seen.msg {
      if seen.isCapital, isAre(seen.firstThree, ["time", "level", "msg"]) { return .slog }
      // logrus writes its keys in their order.
      if !seen.isCapital, seen.isSorted { return .logrus }
    }
    if seen.message, isAre(Array(seen.firstThree.prefix(1)), ["level"]),
      isAre(Array(seen.lastThree.suffix(1)), ["message"]),
      seen.lastThree.dropLast().contains(where: { line[$0].elementsEqual("time".utf8) })
    {
      return .zerolog
    }
    return .unknown
  }

  /// What its durations are written in; `nil` where it does not say.
  func durationUnit(isWhole: Bool) -> LatencyUnit? {
    switch self {
    case .zap: .seconds
    case .slog, .logrus, .traefik, .echo: isWhole ? .nanoseconds : nil
    case .zerolog, .serilog, .envoy: .milliseconds
    case .gelf, .nextcloud, .unknown: nil
    }
  }
}
