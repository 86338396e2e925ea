/// Updates and incidents as the API of incident.io lists them.
///
/// Source: the reference of its API, version 2: incident updates, incidents and their timestamps.
struct IncidentIOExport: EventExport {
  let name = "incident-io"

  func recognises(_ document: EventTree) -> Bool {
    if let updates = document["incident_updates"], !document.has("impact") {
      return updates.items.first.map(Self.isUpdate) ?? document.has("pagination_meta")
    }
    if let incidents = document["incidents"] {
      return incidents.items.first.map(Self.isIncident) ?? false
    }
    return Self.isUpdate(document) || Self.isIncident(document["incident"] ?? document)
  }

  func read(_ document: EventTree, into rows: inout ExportRows) {
    if Self.isUpdate(document) { return readUpdate(document, into: &rows) }
    for update in document["incident_updates"]?.items ?? [] { readUpdate(update, into: &rows) }
    let lone = document["incident"] ?? document
    let incidents = document["incidents"]?.items ?? (Self.isIncident(lone) ? [lone] : [])
    for incident in incidents { readIncident(incident, into: &rows) }
  }

  private static func isUpdate(_ document: EventTree) -> Bool {
    document.has("incident_id", "new_incident_status", "created_at")
  }

  private static func isIncident(_ document: EventTree) -> Bool {
    document.has("name", "reference", "incident_status", "created_at")
  }

  private func readUpdate(_ update: EventTree, into rows: inout ExportRows) {
    guard let time = update.text("created_at") else {
      return rows.refuse("updates without a time", at: update)
    }
    let status = update.text("new_incident_status.name")
    let message = MarkupText.plain(update.text("message") ?? "")
    // `learning` is what follows an incident that is over.
    let isOver = update.text("new_incident_status.category") == "learning"
    var text = message
    if text.isEmpty {
      guard let status else { return rows.refuse("updates without words", at: update) }
      text = "the incident's status was set to \(status)"
    } else if let status, !text.lowercased().contains(status.lowercased()) {
      text += " (\(status))"
    }
    var event = ExportedEvent(isOver ? .resolved : .statusUpdate, at: time, text, from: .human)
    event.who = update.text(
      "updater.user.name", "updater.user.email", "updater.api_key.name", "updater.workflow.name")
    event.marks.id = update.text("id")
    event.marks.thread = update.text("incident_id")
    event.marks.severity = update.text("new_severity.name")
    rows.addOnce(event, at: update)
  }

  private func readIncident(_ incident: EventTree, into rows: inout ExportRows) {
    let name = incident.text("name") ?? incident.text("reference") ?? "incident"
    guard let created = incident.text("created_at") else {
      return rows.refuse("incidents without a time", at: incident)
    }
    var event = ExportedEvent(.declared, at: created, name, from: .human)
    event.who = incident.text("creator.user.name", "creator.user.email", "creator.api_key.name")
    event.url = incident.text("permalink")
    event.marks.id = incident.text("id")
    event.marks.thread = incident.text("id")
    event.marks.severity = incident.text("severity.name")
    if let summary = incident.text("summary") {
      event.text = "\(name): \(MarkupText.plain(summary))"
    }
    rows.addOnce(event, at: incident)
    event.who = nil
    for stamp in incident["incident_timestamp_values"]?.items ?? [] {
      guard let label = stamp.text("incident_timestamp.name"),
        let time = stamp.text("value.value")
      else { continue }
      let step = IncidentStep(label)
      // The declaration is a row already.
      guard step.kind != .declared else { continue }
      event.time = time
      event.kind = step.kind
      event.text = "\(name): \(step.words)"
      rows.addOnce(event, at: stamp)
    }
  }
}

/// A step in an incident's life as tools name its time: `Fixed at`, `mitigated_at`.
struct IncidentStep {
  let kind: EventKind
  /// `mitigated`
  let words: String

  init(_ label: String) {
    let name = EventColumn.normalised(label)
    let step = name.hasSuffix("_at") ? String(name.dropLast(3)) : name
    words = String(step.map { $0 == "_" ? " " : $0 })
    kind = Self.kinds[step] ?? .note
  }

  private static let kinds: [String: EventKind] = [
    "reported": .declared, "declared": .declared, "created": .declared, "detected": .detected,
    "acknowledged": .acknowledged, "investigating": .investigating, "identified": .causeFound,
    "mitigated": .mitigation, "fixed": .mitigation, "resolved": .resolved,
  ]
}
