import Events
import Inference
import LogModel

/// The rows of an incident that people and their tools recorded, in their words.
struct EventRows {
  let incident: Incident

  init(_ incident: Incident) { self.incident = incident }

  /// One row for each event, in no particular order; the page that detection rests on has its
  /// row even where it lies outside the incident's own stretch.
  var all: [RowDraft] {
    var events = incident.events
    let claimed = [incident.detection.event, incident.notified, incident.acknowledged]
    for case let event? in claimed where !events.contains(event) { events.append(event) }
    return events.map { event in
      var row = RowDraft(
        event, kind: TimelineRow.Kind(event.kind),
        level: Self.level(event), text: EventSentence(event).text + remark(event))
      if let key = Self.repeatKey(event) {
        row.repeatKey = key
        row.repeatText = EventSentence(event, again: true).text
      }
      return row
    }
  }

  /// Pages of one rule to one person are the same page again, whatever channel they came by; an
  /// alert that changes to a state again is the same alert.
  private static func repeatKey(_ event: EventRow) -> String? {
    let about = "\(event.kind.rawValue)\u{0}\(event.rule ?? event.text)"
    switch event.kind {
    case .engineerNotified:
      // Two people whose names are hidden may be called the same.
      let who = event.person == 0 ? event.who ?? "" : String(event.person)
      return "\(about)\u{0}\(who)"
    case .alertFired, .alertCleared:
      guard !event.isOnlyPending else { return nil }
      return "\(about)\u{0}\(event.service ?? "")\u{0}\(event.change?.to ?? "")"
    default: return nil
    }
  }

  private static func level(_ event: EventRow) -> TimelineRow.Level {
    switch event.kind {
    case _ where event.isOnlyPending: .detail
    case .alertPending, .ruledOut: .context
    case .note: event.origin == .human || event.marks.isFlagged ? .key : .context
    case .change, .deploy, .rollback, .restart, .alertFired, .alertCleared, .engineerNotified,
      .acknowledged, .escalated, .declared, .statusUpdate, .userReport, .detected,
      .investigating, .causeFound, .mitigation, .confirmed, .resolved, .becameNormal:
      .key
    }
  }

  /// Says it where nothing but time ties the first page or alert to the incident.
  private func remark(_ event: EventRow) -> ReportText {
    let detection = incident.detection
    guard detection.status == .found, detection.relation == .timeOnly, detection.event == event
    else { return [] }
    let what: String
    switch event.kind {
    case .engineerNotified: what = "first page"
    case .alertFired: what = "first alert"
    case .userReport: what = "first user report"
    default: what = "first sign of notice"
    }
    return [.words(" (\(what) after the start; relation not shown)")]
  }
}

extension TimelineRow.Kind {
  /// The kind of the row that tells an event: a new kind of event must be given one here.
  init(_ kind: EventKind) {
    self =
      switch kind {
      case .change: .change
      case .deploy: .deploy
      case .rollback: .rollback
      case .restart: .restart
      case .alertPending: .alertPending
      case .alertFired: .alertFired
      case .alertCleared: .alertCleared
      case .engineerNotified: .engineerNotified
      case .acknowledged: .acknowledged
      case .escalated: .escalated
      case .declared: .declared
      case .statusUpdate: .statusUpdate
      case .userReport: .userReport
      case .detected: .detected
      case .investigating: .investigating
      case .ruledOut: .ruledOut
      case .causeFound: .causeFound
      case .mitigation: .mitigation
      case .confirmed: .confirmed
      case .resolved: .resolved
      case .becameNormal: .becameNormal
      case .note: .note
      }
  }
}

extension TimelineRow.Source {
  /// Which kind of record a row about an event comes from.
  init(_ origin: EventRow.Origin) {
    self =
      switch origin {
      case .alerts: .alerts
      case .oncall: .oncall
      case .chat: .chat
      case .human: .human
      case .deploy: .deploy
      }
  }
}
