import Scan

/// Tells exports of tools that people work with in an incident (pagers, chats, dashboards, deploys)
/// by the names of their columns or members, whatever the reader of events makes of their rows.
///
/// No service logs under such a set of names: it would have a level, a message or a request beside.
enum EventShape {
  /// Names that all stand in the head of an export, in small letters and with `_` between words.
  private static let known: [Set<String>] = [
    // Grafana: annotations and changes of alerts.
    ["time", "newstate", "prevstate"], ["time", "timeend", "text", "tags"],
    ["alertname", "newstate"],
    // Slack: messages of a channel.
    ["type", "user", "ts", "text"],
    // PagerDuty: incidents and what happened to them.
    ["log_entries", "created_at"], ["incident_number", "created_at"],
    ["incident_number", "created_on"], ["acknowledged_on", "resolved_on"],
    // On-call rotas.
    ["time", "action", "author"], ["time", "action", "alert_group"],
    // Deploys.
    ["time", "version", "status", "service"], ["time", "version", "author"],
    ["deployed_at", "version"], ["time", "version", "deployed_by"],
  ]

  /// Names that only a log of a service has.
  private static let logged: Set<String> = [
    "level", "severity", "method", "path", "logger", "caller", "duration", "latency", "stacktrace",
    "thread", "request_id", "trace_id",
  ]

  /// Whether a file that begins with `head` is one of these.
  static func isKnown(_ head: UnsafeRawBufferPointer) -> Bool {
    guard let first = head.first(where: { $0 > 0x20 && $0 < 0x80 }) else { return false }
    let names =
      first == 0x7B || first == 0x5B ? members(of: head) : columns(of: head)
    return names.isDisjoint(with: logged) && known.contains { $0.isSubset(of: names) }
  }

  /// The names of members, at any depth: quoted, with a colon behind.
  private static func members(of head: UnsafeRawBufferPointer) -> Set<String> {
    var names: Set<String> = []
    var start: Int?
    var at = 0
    while at < head.count {
      if head[at] == 0x5C {
        at += 2
        continue
      }
      if head[at] == 0x22 {
        if let begun = start {
          let next = head[(at + 1)...].prefix(4).first { $0 != 0x20 }
          if next == 0x3A { names.insert(normalised(head[begun..<at])) }
          start = nil
        } else {
          start = at + 1
        }
      }
      at += 1
    }
    return names
  }

  /// The names in the first row of a table.
  private static func columns(of head: UnsafeRawBufferPointer) -> Set<String> {
    let row = head.prefix { $0 != 0x0A && $0 != 0x0D }
    let parts = row.split(separator: 0x2C)
    guard parts.count >= 3 else { return [] }
    return Set(parts.map { normalised($0.filter { $0 != 0x22 && $0 < 0x80 }) })
  }

  private static func normalised(_ name: some Collection<UInt8>) -> String {
    String(
      decoding: name.map { $0 == 0x20 || $0 == 0x2D ? 0x5F : $0 &- 0x41 < 26 ? $0 | 0x20 : $0 },
      as: UTF8.self)
  }
}
