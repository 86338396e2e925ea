/// Incidents of a Statuspage: `/api/v2/incidents.json`, and the same without its page.
///
/// Each update is a row of its own. Source: the API pages of Statuspage, versions 1 and 2.
struct StatuspageExport: EventExport {
  let name = "statuspage"

  func recognises(_ document: EventTree) -> Bool {
    if document.has("page") {
      return ["incidents", "scheduled_maintenances"].contains { name in
        document[name].map { $0.items.first.map(Self.isIncident) ?? true } ?? false
      }
    }
    return Self.isIncident(document["incident"] ?? document)
  }

  func read(_ document: EventTree, into rows: inout ExportRows) {
    if let incident = document["incident"] { return readIncident(incident, into: &rows) }
    if Self.isIncident(document) { return readIncident(document, into: &rows) }
    for name in ["incidents", "scheduled_maintenances"] {
      for incident in document[name]?.items ?? [] { readIncident(incident, into: &rows) }
    }
  }

  private static func isIncident(_ document: EventTree) -> Bool {
    document.has("incident_updates", "impact", "name")
  }

  private func readIncident(_ incident: EventTree, into rows: inout ExportRows) {
    let updates = incident["incident_updates"]?.items ?? []
    if updates.isEmpty { rows.refuse("incidents without updates", at: incident) }
    for update in updates {
      guard let time = update.text("display_at", "created_at") else {
        rows.refuse("updates without a time", at: update)
        continue
      }
      var event = ExportedEvent(
        .statusUpdate, at: time, Self.text(of: update, in: incident), from: .human)
      event.url = incident.text("shortlink")
      event.service = Self.component(of: update)
      event.marks.id = update.text("id")
      event.marks.thread = incident.text("id") ?? update.text("incident_id")
      event.marks.severity = incident.text("impact_override", "impact")
      rows.addOnce(event, at: update)
    }
  }

  /// `Orders fail: A fix is in place. (monitoring)`
  private static func text(of update: EventTree, in incident: EventTree) -> String {
    let name = incident.text("name") ?? "incident"
    let status = update.text("status").map { String($0.map { $0 == "_" ? " " : $0 }) }
    let body = MarkupText.plain(update.text("body") ?? "")
    guard !body.isEmpty else { return status.map { "\(name) (\($0))" } ?? name }
    let text = body.contains(name) ? body : "\(name): \(body)"
    guard let status, !text.lowercased().contains(status) else { return text }
    return "\(text) (\(status))"
  }

  /// The one component whose state the update changes.
  private static func component(of update: EventTree) -> String? {
    let names = (update["affected_components"]?.items ?? []).compactMap { $0.text("name") }
    return names.count == 1 ? names[0] : nil
  }
}

/// Text that a tool keeps as HTML or Markdown, without its markup.
enum MarkupText {
  /// Without tags, entities and line ends.
  static func plain(_ text: String) -> String {
    var plain = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "<") {
      plain += rest[..<open]
      let inside = rest[rest.index(after: open)...]
      guard let next = inside.first, next.isLetter || next == "/" || next == "!",
        let close = inside.firstIndex(of: ">")
      else {
        plain += "<"
        rest = inside
        continue
      }
      plain += " "
      rest = inside[inside.index(after: close)...]
    }
    plain += rest
    let entities = [
      ("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"),
      ("&amp;", "&"),
    ]
    for (entity, sign) in entities {
      plain = plain.split(separator: entity, omittingEmptySubsequences: false)
        .joined(separator: sign)
    }
    return plain.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
