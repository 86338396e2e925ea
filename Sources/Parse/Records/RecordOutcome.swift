import LogModel

/// How the attempt of a record ended, when no rule of a definition speaks of it.
enum RecordOutcome {
  /// The format's own word goes before the status of gRPC, that before the status of HTTP; a
  /// record that has none of them failed if it says so, or complains.
  @inline(__always)
  static func of(
    _ fields: UnsafePointer<RecordFields>, level: Severity
  ) -> Outcome {
    if fields.pointee.outcome != .unknown { return fields.pointee.outcome }
    let answered = outcome(status: fields.pointee.status)
    let grpc = fields.pointee.grpcStatus
    // Over HTTP, gRPC answers 200 whatever came of the call.
    if grpc >= 0, answered == .success || fields.pointee.status == 0 { return outcome(grpc: grpc) }
    guard answered == .unknown else { return answered }
    if let success = fields.pointee.success { return success ? .success : .failure }
    return level >= .error && fields.pointee.status == 0 ? .failure : .unknown
  }

  /// UNKNOWN, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, INTERNAL, UNAVAILABLE and DATA_LOSS are the
  /// service's failures; the other codes are the caller's.
  private static func outcome(grpc status: Int8) -> Outcome {
    switch status {
    case 0: .success
    case 2, 4, 8, 13, 14, 15: .failure
    default: .rejected
    }
  }

  /// The classes of HTTP status (RFC 9110, section 15).
  @inline(__always)
  private static func outcome(status: Int) -> Outcome {
    switch status {
    case 100..<400: .success
    case 400..<500: .rejected
    case 500..<600: .failure
    default: .unknown
    }
  }
}

/// What a record's own `type` says it is about.
enum RecordType {
  case request
  case message
  /// A call to what the type names: `factory`, `db`.
  case dependency

  /// Requests when it says so or says nothing; errors, servers and sign-ins are messages.
  init(_ type: [UInt8]) {
    if type.isEmpty || Self.matches(type, Self.requests) {
      self = .request
    } else if Self.matches(type, Self.messages)
      || Self.fragments.contains(where: { Self.contains(type, Array($0.utf8)) })
    {
      self = .message
    } else {
      self = .dependency
    }
  }

  private static let requests = [
    "http", "https", "request", "access", "api", "web", "rpc", "grpc",
    // Spans of a trace: a call each, whatever stands above it.
    "span", "root", "transaction", "segment", "internal",
  ]
  private static let messages = [
    "server", "auth", "authtoken", "log", "app", "system", "audit", "event", "latency",
  ]
  private static let fragments = ["error", "exception"]

  private static func matches(_ type: [UInt8], _ names: [String]) -> Bool {
    names.contains { name in
      name.utf8.count == type.count && zip(name.utf8, type).allSatisfy { $0 == $1 | 0x20 }
    }
  }

  private static func contains(_ type: [UInt8], _ part: [UInt8]) -> Bool {
    guard type.count >= part.count else { return false }
    return (0...type.count - part.count).contains { start in
      zip(part, type[start...]).allSatisfy { $0 == $1 | 0x20 }
    }
  }
}
