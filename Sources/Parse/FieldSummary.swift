import LogModel
import Scan

/// What a format found in a line, in words.
struct FieldSummary {
  /// `status: 500`, one a part of the record.
  var parts: [String] = []
  var text: String { parts.joined(separator: ", ") }

  init(_ fields: borrowing RecordFields, in line: UnsafeRawBufferPointer) {
    func text(_ slice: JSONSlice) -> String {
      String(decoding: RecordView.text(slice, in: line).prefix(400), as: UTF8.self)
    }
    func add(_ name: String, _ slice: JSONSlice?) {
      if let slice { parts.append("\(name): \(text(slice))") }
    }
    if let time = fields.time {
      parts.append("time: \(time.rfc3339)")
    } else if let local = fields.localTime, let time = local.timestamp() {
      let written = time.rfc3339.dropLast()
      parts.append(
        local.lacksYear
          ? "time: \(written.dropFirst(5)) (no year)" : "time: \(written) (no zone)")
    }
    if fields.level != .unknown { parts.append("level: \(fields.level)") }
    add("service", fields.service)
    add("host", fields.host)
    add("method", fields.method)
    add("path", fields.path)
    add("operation", fields.operation)
    if fields.status != 0 { parts.append("status: \(fields.status)") }
    if fields.grpcStatus >= 0 { parts.append("grpc: \(fields.grpcStatus)") }
    if let latency = fields.latencyMilliseconds { parts.append("latency: \(latency) ms") }
    add("user", fields.user)
    add("session", fields.session)
    add("address", fields.address)
    add("error", fields.error)
    add("message", fields.message)
  }
}
