/// Alerts as Grafana's webhook posts them: Alertmanager's form with what was measured beside it.
///
/// Times are in the server's zone, with its offset. Title and message are made of a template and
/// hold nothing that the alerts do not.
/// Source: Grafana's documentation, webhook contact point.
struct GrafanaWebhook: EventExport {
  let name = "grafana-webhook"

  func recognises(_ document: EventTree) -> Bool {
    let body = WebhookDelivery(document).body
    guard let alert = body["alerts"]?.items.first, alert.has("labels", "startsAt") else {
      return false
    }
    return body.has("orgId") || alert.has("valueString") || alert.has("silenceURL")
  }

  func read(_ document: EventTree, into rows: inout ExportRows) {
    AlertmanagerExport().read(document, into: &rows)
  }
}

/// What a Grafana rule measured when an alert changed, by the letters of its queries.
enum GrafanaValues {
  /// `44.2`, or `B=44.2, D=3` of several; `nil` where nothing was measured.
  static func words(of alert: EventTree) -> String? {
    if let values = alert["values"] {
      return words(values, condition: alert.text("condition"))
    }
    // Older servers write it as text: `[ var='B' labels={…} value=44.2 ]`.
    let parts = (alert.text("valueString") ?? "").components(behind: "var='")
    return joined(
      parts.compactMap { part in
        guard let value = part.components(behind: "value=").last,
          let name = part.split(separator: "'").first, part.contains("value=")
        else { return nil }
        return (String(name), String(value.prefix { $0 != " " && $0 != "]" && $0 != "," }))
      })
  }

  /// The values of the queries; what its condition came to, only where there is nothing else.
  static func words(_ values: EventTree, condition: String?) -> String? {
    let all = values.members.compactMap { member in
      member.value.word.map { (name: member.name, value: $0) }
    }
    let measured = all.filter { $0.name != condition }
    return joined(measured.isEmpty ? all : measured)
  }

  private static func joined(_ values: [(name: String, value: String)]) -> String? {
    if values.count == 1 { return values[0].value }
    let words = values.map { "\($0.name)=\($0.value)" }.joined(separator: ", ")
    return words.isEmpty ? nil : words
  }
}

extension String {
  /// What stands behind each occurrence of a word, up to the next.
  fileprivate func components(behind word: String) -> [String] {
    split(separator: word, omittingEmptySubsequences: false).dropFirst().map(String.init)
  }
}
