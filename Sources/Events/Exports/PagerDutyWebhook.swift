/// What PagerDuty's webhooks, version 3, tell of an incident: each body is one event with who
/// brought it about and the object that it is about.
///
/// Source: PagerDuty's documentation, webhooks version 3.
struct PagerDutyWebhook: EventExport {
  let name = "pagerduty-webhook"

  func recognises(_ document: EventTree) -> Bool {
    let body = WebhookDelivery(document).body
    return body["event"]?.has("event_type", "occurred_at", "data") == true
  }

  func read(_ document: EventTree, into rows: inout ExportRows) {
    guard let event = WebhookDelivery(document).body["event"] else { return }
    let type = event.text("event_type") ?? ""
    if type == "pagey.ping" {
      return rows.refuse("deliveries that are a test", at: document)
    }
    guard let time = event.text("occurred_at") else {
      return rows.refuse("events of an incident without a time", at: document)
    }
    guard let data = event["data"], type.hasPrefix("incident.") else {
      return rows.refuse("events that are about no incident", at: document)
    }
    var told = Self.event(
      String(type.dropFirst("incident.".count)), data, by: PagerDutyAgent(event["agent"]), at: time)
    told.others += PagerDutyAgent.names(data["assignees"])
    rows.addOnce(told, at: document)
  }

  private static func event(
    _ type: String, _ data: EventTree, by agent: PagerDutyAgent?, at time: String
  ) -> ExportedEvent {
    // Of notes, responders and updates the incident is one member.
    let incident = PagerDutyIncident(data["incident"] ?? data, of: data)
    let who = agent.flatMap { $0.isPerson ? $0.name : nil }
    let to = PagerDutyAgent.names(data["assignees"]).joined(separator: ", ")
    let helper = PagerDutyAgent(data["user"])?.name
    switch type {
    case "triggered": return incident.begin(at: time, by: agent)
    case "acknowledged": return incident.event(.acknowledged, at: time, who: who)
    case "unacknowledged":
      return incident.event(.note, at: time, "no longer acknowledged", who: who)
    case "escalated":
      var event = incident.event(.escalated, at: time, who: who)
      if !to.isEmpty { event.text += " (to \(to))" }
      return event
    case "reassigned", "delegated":
      return incident.event(
        .note, at: time, to.isEmpty ? "assigned anew" : "assigned to \(to)", who: who)
    case "annotated":
      return incident.event(.note, at: time, text: data.text("content") ?? "note", who: who)
    case "resolved": return incident.end(at: time, by: agent)
    case "priority_updated":
      let priority = data.text("priority.summary", "priority.name")
      let words = priority.map { "priority set to \($0)" } ?? "priority removed"
      return incident.event(.note, at: time, words, who: who)
    case "responder.added":
      return incident.event(
        .engineerNotified, at: time, text: data.text("message"), who: helper)
    case "responder.replied":
      let reply = data.text("state") ?? "replied"
      return incident.event(.note, at: time, "asked to help, \(reply)", who: helper ?? who)
    case "status_update_published":
      return incident.event(.statusUpdate, at: time, text: data.text("message"), who: who)
    default:
      // Kinds are added now and then, and say in their names what happened.
      let words = type.split { $0 == "." || $0 == "_" }.joined(separator: " ")
      return incident.event(.note, at: time, words, who: who)
    }
  }
}
