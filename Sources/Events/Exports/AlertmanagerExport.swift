/// Alerts as Alertmanager hands them out: the body of its webhook, and the answers of its API, of
/// either version, to questions for alerts and groups of alerts.
///
/// Neither says when anybody was told: `startsAt` is when the rule's `for:` had passed. A receiver
/// that wraps the body and adds `received_at` gives that time, too.
/// Source: Alertmanager's documentation, webhook receiver version 4 and API version 2.
struct AlertmanagerExport: EventExport {
  let name = "alertmanager"

  func recognises(_ document: EventTree) -> Bool {
    let body = WebhookDelivery(document).body
    if body.has("alerts", "receiver") {
      return body["alerts"]?.items.first.map { $0["labels"]?.isObject == true } ?? true
    }
    return Self.isAlert(body) || body["data"]?.items.first.map(Self.isAlert) == true
  }

  private static func isAlert(_ tree: EventTree) -> Bool {
    tree["labels"]?.isObject == true
      && (tree.has("startsAt", "fingerprint") || tree.has("startsAt", "generatorURL")
        || tree.has("startsAt", "annotations"))
  }

  func read(_ document: EventTree, into rows: inout ExportRows) {
    let delivery = WebhookDelivery(document)
    let body = delivery.body
    for alert in body["alerts"]?.items ?? body["data"]?.items ?? [body] {
      let channel =
        body.text("receiver", "receiver.name")
        ?? alert["receivers"]?.items.first.flatMap { $0.text("name") ?? $0.word }
      read(alert, through: channel, delivered: delivery.time, into: &rows)
    }
    if let count = body.text("truncatedAlerts").flatMap({ Int($0) }), count > 0 {
      rows.refuse("messages from which their sender left alerts out", at: document)
    }
  }

  private func read(
    _ alert: EventTree, through channel: String?, delivered: String?, into rows: inout ExportRows
  ) {
    let state = alert.text("status", "status.state") ?? "firing"
    guard let start = alert.text("startsAt") else {
      return rows.refuse("alerts without a time", at: alert)
    }
    let isResolved = state == "resolved"
    let labels = AlertLabels(alert["labels"])
    let firing = labels.unevaluated ?? "firing"
    var event = ExportedEvent(.alertFired, at: start, Self.text(of: alert), from: .alerts)
    if let quiet = Self.silence(of: alert) { event.text += " (\(quiet))" }
    event.rule = labels.rule
    event.channel = channel
    event.service = labels.service
    event.url = alert.text("generatorURL", "panelURL", "dashboardURL")
    event.value = GrafanaValues.words(of: alert)
    event.marks.severity = labels.severity
    event.marks.key = alert.text("fingerprint") ?? labels.key
    event.change = .init(from: nil, to: firing)
    rows.addOnce(event, at: alert)
    if let delivered, !isResolved {
      var page = event
      page.time = delivered
      page.kind = .engineerNotified
      page.origin = .oncall
      page.change = nil
      rows.add(page, at: alert)
    }
    guard isResolved, let end = alert.text("endsAt"), !end.hasPrefix("0001-") else { return }
    event.time = end
    event.kind = .alertCleared
    event.value = nil
    event.change = .init(from: firing, to: "resolved")
    rows.addOnce(event, at: alert)
  }

  /// Why nobody is told of an alert: API version 2 says by what it is held back.
  private static func silence(of alert: EventTree) -> String? {
    guard alert.text("status.state") == "suppressed" else { return nil }
    let isSilenced = alert[path: "status.silencedBy"]?.items.isEmpty == false
    return isSilenced ? "silenced" : "inhibited"
  }

  /// What its rule's author wrote of it, the short text first.
  static func text(of alert: EventTree) -> String {
    alert.text(
      "annotations.summary", "annotations.message", "annotations.title",
      "annotations.description")
      ?? AlertLabels(alert["labels"]).title ?? "alert"
  }
}
