/// The combined access log of nginx with the time of the request behind it.
struct AccessForm: LogForm {
  mutating func put(_ request: Request, into log: inout String) {
    let user = request.user.isEmpty ? "-" : request.user
    log += "\(request.client) - \(user) [\(request.accessTime)] \"\(request.method) \(request.path)"
    log += " HTTP/1.1\" \(request.status) \(request.answer.utf8.count) \"-\" \"\(request.agent)\" "
    log += "\(request.latencySeconds)"
    // A trace has its place behind all else, as `log_format` of many sites has it.
    if !request.trace.isEmpty { log += " \"\(request.trace)\"" }
    log += "\n"
  }
}
