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

  /// Keys whose names may be written in other letters: `StatusCode`, `STATUS_CODE`, `status-code`.
  var isFolded: Bool {
    switch self {
    case .type, .labels, .envelopeLine, .peer, .success, .name, .wrapper: false
    default: true
    }
  }

  /// The names of this meaning with their ways, in the order of preference.
  var names: [(name: String, way: FieldWay)] {
    switch self {
    case .time: FieldNames.times
    case .level: FieldNames.levels
    case .status: FieldNames.statuses
    case .latency: FieldNames.latencies
    case .address: FieldNames.addresses
    case .dimension: FieldNames.dimensions
    case .requestBody:
      FieldNames.requestBodies.map { ($0, .plain) }
        + [("request", .requestLine), ("request_line", .requestLine)]
    default: FieldNames.plain(self).map { ($0, .plain) }
    }
  }
}
