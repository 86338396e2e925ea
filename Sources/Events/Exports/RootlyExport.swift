/// Timeline events and incidents as the API of Rootly lists them, in the form JSON:API.
///
/// Source: the reference of its API: incident events and incidents.
struct RootlyExport: EventExport {
  let name = "rootly"

  func recognises(_ document: EventTree) -> Bool {
    Self.items(of: document).first.map(Self.isItem) ?? false
  }

  func read(_ document: EventTree, into rows: inout ExportRows) {
    for item in Self.items(of: document) {
      guard let attributes = item["attributes"] else {
        rows.refuse("items without attributes", at: item)
        continue
      }
      if item.text("type") == "incident_events" {
        readEvent(attributes, of: item, into: &rows)
      } else if item.text("type") == "incidents" {
        readIncident(attributes, of: item, into: &rows)
      } else {
        rows.leaveOut("items that are neither events nor incidents", at: item)
      }
    }
  }

  private static func items(of document: EventTree) -> [EventTree] {
    guard let data = document["data"] else { return [document] }
    return data.isObject ? [data] : data.items
  }

  private static func isItem(_ item: EventTree) -> Bool {
    guard let type = item.text("type"), let attributes = item["attributes"] else { return false }
    switch type {
    case "incident_events": return attributes.has("event")
    case "incidents": return attributes.has("title") && attributes.has("started_at")
    default: return false
    }
  }

  private func readEvent(
    _ attributes: EventTree, of item: EventTree, into rows: inout ExportRows
  ) {
    guard let time = attributes.text("occurred_at", "created_at") else {
      return rows.refuse("events without a time", at: item)
    }
    let text = MarkupText.plain(attributes.text("event", "event_raw") ?? "")
    guard !text.isEmpty else { return rows.refuse("events without words", at: item) }
    var event = ExportedEvent(.note, at: time, text, from: .human)
    event.who = attributes.text("user_display_name", "user.name")
    event.marks.id = item.text("id")
    event.marks.thread = item.text("relationships.incident.data.id")
    event.marks.isFlagged = attributes.text("starred_at") != nil
    event.takeMeaning()
    rows.addOnce(event, at: item)
  }

  private func readIncident(
    _ attributes: EventTree, of item: EventTree, into rows: inout ExportRows
  ) {
    let title = MarkupText.plain(attributes.text("title") ?? "incident")
    var event = ExportedEvent(.declared, at: "", title, from: .human)
    event.url = attributes.text("url", "short_url")
    event.marks.id = item.text("id")
    event.marks.thread = item.text("id")
    event.marks.severity = attributes.text(
      "severity.data.attributes.name", "severity.name", "severity")
    var hasTime = false
    if let time = attributes.text("created_at", "started_at") {
      event.time = time
      event.who = attributes.text("user.data.attributes.full_name", "user.name")
      rows.addOnce(event, at: item)
      event.who = nil
      hasTime = true
    }
    for name in ["detected_at", "acknowledged_at", "mitigated_at", "resolved_at"] {
      guard let time = attributes.text(name) else { continue }
      let step = IncidentStep(name)
      event.time = time
      event.kind = step.kind
      event.text = "\(title): \(step.words)"
      rows.addOnce(event, at: item)
      hasTime = true
    }
    if !hasTime { rows.refuse("incidents without a time", at: item) }
  }
}
