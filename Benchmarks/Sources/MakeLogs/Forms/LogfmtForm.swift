/// Pairs of key and value, as the runtime of a container (CRI) writes what is printed in it.
struct LogfmtForm: LogForm {
  mutating func put(_ request: Request, into log: inout String) {
    // The runtime's stamp is a little later, to the nanosecond.
    let nanoseconds = digits(request.latencyMicroseconds % 1_000_000, 6)
    log += "\(request.rfc3339.dropLast())\(nanoseconds)Z stdout F "
    log += "time=\(request.rfc3339) level=\(request.level) service=shop msg=\"request done\" "
    log += "method=\(request.method) path=\"\(request.path)\" status=\(request.status) "
    log += "duration=\(request.latencyMilliseconds)ms client=\(request.client) "
    if !request.user.isEmpty { log += "user=\(request.user) " }
    if !request.trace.isEmpty { log += "trace_id=\(request.trace) " }
    if !request.error.isEmpty { log += "err=\"\(request.error)\" " }
    log += "bytes=\(request.answer.utf8.count) agent=\"\(request.agent)\"\n"
  }
}
