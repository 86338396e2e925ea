/// Alerts of Opsgenie's API, as pages or alone, and the pages of one alert's log and notes.
///
/// An alert says after how many milliseconds it was acknowledged and closed, and by whom.
/// Source: Opsgenie's documentation, alert API version 2.
struct OpsgenieAlerts: EventExport {
  let name = "opsgenie-alerts"

  func recognises(_ document: EventTree) -> Bool {
    Self.items(of: document).first.map { Self.isAlert($0) || Self.isEntry($0) } ?? false
  }

  func read(_ document: EventTree, into rows: inout ExportRows) {
    for item in Self.items(of: document) {
      guard let time = item.text("createdAt") else {
        rows.refuse("alerts without a time", at: item)
        continue
      }
      if Self.isAlert(item) {
        read(item, at: time, into: &rows)
      } else {
        rows.addOnce(entry(item, at: time), at: item)
      }
    }
  }

  private static func items(of document: EventTree) -> [EventTree] {
    if let data = document["data"] { return data.isObject ? [data] : data.items }
    return isAlert(document) || isEntry(document) ? [document] : []
  }

  private static func isAlert(_ tree: EventTree) -> Bool {
    tree.has("tinyId", "message", "createdAt", "status")
  }

  /// An entry of a log or a note.
  private static func isEntry(_ tree: EventTree) -> Bool {
    (tree.has("log", "type") || tree.has("note")) && tree.has("owner", "createdAt", "offset")
  }

  private func read(_ alert: EventTree, at time: String, into rows: inout ExportRows) {
    let id = alert.text("id")
    rows.addOnce(Opsgenie.event(.alertFired, at: time, alert, id: id), at: alert)
    if let taken = ExportedEvent.length(alert.text("report.ackTime")) {
      let who = Opsgenie.person(alert.text("report.acknowledgedBy"))
      var event = Opsgenie.event(.acknowledged, at: time, alert, id: id, who: who)
      event.delay = taken / 1000
      rows.addOnce(event, at: alert)
    }
    if let taken = ExportedEvent.length(alert.text("report.closeTime")) {
      let who = Opsgenie.person(alert.text("report.closedBy"))
      let kind: EventKind = who == nil ? .alertCleared : .resolved
      var event = Opsgenie.event(kind, at: time, alert, id: id, who: who)
      event.delay = taken / 1000
      rows.addOnce(event, at: alert)
    }
  }

  /// Of a log's words only those are taken for more than a remark that its documentation has.
  private func entry(_ entry: EventTree, at time: String) -> ExportedEvent {
    let who = Opsgenie.person(entry.text("owner"))
    let words = entry.text("log", "note") ?? "entry without words"
    let small = entry.has("log") ? words.lowercased() : ""
    let kind: EventKind =
      if small.hasPrefix("alert created") {
        .alertFired
      } else if small.hasPrefix("alert acknowledged") {
        .acknowledged
      } else if small.hasPrefix("alert closed") {
        who == nil ? .alertCleared : .resolved
      } else {
        .note
      }
    var event = Opsgenie.event(kind, at: time, entry, id: nil, who: who)
    event.text = words
    if kind == .alertFired { event.who = nil }
    return event
  }
}
