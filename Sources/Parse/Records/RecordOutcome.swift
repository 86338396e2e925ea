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
    if let said = fields.pointee.saidEnd, fields.pointee.operation != nil {
      return said ? .success : .failure
    }
    if level >= .error { return fields.pointee.status == 0 ? .failure : .unknown }
    return fields.pointee.isDone ? ended(fields) : .unknown
  }

  /// Of what took its time and has no status: by what it says of an error.
  private static func ended(_ fields: UnsafePointer<RecordFields>) -> Outcome {
    if fields.pointee.isDoneWithError { return .failure }
    return fields.pointee.deniesError && fields.pointee.error == nil ? .success : .unknown
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

  /// What a type comes to that is no known word, once the line is known: a call to what it names
  /// takes something that was called, what was asked or answered, or an end of the call.
  ///
  /// Azure and Vercel call the logs of their own servers by such words: a record that knows its
  /// client is of a request that was served.
  static func settled(
    _ type: RecordType, _ name: UnsafeRawBufferPointer, of line: UnsafeRawBufferPointer,
    _ fields: UnsafePointer<RecordFields>, _ level: Severity
  ) -> RecordType {
    guard type == .dependency, !matches(name, dependencies) else { return type }
    let hasEnd =
      fields.pointee.status != 0 || fields.pointee.grpcStatus >= 0
      || fields.pointee.success != nil || fields.pointee.outcome != .unknown
    if fields.pointee.path != nil || hasEnd {
      let isServed =
        fields.pointee.address != nil || fields.pointee.userAgent != nil
        || servers.contains(where: { contains(name, Array($0.utf8)) })
      return isServed && fields.pointee.peer == nil ? .request : .dependency
    }
    if fields.pointee.peer != nil || fields.pointee.authority != nil
      || fields.pointee.requestBody != nil || fields.pointee.responseBody != nil
    {
      return .dependency
    }
    guard level >= .error else { return .message }
    let said = [fields.pointee.error, fields.pointee.message].contains { slice in
      slice.map { contains(line.slice($0), name.map { $0 | 0x20 }) } ?? false
    }
    return said ? .dependency : .message
  }

  /// What can be nothing but called.
  private static let dependencies = [
    "db", "factory", "database", "sql", "cache", "redis", "mysql", "postgres", "postgresql",
    "mongo", "mongodb", "memcached", "elasticsearch", "kafka", "rabbitmq", "smtp", "ldap", "s3",
    "outbound", "external", "client", "dependency", "upstream",
  ]
  /// Parts of words for what answers requests.
  private static let servers = [
    "access", "lambda", "edge", "serverless", "middleware", "function", "frontdoor", "gateway",
    "ingress", "request",
  ]

  private static let requests = [
    "http", "https", "request", "access", "api", "web", "rpc", "grpc",
    // Spans of a trace: a call each, whatever stands above it.
    "span", "root", "transaction", "segment", "internal",
  ]
  private static let messages = [
    "server", "auth", "authtoken", "log", "app", "system", "audit", "event", "latency",
  ]
  private static let fragments = ["error", "exception"]

  private static func matches(_ type: some Collection<UInt8>, _ names: [String]) -> Bool {
    names.contains { name in
      name.utf8.count == type.count && zip(name.utf8, type).allSatisfy { $0 == $1 | 0x20 }
    }
  }

  private static func contains(_ type: some Sequence<UInt8>, _ part: [UInt8]) -> Bool {
    let type = Array(type)
    guard type.count >= part.count else { return false }
    return (0...type.count - part.count).contains { start in
      zip(part, type[start...]).allSatisfy { $0 == $1 | 0x20 }
    }
  }
}
