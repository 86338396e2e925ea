/// Incidents, alerts and notes as pages of PagerDuty's API list them, or alone.
///
/// A page holds the state at the time of asking: acknowledgements and assignments of incidents that
/// are over are no longer in it, and of the end there is only the last change of status.
/// Source: PagerDuty's documentation, incidents of the REST API.
struct PagerDutyIncidents: EventExport {
  let name = "pagerduty-incidents"

  func recognises(_ document: EventTree) -> Bool {
    if Self.isIncident(document) || Self.isIncident(document["incident"]) { return true }
    if let incidents = document["incidents"]?.items, !incidents.isEmpty {
      return Self.isIncident(incidents[0])
    }
    if let alert = document["alerts"]?.items.first {
      return alert.has("alert_key", "created_at", "status")
    }
    return document["notes"]?.items.first?.has("content", "created_at", "user") == true
  }

  func read(_ document: EventTree, into rows: inout ExportRows) {
    if let more = document["more"]?.bool { rows.notePage(document, isFollowed: more) }
    // An incident that is sent whole has lists of its own.
    if Self.isIncident(document) {
      read(incident: document, into: &rows)
    } else if let notes = document["notes"]?.items {
      for note in notes { read(note: note, into: &rows) }
    } else if let alerts = document["alerts"]?.items {
      for alert in alerts { read(alert: alert, into: &rows) }
    } else {
      let alone = document["incident"].map { [$0] } ?? []
      for incident in document["incidents"]?.items ?? alone {
        read(incident: incident, into: &rows)
      }
    }
  }

  private static func isIncident(_ tree: EventTree?) -> Bool {
    guard let tree else { return false }
    return tree.has("incident_number", "created_at", "status")
      || tree.text("type") == "incident" && tree.has("created_at", "status")
  }

  private func read(incident tree: EventTree, into rows: inout ExportRows) {
    guard let time = tree.text("created_at") else {
      return rows.refuse("incidents without a time", at: tree)
    }
    let incident = PagerDutyIncident(tree)
    rows.addOnce(incident.begin(at: time, by: nil), at: tree)
    for one in tree["assignments"]?.items ?? [] {
      guard let time = one.text("at"), let name = PagerDutyAgent(one["assignee"])?.name else {
        continue
      }
      var event = incident.event(.note, at: time, "assigned to \(name)")
      event.others = [name]
      rows.addOnce(event, at: one)
    }
    for one in tree["acknowledgements"]?.items ?? [] {
      guard let time = one.text("at") else { continue }
      let who = PagerDutyAgent.person(one["acknowledger"])
      rows.addOnce(incident.event(.acknowledged, at: time, who: who), at: one)
    }
    guard tree.text("status") == "resolved",
      let end = tree.text("resolved_at", "last_status_change_at")
    else { return }
    rows.addOnce(
      incident.end(at: end, by: PagerDutyAgent(tree["last_status_change_by"])), at: tree)
  }

  private func read(alert: EventTree, into rows: inout ExportRows) {
    guard let time = alert.text("created_at") else {
      return rows.refuse("alerts without a time", at: alert)
    }
    let incident = PagerDutyIncident(alert)
    var event = incident.event(.alertFired, at: time)
    event.marks.thread = alert.text("incident.id")
    event.marks.severity = alert.text("severity")
    rows.addOnce(event, at: alert)
    guard alert.text("status") == "resolved", let end = alert.text("resolved_at") else { return }
    event.kind = .alertCleared
    event.time = end
    rows.addOnce(event, at: alert)
  }

  private func read(note: EventTree, into rows: inout ExportRows) {
    guard let time = note.text("created_at"), let words = note.text("content") else {
      return rows.refuse("notes without a time or words", at: note)
    }
    var event = ExportedEvent(
      .note, at: time, words, from: .human, who: PagerDutyAgent.person(note["user"]))
    event.marks.id = note.text("id")
    rows.addOnce(event, at: note)
  }
}
