/// Lines of JSON that carry their own time.
enum JSONLines {
  /// Time as text, the usual names, bodies as JSON in a string.
  static func put(_ entry: LogEntry, _ style: WriteOptions.PathStyle, into log: inout [UInt8]) {
    log.put("{\"time\":\"")
    log.put(rfc3339: entry.time)
    log.put("\",\"level\":\"")
    log.put(entry.level)
    log.put("\",\"type\":\"")
    log.put(entry.kind.rawValue)
    log.put("\",")
    switch entry.kind {
    case .database:
      log.put("\"query\":")
      log.put(quoted: entry.request.endpoint.query)
    case .factory:
      log.put("\"order\":")
      entry.putOrder(into: &log)
    case .http:
      entry.putCall(into: &log, style)
      log.put(",\"reqBody\":")
      log.put(quoted: entry.request.requestBody)
      log.put(",\"resBody\":")
      log.put(quoted: entry.request.responseBody)
    }
    log.put("}\n")
  }

  /// Epoch milliseconds, other names, bodies as objects, latency as text.
  static func putSynonyms(
    _ entry: LogEntry, _ style: WriteOptions.PathStyle, into log: inout [UInt8]
  ) {
    let request = entry.request
    log.put("{\"timestamp\":")
    log.put(number: Int(entry.time))
    log.put(",\"level\":\"\(entry.level)\",\"type\":\"\(entry.kind.rawValue)\"")
    switch entry.kind {
    case .database:
      log.put(",\"sql\":")
      log.put(quoted: request.endpoint.query)
    case .factory:
      log.put(",\"order\":")
      entry.putOrder(into: &log)
    case .http:
      let path = style == .full ? request.path : request.endpoint.routerRelativePath
      log.put(",\"method\":\"\(request.method)\",\"url\":\"\(path)\"")
      log.put(",\"status\":\(request.status),\"ip\":\"\(request.ip)\"")
      if let user = request.user {
        log.put(",\"user\":")
        log.put(quoted: user)
      }
      log.put(",\"responseTime\":\"\(request.latencyMilliseconds)ms\"")
      log.put(",\"requestBody\":")
      log.put(request.requestBody)
      log.put(",\"responseBody\":")
      log.put(request.responseBody)
    }
    log.put("}\n")
  }
}
