/// Alerts as Alertmanager hands them out: the body of its webhook, and the answer of
/// `/api/v2/alerts`.
///
/// Neither says when anybody was told: `startsAt` is when the rule's `for:` had passed. A receiver
/// that wraps the body and adds `received_at` gives that time, too.
/// Source: Alertmanager's documentation, webhook receiver version 4 and API version 2.
struct AlertmanagerExport: EventExport {
  let name = "alertmanager"

  func recognises(_ document: EventTree) -> Bool {
    let body = Self.body(of: document)
    if body.has("alerts", "receiver"), body["alerts"]?.items.first?.has("labels") ?? true {
      return true
    }
    return body.has("labels", "startsAt") && (body.has("fingerprint") || body.has("generatorURL"))
  }

  func read(_ document: EventTree, into rows: inout ExportRows) {
    let body = Self.body(of: document)
    let delivery = document.text("received_at", "receivedAt")
    let channel = body.text("receiver") ?? body["receivers"]?.items.first?.text("name")
    for alert in body["alerts"]?.items ?? [body] {
      read(alert, through: channel, delivered: delivery, into: &rows)
    }
  }

  private static func body(of document: EventTree) -> EventTree {
    document["body"].flatMap { $0.isObject ? $0 : nil } ?? document
  }

  private func read(
    _ alert: EventTree, through channel: String?, delivered: String?, into rows: inout ExportRows
  ) {
    let state = alert.text("status") ?? alert.text("status.state") ?? "firing"
    guard let start = alert.text("startsAt") else {
      return rows.refuse("alerts without a time", at: alert)
    }
    let isResolved = state == "resolved"
    var event = ExportedEvent(.alertFired, at: start, Self.text(of: alert), from: .alerts)
    event.rule = alert.text("labels.alertname")
    event.channel = channel
    event.service = alert.text("labels.service", "labels.job", "labels.app")
    event.url = alert.text("generatorURL")
    event.marks.severity = alert.text("labels.severity")
    event.marks.key = alert.text("fingerprint")
    event.change = .init(from: nil, to: "firing")
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
    event.change = .init(from: "firing", to: "resolved")
    rows.addOnce(event, at: alert)
  }

  /// What its rule's author wrote of it, the short text first.
  static func text(of alert: EventTree) -> String {
    alert.text(
      "annotations.summary", "annotations.message", "annotations.description",
      "labels.alertname") ?? "alert"
  }
}
