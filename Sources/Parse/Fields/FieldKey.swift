import LogModel

/// What a key of a record means, whatever a logger calls it.
enum FieldKey: UInt8, CaseIterable {
  // Those first whose names a report tells; see `RecordFields.name(of:)`.
  case time, status, latency, user, session, address
  case level, type, method, path, operation, message, error
  case requestBody, responseBody, service, host, peer, success, userAgent
  case envelopeLine, labels
  case grpcStatus, rpcService
  /// The logger's or the service's name, depending on who writes it.
  case name
  /// Nanoseconds behind a time of whole seconds.
  case nanoseconds
  /// What a proxy noted about how the exchange ended.
  case flags
  /// Fields of the record itself, put into an object of their own.
  case wrapper
  /// What concentrations are looked for in: a tenant, a region, a zone, a version.
  case dimension
  /// What all records of one request share, whoever writes them.
  case trace
  /// What a worker worked on: the name of its job or queue.
  case job
  /// How long a job lay in its queue.
  case wait

  /// Keys whose names may be written in other letters: `StatusCode`, `STATUS_CODE`, `status-code`.
  var isFolded: Bool {
    switch self {
    case .type, .labels, .envelopeLine, .peer, .success, .name, .wrapper: false
    default: true
    }
  }

  /// The names of this meaning with their ways, in the order of preference.
  var names: [(name: String, way: ValueInterpretation)] {
    switch self {
    case .time: FieldNames.times
    case .level: FieldNames.levels
    case .status: FieldNames.statuses
    case .latency: FieldNames.latencies
    case .address: FieldNames.addresses
    case .user: FieldNames.users
    case .peer: FieldNames.peers
    case .wait: FieldNames.waits
    case .dimension: FieldNames.dimensions
    case .requestBody:
      FieldNames.requestBodies.map { ($0, .plain) }
        + [("request", .requestLine), ("request_line", .requestLine)]
    default: FieldNames.plain(self).map { ($0, .plain) }
    }
  }
}

/// How the value of a key is to be read, where its meaning alone does not say.
enum ValueInterpretation: UInt8 {
  case plain
  /// Durations: the unit that the key states.
  case nanoseconds, microseconds, milliseconds, seconds
  /// Milliseconds, as web loggers mean it; loggers that write durations otherwise are told apart.
  case web
  /// A duration whose unit the logger decides.
  case unstated
  /// Levels: numbers of syslog (0 to 7), OpenTelemetry (1 to 24), Python (10 to 50), logback
  /// (10000 to 40000) and .NET (0 to 5).
  case syslog, otlp, python, logback, dotnet
  /// Of syslog or of Google Cloud (100 to 800).
  case severity
  /// A letter, where the line is MongoDB's.
  case letter
  /// A word too common to mean the answer's status inside of any object.
  case weak
  /// A status of whatever kind the record is about.
  case code
  /// An address with a port, which is another at each connection.
  case port
  /// A time that only the compact form of Serilog has.
  case clef
  /// Whole seconds, their nanoseconds under another key.
  case wholeSeconds
  /// A request line, or a body.
  case requestLine
  /// Which of the dimensions; in the order of ``RecordDimension``.
  case tenant, region, zone, version
  /// A user's name that may be its tenant's, where the line knows the user by a better one.
  case account
  /// A peer as the request's target, which some loggers use for their own module.
  case target
}

/// The unit in which a line states its latency.
enum LatencyUnit: UInt8 {
  case none, nanoseconds, microseconds, milliseconds, seconds
  /// The value states its unit itself: `39.4ms`, `PT0.04S`; told in milliseconds.
  case spelled

  /// As reports print it; `nil` for none.
  var name: String? {
    switch self {
    case .none: nil
    case .nanoseconds: "ns"
    case .microseconds: "us"
    case .milliseconds: "ms"
    case .seconds: "s"
    case .spelled: "ms"
    }
  }

  /// Milliseconds in one.
  var milliseconds: Double {
    switch self {
    case .nanoseconds: 1e-6
    case .microseconds: 1e-3
    case .seconds: 1000
    case .none, .milliseconds, .spelled: 1
    }
  }
}
