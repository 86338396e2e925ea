/// What Grafana OnCall's outgoing webhooks tell of an alert group: that it was made, escalated,
/// acknowledged, silenced or resolved.
///
/// It names who has been notified by then, and not when; those are no events of it. A resolved
/// group without a user was resolved by the alert's own source.
/// Source: Grafana OnCall's documentation, outgoing webhooks.
struct GrafanaOnCallWebhook: EventExport {
  let name = "grafana-oncall-webhook"

  func recognises(_ document: EventTree) -> Bool {
    let body = WebhookDelivery(document).body
    return body["event"]?.has("type") == true && body["alert_group"]?.has("id") == true
  }

  func read(_ document: EventTree, into rows: inout ExportRows) {
    let delivery = WebhookDelivery(document)
    let body = delivery.body
    guard let tree = body["alert_group"] else { return }
    let group = GrafanaOnCallGroup(tree, payload: body["alert_payload"])
    group.addBegin(to: &rows, at: document)
    let type = (body.text("event.type") ?? "").lowercased()
    let who = body.text("user.username", "user.email")
    addAcknowledgement(of: body, by: type == "acknowledge" ? who : nil, group, document, &rows)
    let time = body.text("event.time") ?? delivery.time
    guard let time = time ?? Self.time(of: type, in: tree) else {
      return rows.refuse("events of an alert group without a time", at: document)
    }
    switch type {
    case "acknowledge", "alert group created", "firing": return
    case "escalation", "escalation step":
      rows.addOnce(group.event(.escalated, at: time, who: who), at: document)
    case "personal notification":
      rows.addOnce(group.event(.engineerNotified, at: time, who: who), at: document)
    case "resolve":
      let who = body.text("alert_group_resolved_by.username") ?? who
      group.addEnd(at: tree.text("resolved_at") ?? time, by: who, to: &rows, at: document)
    case "status change":
      if tree.text("state") == "resolved" {
        let who = body.text("alert_group_resolved_by.username") ?? who
        group.addEnd(at: tree.text("resolved_at") ?? time, by: who, to: &rows, at: document)
      } else if tree.text("state") == "silenced" {
        rows.addOnce(group.event(.note, at: time, "silenced", who: who), at: document)
      }
    case let type:
      guard let words = Self.remarks[type] else {
        return rows.refuse("events of an alert group that are not known", at: document)
      }
      let until = body.text("event.until").map { " until \($0)" } ?? ""
      rows.addOnce(group.event(.note, at: time, words + until, who: who), at: document)
    }
  }

  /// Whatever the event, the group says when it was acknowledged; newer versions also by whom.
  private func addAcknowledgement(
    of body: EventTree, by user: String?, _ group: GrafanaOnCallGroup, _ place: EventTree,
    _ rows: inout ExportRows
  ) {
    let told = user == nil ? nil : body.text("event.time")
    guard let time = body.text("alert_group.acknowledged_at") ?? told else { return }
    let who = body.text("alert_group_acknowledged_by.username") ?? user
    rows.addOnce(group.event(.acknowledged, at: time, who: who), at: place)
  }

  private static func time(of type: String, in group: EventTree) -> String? {
    switch type {
    case "acknowledge": group.text("acknowledged_at")
    case "resolve": group.text("resolved_at")
    case "silence": group.text("silenced_at")
    case "alert group created", "firing": group.text("created_at")
    default: nil
    }
  }

  private static let remarks = [
    "silence": "silenced", "unsilence": "no longer silenced", "unresolve": "no longer resolved",
    "unacknowledge": "no longer acknowledged", "manual": "webhook sent by hand",
  ]
}
