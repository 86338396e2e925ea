import LogModel

/// What a key of a record means, whatever a logger calls it.
enum FieldKey: UInt8, CaseIterable {
  case time, level, type, status, method, path, operation, latency, message, error
  case requestBody, responseBody, service, host, user, session, address, peer, success
  case envelopeLine, labels

  /// The names loggers use, in the order of preference where a record has several.
  var names: [String] {
    switch self {
    case .time:
      [
        "@timestamp", "timestamp", "time", "ts", "datetime", "date", "eventTime", "asctime", "t",
        "Timestamp", "Time", "TIME", "@t", "logTime", "timeStamp",
      ]
    case .level: ["level", "severity", "lvl", "levelname", "log_level", "loglevel", "Level", "@l"]
    case .type: ["type", "logType", "kind", "category"]
    case .status:
      [
        "statusCode", "status", "status_code", "http_status", "httpStatus", "responseStatus",
        "http.response.status_code", "code",
      ]
    case .method: ["method", "httpMethod", "http_method", "verb", "requestMethod"]
    case .path:
      [
        "path", "originalUrl", "url", "uri", "endpoint", "route", "requestUrl", "request_uri",
        "http_path", "url.path",
      ]
    case .operation: ["operation", "op", "rpc", "grpc.method", "handler"]
    case .latency:
      [
        "latency", "responseTime", "response_time", "duration", "latencyMs", "latency_ms",
        "durationMs", "duration_ms", "elapsed", "elapsed_ms", "request_time",
      ]
    case .message: ["message", "msg", "event", "text", "@m", "short_message", "exceptionMessage"]
    case .error: ["error", "err", "exception"]
    case .requestBody:
      [
        "reqBody", "requestBody", "requestData", "req", "request", "factoryReqBody", "body",
        "request_body",
      ]
    case .responseBody:
      [
        "resBody", "responseBody", "responseData", "res", "response", "factoryResBody",
        "response_body",
      ]
    case .service: ["service", "service_name", "serviceName", "service.name", "app", "application"]
    case .host: ["host", "hostname", "pod", "instance", "node", "pod_name"]
    case .user: ["user", "userId", "user_id", "username", "userEmail", "email", "uid"]
    case .session: ["sessionId", "session_id", "session", "sid"]
    case .address: ["ip", "client_ip", "clientIp", "remote_addr", "remoteAddr", "remoteAddress"]
    case .peer: ["peer", "peer.service", "upstream", "dependency", "target"]
    case .success: ["success", "ok"]
    case .envelopeLine: ["line"]
    case .labels: ["labels"]
    }
  }
}

/// A key's meaning and its rank among the names of that meaning.
struct FieldKeyTable: Sendable {
  struct Match {
    var key: FieldKey
    /// Smaller is preferred.
    var rank: UInt8

  }

  static let standard = FieldKeyTable()

  /// One place of the open-addressing table; hash 0 is empty.
  private struct Place {
    var hash: UInt64 = 0
    var match = Match(key: .time, rank: 0)
  }

  /// Made once and never freed: a lookup per key of every line counts no references.
  nonisolated(unsafe) private let places: UnsafePointer<Place>
  private static let mask = 1023

  private init() {
    let places = UnsafeMutablePointer<Place>.allocate(capacity: Self.mask + 1)
    places.initialize(repeating: Place(), count: Self.mask + 1)
    for key in FieldKey.allCases {
      for (rank, name) in key.names.enumerated() {
        let hash = Array(name.utf8).withUnsafeBytes { Self.hash($0) }
        var slot = Int(truncatingIfNeeded: hash) & Self.mask
        while places[slot].hash != 0 { slot = (slot + 1) & Self.mask }
        places[slot] = Place(hash: hash, match: Match(key: key, rank: UInt8(rank)))
      }
    }
    self.places = UnsafePointer(places)
  }

  /// First and last eight bytes and the length: tells all known names apart in a few cycles.
  private static func hash(_ name: UnsafeRawBufferPointer) -> UInt64 {
    var first: UInt64 = 0
    var last: UInt64 = 0
    let count = name.count
    if count >= 8 {
      first = name.loadUnaligned(as: UInt64.self)
      last = name.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
    } else {
      for index in 0..<count { first = first &<< 8 | UInt64(name[index]) }
    }
    let mixed =
      (first ^ UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15)
      &* 0xD6E8_FEB8_6659_FD93 ^ (last &* 0xA076_1D64_78BD_642F)
    return (mixed ^ mixed &>> 29) | 1
  }

  func match(_ name: UnsafeRawBufferPointer) -> Match? { tag(of: name).map(match(tag:)) }

  /// A small number that stands for a name's meaning, as ``MemberReader`` hands it back.
  func tag(of name: UnsafeRawBufferPointer) -> UInt16? {
    guard name.count <= 32 else { return nil }
    let hash = Self.hash(name)
    var slot = Int(truncatingIfNeeded: hash) & Self.mask
    while places[slot].hash != 0 {
      if places[slot].hash == hash { return UInt16(slot) }
      slot = (slot &+ 1) & Self.mask
    }
    return nil
  }

  /// What a number stands for that ``tag(of:)`` gave.
  @inline(__always)
  func match(tag: UInt16) -> Match { places[Int(tag) & Self.mask].match }
}

extension FieldKeyTable {
  /// The meaning of a key given as text.
  func match(named name: String) -> FieldKey? {
    Array(name.utf8).withUnsafeBytes { match($0)?.key }
  }
}
