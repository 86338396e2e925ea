import Events
import Inference
import LogModel

/// What a timeline should hold and the evidence does not; a person has to fill it in.
struct OpenQuestions {
  let incident: Incident

  init(_ incident: Incident) { self.incident = incident }

  /// Each as it follows "not in the evidence:".
  var all: [ReportText] {
    var open: [ReportText] = []
    switch incident.detection.status {
    case .found: break
    case .noneInEvidence: open.append([.words("when it was noticed, and by whom")])
    case .noEvidenceGiven:
      if !knows(Self.noticing) {
        open.append([.words("when it was noticed, and by whom (\(why))")])
      }
    }
    // Where the alert history spans it and no alert fired, nobody was paged.
    if incident.notified == nil, !knows([.engineerNotified]),
      incident.detection.alerts != .noneRelated
    {
      open.append([.words("who was paged")])
    }
    if incident.acknowledged == nil, !knows(Self.working) {
      open.append([.words("who began to work on it, and when")])
    }
    if let end = incident.end, let good = end.latest {
      if !isRemedyKnown {
        let bad = end.earliest ?? incident.lastFailure
        open.append([.words("what fixed it (")] + Self.span(bad, good) + [.words(")")])
      }
    } else if !knows(Self.over) {
      open.append([.words("when the \(failures) ended")])
    }
    return open
  }

  /// Events that say that somebody knew of it.
  private static let noticing: Set<EventKind> = [
    .alertFired, .engineerNotified, .acknowledged, .escalated, .declared, .statusUpdate,
    .userReport, .detected, .investigating, .ruledOut, .causeFound,
  ]
  /// Events that say that somebody was at work.
  private static let working: Set<EventKind> = [
    .acknowledged, .investigating, .ruledOut, .causeFound, .mitigation, .rollback,
  ]
  /// Acts that may have ended it, whatever it was.
  private static let acts: Set<EventKind> = [.mitigation, .rollback, .restart, .change, .deploy]
  /// Events that say that it ended.
  private static let over: Set<EventKind> = [
    .alertCleared, .confirmed, .resolved, .becameNormal,
  ]

  private func knows(_ kinds: Set<EventKind>) -> Bool {
    incident.events.contains { kinds.contains($0.kind) }
  }

  /// A mitigation, or an act while it was on: one from before cannot have ended it.
  private var isRemedyKnown: Bool {
    let start = incident.firstFailure.time
    let end = incident.end?.latest?.time
    return incident.events.contains { row in
      guard row.kind != .mitigation else { return true }
      return Self.acts.contains(row.kind) && row.time >= start && end.map { row.time <= $0 } ?? true
    }
  }

  private var why: String {
    switch incident.detection.basis {
    case .unread, .apart: incident.detection.basis.words
    default: "no alerts, on-call log, chat or notes given"
    }
  }

  /// Times are told by the second: two of one second are one time.
  private static func span(_ from: CitedEvent, _ to: CitedEvent) -> ReportText {
    let isOneSecond =
      from.time.nanoseconds.flooredDivision(by: 1_000_000_000)
      == to.time.nanoseconds.flooredDivision(by: 1_000_000_000)
    if isOneSecond { return [.words("at "), .clock(from.time)] }
    return [.words("between "), .clock(from.time), .words(" and "), .clock(to.time)]
  }

  private var words: SymptomNouns { incident.wording().nouns }
  private var failures: String { words.bad }

  /// The limits of the evidence in sentences for the coverage, times in UTC.
  func sentences(id: String) -> [String] {
    var limits: [String] = []
    let words = words
    let (last, next) = (words.last, words.good)
    if incident.onset.earliest == nil {
      limits.append(
        "When the \(failures) of \(id) began: \(words.they) on at the first record, "
          + incident.firstFailure.time.rfc3339 + ".")
    }
    if let end = incident.end, let good = end.latest {
      let bad = end.earliest ?? incident.lastFailure
      if !isRemedyKnown {
        limits.append(
          "When \(id) was mitigated, and how: the moment lies outside the logs, between the last "
            + "\(last) at \(bad.time.rfc3339) and the first \(next) at \(good.time.rfc3339).")
      }
    } else {
      limits.append(
        "When the \(failures) of \(id) ended: the last evidence is \(words.one) at "
          + incident.lastFailure.time.rfc3339 + ".")
    }
    if incident.impact.users == nil, let reason = incident.wording().whyNoUsers {
      limits.append("How many users \(id) hit: \(reason).")
    }
    return limits
  }
}
