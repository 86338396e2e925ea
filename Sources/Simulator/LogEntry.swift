import LogModel

/// One record of a simulated log: an answer, or what the service noted on the way to it.
struct LogEntry {
  enum Kind: String {
    case database = "db"
    case factory
    case http
  }

  var kind: Kind
  /// Milliseconds since the epoch.
  var time: Int64
  var request: SimulatedRequest

  init(_ kind: Kind, of request: SimulatedRequest) {
    self.kind = kind
    self.request = request
    let end = request.time.milliseconds
    let begin = end - Int64(request.latencyMilliseconds)
    // The database is asked first and the factory after it, both before the answer.
    time =
      switch kind {
      case .database: min(end, begin + 1)
      case .factory: min(end, begin + 3)
      case .http: end
      }
  }

  /// Only answers know whether they went well.
  var level: String { kind == .http ? request.level : "info" }

  /// All records of the requests in the order of their time.
  static func entries(of requests: [SimulatedRequest], _ options: WriteOptions) -> [LogEntry] {
    var entries: [LogEntry] = []
    for request in requests {
      if options.databaseRecords { entries.append(LogEntry(.database, of: request)) }
      if options.factoryRecords, request.endpoint == .order {
        entries.append(LogEntry(.factory, of: request))
      }
      entries.append(LogEntry(.http, of: request))
    }
    return entries.enumerated()
      .sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
      .map(\.element)
  }

  /// The line as the service sends it to Loki, without a time.
  func line(_ options: WriteOptions) -> [UInt8] {
    var line: [UInt8] = []
    switch kind {
    case .database: line.put(quoted: request.endpoint.query)
    case .factory: putOrder(into: &line)
    case .http:
      line.append(0x7B)
      putCall(into: &line, options.pathStyle)
      line.put(",\"reqBody\":")
      line.put(quoted: request.requestBody)
      line.put(",\"resBody\":")
      if request.endpoint.answersAsText {
        var inner: [UInt8] = []
        inner.put(quoted: request.responseBody)
        line.put(quoted: inner)
      } else {
        line.put(quoted: request.responseBody)
      }
      line.append(0x7D)
    }
    return line
  }

  /// `"authorized":true,"path":"/api/order","method":"POST","statusCode":200`
  func putCall(into line: inout [UInt8], _ style: WriteOptions.PathStyle) {
    line.put("\"authorized\":")
    line.put(request.isAuthorized ? "true" : "false")
    line.put(",\"path\":\"")
    line.put(style == .full ? request.path : request.endpoint.routerRelativePath)
    line.put("\",\"method\":\"")
    line.put(request.method)
    line.put("\",\"statusCode\":")
    line.put(number: request.status)
  }

  /// The order as it is handed to the factory: what was asked for, and the database's id.
  func putOrder(into line: inout [UInt8]) {
    line.append(contentsOf: request.requestBody.utf8.dropLast())
    line.put(",\"id\":")
    line.put(number: request.orderID ?? 0)
    line.append(0x7D)
  }
}
