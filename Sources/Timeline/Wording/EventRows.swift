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
        level: level(event), text: EventSentence(event).text + remark(event))
      row.tie = incident.ties[event]
      if let key = Self.repeatKey(event) {
        row.repeatKey = key
        row.repeatText = EventSentence(event, again: true).text + lateness(event)
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

  private func level(_ event: EventRow) -> TimelineRow.Level {
    switch event.kind {
    case _ where event.isOnlyPending: .detail
    case .note where event.origin == .chat: isKeyMessage(event) ? .key : .detail
    case .alertPending, .ruledOut: .context
    case .note: event.origin == .human || event.marks.isFlagged ? .key : .context
    case .change, .deploy, .rollback, .restart, .alertFired, .alertCleared, .engineerNotified,
      .acknowledged, .escalated, .declared, .statusUpdate, .userReport, .detected,
      .investigating, .causeFound, .mitigation, .confirmed, .resolved, .becameNormal:
      .key
    }
  }

  /// Of all that is said in a chat, what was pinned or flagged, and what whoever took the page up
  /// said while it was on; what says that somebody noticed or acted has a kind of its own.
  private func isKeyMessage(_ event: EventRow) -> Bool {
    if event.marks.isFlagged || incident.detection.event == event || Self.saysAct(event.text) {
      return true
    }
    guard let owner = incident.acknowledged else { return false }
    return owner.person != 0
      ? owner.person == event.person : owner.who != nil && owner.who == event.who
  }

  private static let acts: Set<String> = [
    "restarted", "restarting", "reverted", "reverting", "rolled", "rolling", "mitigated", "fixed",
    "disabled", "disabling", "enabled", "scaled", "drained", "failover", "rebooted", "killed",
    "purged", "ack", "acked", "acknowledged", "resolved",
  ]

  /// Whether a message says that somebody took it up or acted.
  private static func saysAct(_ text: String) -> Bool {
    text.lowercased().split { !$0.isLetter }.contains { acts.contains(String($0)) }
  }

  /// What a reader has to know of a row beside its words: how it is tied to the failures, and
  /// whether it came when they were over.
  private func remark(_ event: EventRow) -> ReportText {
    let parts = [relation(event), isLate(event), effect(event)].compactMap { $0 }
    guard let first = parts.first else { return [] }
    let said = parts.dropFirst().reduce(first) { $0 + [.words("; ")] + $1 }
    return [.words(" (")] + said + [.words(")")]
  }

  private func lateness(_ event: EventRow) -> ReportText {
    isLate(event).map { [.words(" (")] + $0 + [.words(")")] } ?? []
  }

  /// How a page or an alert is tied to the failures.
  private func relation(_ event: EventRow) -> ReportText? {
    let isPage = event.kind == .engineerNotified || event.kind == .alertFired
    if isFirstByTime(event) { return [.words("\(Self.first(event)) after the start; ")] + unshown }
    guard isPage, let tie = incident.ties[event] else { return nil }
    switch tie.relation {
    case .mapped: return [.words("the definition maps it to the failures")]
    case .named:
      // A whole message would say twice what the row of the first failure says.
      guard let word = tie.word, word.count <= 40 else {
        return [.words("it names the failures' message")]
      }
      return [.words("it names "), .code(Shortened.name(word))]
    case .label:
      return tie.word.map { [.words("it carries "), .code(Shortened.name($0))] }
    case .timeOnly: return unshown
    case nil:
      return tie.word.map { [.words("about "), .data($0), .words(", not tied to the failures")] }
        ?? [.words("mapped to something else")]
    }
  }

  private var unshown: ReportText { [.words("relation not shown")] }

  /// Whether detection rests on it and nothing but time ties it to the incident.
  private func isFirstByTime(_ event: EventRow) -> Bool {
    let detection = incident.detection
    return detection.status == .found && detection.relation == .timeOnly
      && detection.event == event
  }

  private static func first(_ event: EventRow) -> String {
    switch event.kind {
    case .engineerNotified: "first page"
    case .alertFired: "first alert"
    case .userReport: "first user report"
    default: "first sign of notice"
    }
  }

  /// A page that came when it was over proves nothing of the failures, and an acknowledgement
  /// then began no work on them.
  private func isLate(_ event: EventRow) -> ReportText? {
    guard let good = incident.end?.latest?.time, event.time > good else { return nil }
    switch event.kind {
    case .engineerNotified, .alertFired:
      return [.words("after the recovery at "), .minute(good)]
    case .acknowledged:
      let fix = incident.mitigations.last { $0.event.time <= event.time && $0.held != false }
      guard let fix else { return [.words("after the recovery at "), .minute(good)] }
      return [.words("after the fix at "), .minute(fix.event.time)]
    default: return nil
    }
  }

  /// What came of a mitigation.
  private func effect(_ event: EventRow) -> ReportText? {
    guard let act = incident.mitigations.first(where: { $0.event == event }),
      let effect = act.effect
    else { return nil }
    let did = incident.symptom.isOfSlowCalls ? "were slow" : "failed"
    var words =
      "\(effect.failedBefore) of \(effect.attemptsBefore) attempts \(did) in the "
      + "\(NumberWords.duration(effect.secondsBefore)) before it, \(effect.failedAfter) of "
      + "\(effect.attemptsAfter) in the \(NumberWords.duration(effect.secondsAfter)) after it"
    if act.held == false {
      words += effect.fell ? "; it did not hold" : "; it did not end them"
    }
    return [.words(words)]
  }
}

extension Symptom {
  fileprivate var isOfSlowCalls: Bool {
    if case .slowCalls = self { return true }
    return false
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
