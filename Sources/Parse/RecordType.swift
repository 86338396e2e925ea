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
