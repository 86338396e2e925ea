/// A line of JSON a request, with its bodies as JSON in strings.
struct JSONForm: LogForm {
  mutating func put(_ request: Request, into log: inout String) {
    Self.putObject(request, into: &log)
    log += "\n"
  }

  static func putObject(_ request: Request, into log: inout String) {
    log += "{\"time\":\"\(request.rfc3339)\",\"level\":\"\(request.level)\",\"service\":\"shop\""
    if !request.trace.isEmpty { log += ",\"trace_id\":\"\(request.trace)\"" }
    log += ",\"method\":\"\(request.method)\",\"path\":\"\(request.path)\""
    log += ",\"status\":\(request.status),\"latency_ms\":\(request.latencyMilliseconds)"
    log += ",\"client\":\"\(request.client)\""
    if !request.user.isEmpty { log += ",\"user\":\"\(request.user)\"" }
    if !request.error.isEmpty { log += ",\"error\":\"\(request.error)\"" }
    log += ",\"request\":\"\(escaped(request.body))\",\"response\":\"\(escaped(request.answer))\"}"
  }
}
