/// What Opsgenie's webhooks tell of an alert: each body is one action on it.
///
/// The time of an action is the alert's last change, in nanoseconds; that of its creation is in
/// milliseconds. An escalation that names the alert by its id alone has no time.
/// Source: Opsgenie's documentation, webhook and Edge Connector alert action data.
struct OpsgenieWebhook: EventExport {
  let name = "opsgenie-webhook"

  func recognises(_ document: EventTree) -> Bool {
    let body = WebhookDelivery(document).body
    return body.has("action") && body["alert"]?.has("alertId") == true
  }

  func read(_ document: EventTree, into rows: inout ExportRows) {
    let delivery = WebhookDelivery(document)
    let body = delivery.body
    guard let alert = body["alert"], let action = body.text("action") else { return }
    let created = alert.text("createdAt")
    if let created {
      rows.addOnce(Self.event(.alertFired, at: created, alert), at: document)
    }
    if action == "Create", created != nil { return }
    guard
      let time = alert.text("updatedAt") ?? delivery.time
    else { return rows.refuse("actions on an alert without a time", at: document) }
    var event = told(action, at: time, body, alert)
    if action != "AddNote", let note = alert.text("note") { event.text += " (\(note))" }
    rows.addOnce(event, at: document)
  }

  private func told(
    _ action: String, at time: String, _ body: EventTree, _ alert: EventTree
  ) -> ExportedEvent {
    let who = Opsgenie.person(alert.text("username"))
    switch action {
    case "Acknowledge": return Self.event(.acknowledged, at: time, alert, who: who)
    case "Close":
      return Self.event(who == nil ? .alertCleared : .resolved, at: time, alert, who: who)
    case "AddNote":
      var event = Self.event(.note, at: time, alert, who: who)
      event.text = alert.text("note") ?? "note: \(event.text)"
      return event
    case "Escalate", "EscalateNext":
      var event = Self.event(.escalated, at: time, alert, who: who)
      let to = body.text("escalationNotify.name") ?? alert.text("escalationNotify.name")
      if let to {
        event.text += " (to \(to))"
        event.others = [to]
      }
      return event
    case "Create": return Self.event(.alertFired, at: time, alert)
    default: return remark(action, at: time, alert, who: who)
    }
  }

  /// Actions that change something beside whether anybody is at work, in their own words.
  private func remark(
    _ action: String, at time: String, _ alert: EventTree, who: String?
  ) -> ExportedEvent {
    let object = alert.text("owner", "newOwner", "recipient", "team", "responder", "newPriority")
    let words =
      switch action {
      case "UnAcknowledge": "no longer acknowledged"
      case "AssignOwnership": object.map { "assigned to \($0)" } ?? "assigned"
      case "TakeOwnership": "took ownership"
      case "AddRecipient", "AddTeam", "AddResponder":
        object.map { "added \($0)" } ?? Opsgenie.words(action)
      case "UpdatePriority":
        alert.text("priority").map { "priority set to \($0)" } ?? "priority changed"
      default: Opsgenie.words(action)
      }
    var event = Self.event(.note, at: time, alert, who: who)
    event.text = "\(words): \(event.text)"
    if action == "AssignOwnership" || action == "AddRecipient", let object {
      event.others = [object]
    }
    return event
  }

  private static func event(
    _ kind: EventKind, at time: String, _ alert: EventTree, who: String? = nil
  ) -> ExportedEvent {
    Opsgenie.event(kind, at: time, alert, id: alert.text("alertId"), who: who)
  }
}

/// What Opsgenie's alerts have in common in all that it hands out.
enum Opsgenie {
  static func event(
    _ kind: EventKind, at time: String, _ alert: EventTree, id: String?, who: String? = nil
  ) -> ExportedEvent {
    let title = alert.text("message", "description", "alias") ?? "alert"
    var event = ExportedEvent(kind, at: time, title, from: origin(of: kind), who: who)
    event.service = alert.text("details.service", "entity")
    event.marks.id = id
    event.marks.thread = id
    event.marks.key = alert.text("alias") ?? id
    event.marks.severity = alert.text("priority")
    return event
  }

  private static func origin(of kind: EventKind) -> EventRow.Origin {
    switch kind {
    case .alertFired, .alertCleared: .alerts
    case .engineerNotified, .acknowledged, .escalated: .oncall
    default: .human
    }
  }

  /// Who did something; the programs that it names in the same place did it by themselves.
  static func person(_ name: String?) -> String? {
    guard let name, name != "Alert API", PersonName(name) != nil else { return nil }
    return name
  }

  /// `SnoozeEnded` as words: `snooze ended`.
  static func words(_ action: String) -> String {
    var words = ""
    for character in action {
      if character.isUppercase, !words.isEmpty { words += " " }
      words += character.lowercased()
    }
    return words
  }
}
