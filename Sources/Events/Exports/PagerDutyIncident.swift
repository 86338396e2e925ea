/// What objects of PagerDuty's API say of the incident that they belong to, whole or as a
/// reference to it.
struct PagerDutyIncident {
  private let incident: EventTree?
  private let service: String?

  /// - Parameter owner: an object that names the incident's service where the incident does not.
  init(_ incident: EventTree?, of owner: EventTree? = nil) {
    self.incident = incident
    service = incident?.text("service.summary", "service.name") ?? owner?.text("service.summary")
  }

  /// Without the number that a reference has in front: `[#12] Checkout is slow`.
  var title: String? {
    guard let title = incident?.text("title", "summary", "description") else { return nil }
    guard title.hasPrefix("[#"), let end = title.firstIndex(of: "]") else { return title }
    let rest = title[title.index(after: end)...].trimmed
    return rest.isEmpty ? title : rest
  }

  /// - Parameters:
  ///   - words: what happened, where it is more than its kind says; the title goes behind it.
  ///   - text: what somebody wrote, instead of words and title.
  func event(
    _ kind: EventKind, at time: String, _ words: String? = nil, text: String? = nil,
    who: String? = nil
  ) -> ExportedEvent {
    let about = title ?? service ?? "incident"
    let said = text ?? words.map { "\($0): \(about)" } ?? about
    var event = ExportedEvent(kind, at: time, said, from: Self.origin(of: kind), who: who)
    event.url = incident?.text("html_url")
    event.service = service
    event.marks.id = incident?.text("id")
    event.marks.thread = incident?.text("id")
    event.marks.key = incident?.text("incident_key", "alert_key", "id")
    event.marks.severity = incident?.text("priority.summary", "priority.name", "urgency")
    return event
  }

  /// The end of an incident: a person resolved it, or the source of its alerts did.
  func end(at time: String, by agent: PagerDutyAgent?) -> ExportedEvent {
    guard let agent, agent.isPerson else { return event(.alertCleared, at: time) }
    return event(.resolved, at: time, who: agent.name)
  }

  /// The begin of an incident: an alert, unless a person opened it.
  func begin(at time: String, by agent: PagerDutyAgent?, text: String? = nil) -> ExportedEvent {
    guard let agent, agent.isPerson else { return event(.alertFired, at: time, text: text) }
    return event(.declared, at: time, text: text, who: agent.name)
  }

  private static func origin(of kind: EventKind) -> EventRow.Origin {
    switch kind {
    case .alertFired, .alertCleared: .alerts
    case .engineerNotified, .acknowledged, .escalated: .oncall
    default: .human
    }
  }
}

/// Who did something in PagerDuty: a person, or a service or integration by itself.
struct PagerDutyAgent {
  let name: String
  let isPerson: Bool

  /// `nil` where nobody is named.
  init?(_ agent: EventTree?) {
    guard let name = agent?.text("summary", "name", "email") else { return nil }
    self.name = name
    let type = agent?.text("type") ?? "user"
    isPerson = type.hasPrefix("user") && PersonName(name) != nil
  }

  /// The name, where it is a person's.
  static func person(_ agent: EventTree?) -> String? {
    PagerDutyAgent(agent).flatMap { $0.isPerson ? $0.name : nil }
  }

  /// Names of all of a list of people and teams.
  static func names(_ agents: EventTree?) -> [String] {
    (agents?.items ?? []).compactMap { PagerDutyAgent($0["assignee"] ?? $0)?.name }
  }
}
