import LogModel

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

/// The combined access log: whole seconds, a zone, and the length of the answer's body.
enum AccessLog {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  static func put(
    _ request: SimulatedRequest, _ options: WriteOptions, into log: inout [UInt8]
  ) {
    log.put(request.ip)
    log.put(" - ")
    log.put(request.user ?? "-")
    log.put(" [")
    putStamp(request.time.seconds, zoneMinutes: options.zoneMinutes, into: &log)
    log.put("] \"\(request.method) ")
    log.put(
      options.pathStyle == .full ? request.path : request.endpoint.routerRelativePath)
    log.put(" HTTP/1.1\" \(request.status) \(request.responseBody.utf8.count) \"-\" \"")
    log.put(request.user == nil ? "load-script/1.0" : "Mozilla/5.0 (X11; Linux x86_64)")
    log.put("\"\n")
  }

  /// `08/Apr/2025:09:02:11 -0600`
  private static func putStamp(_ seconds: Int64, zoneMinutes: Int, into log: inout [UInt8]) {
    // A day either way is more than any zone has.
    let zone = min(1439, max(-1439, zoneMinutes))
    let civil = CivilTime(secondsSinceEpoch: seconds + Int64(zone * 60))
    log.put(number: civil.day, width: 2)
    log.put("/\(months[civil.month - 1])/")
    log.put(number: civil.year, width: 4)
    log.put(":")
    log.put(clockOf: civil)
    log.put(zone < 0 ? " -" : " +")
    log.put(number: abs(zone) / 60, width: 2)
    log.put(number: abs(zone) % 60, width: 2)
  }
}
