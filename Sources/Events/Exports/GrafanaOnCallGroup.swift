/// An alert group of Grafana OnCall: alerts that people are told of together.
struct GrafanaOnCallGroup {
  private let group: EventTree
  /// What the first alert of the group says of itself, where it is at hand.
  private let labels: AlertLabels

  /// - Parameter payload: the first alert, in the form of whatever sent it.
  init(_ group: EventTree, payload: EventTree? = nil) {
    self.group = group
    labels = AlertLabels(
      payload?["labels"] ?? payload?["commonLabels"] ?? payload?["alerts"]?.items.first?["labels"])
  }

  var title: String { group.text("title") ?? labels.title ?? "alert" }

  /// - Parameter words: what happened, where it is more than its kind says.
  func event(
    _ kind: EventKind, at time: String, _ words: String? = nil, who: String? = nil
  ) -> ExportedEvent {
    let text = words.map { "\($0): \(title)" } ?? title
    var event = ExportedEvent(kind, at: time, text, from: Self.origin(of: kind), who: who)
    if kind == .alertFired || kind == .alertCleared { event.rule = labels.rule }
    event.service = labels.service
    event.url = group.text("permalinks.web", "permalinks.slack", "permalinks.telegram")
    event.marks.id = group.text("id")
    event.marks.thread = group.text("id")
    event.marks.severity = labels.severity
    event.marks.key = group.text("id")
    return event
  }

  private static func origin(of kind: EventKind) -> EventRow.Origin {
    switch kind {
    case .alertFired, .alertCleared: .alerts
    case .resolved: .human
    default: .oncall
    }
  }

  /// That the group came into being, which nobody need have been told of yet.
  func addBegin(to rows: inout ExportRows, at place: EventTree) {
    guard let time = group.text("created_at") else { return }
    rows.addOnce(event(.alertFired, at: time), at: place)
  }

  /// A group that nobody resolved was resolved by whatever sent its alerts.
  func addEnd(at time: String, by who: String?, to rows: inout ExportRows, at place: EventTree) {
    rows.addOnce(event(who == nil ? .alertCleared : .resolved, at: time, who: who), at: place)
  }

  /// The name of a person; what the public API gives is an id, which names nobody.
  static func person(_ text: String?) -> String? {
    guard let text else { return nil }
    let isID =
      text.count > 8 && text.first == "U"
      && text.allSatisfy { $0.isASCII && ($0.isUppercase || $0.isNumber) }
    return isID ? nil : text
  }
}

/// Alert groups as Grafana OnCall's API lists them, by pages or alone.
///
/// Source: Grafana OnCall's documentation, alert groups HTTP API.
struct GrafanaOnCallGroups: EventExport {
  let name = "grafana-oncall-alert-groups"

  func recognises(_ document: EventTree) -> Bool {
    let groups = Self.groups(of: document)
    return groups.first?.has("id", "state", "created_at", "alerts_count") == true
  }

  func read(_ document: EventTree, into rows: inout ExportRows) {
    if document.has("results") {
      rows.notePage(document, isFollowed: document.text("next") != nil)
    }
    for tree in Self.groups(of: document) {
      guard tree.text("created_at") != nil else {
        rows.refuse("alert groups without a time", at: tree)
        continue
      }
      let group = GrafanaOnCallGroup(tree, payload: tree["last_alert"]?["payload"])
      group.addBegin(to: &rows, at: tree)
      if let time = tree.text("acknowledged_at") {
        let who = GrafanaOnCallGroup.person(tree.text("acknowledged_by"))
        rows.addOnce(group.event(.acknowledged, at: time, who: who), at: tree)
      }
      if let time = tree.text("silenced_at") {
        rows.addOnce(group.event(.note, at: time, "silenced"), at: tree)
      }
      guard let time = tree.text("resolved_at") else { continue }
      // Somebody resolved it, though an id does not say who.
      let kind: EventKind = tree.text("resolved_by") == nil ? .alertCleared : .resolved
      let who = GrafanaOnCallGroup.person(tree.text("resolved_by"))
      rows.addOnce(group.event(kind, at: time, who: who), at: tree)
    }
  }

  private static func groups(of document: EventTree) -> [EventTree] {
    document.has("results") ? document["results"]?.items ?? [] : [document]
  }
}
