import Inference
import LogModel

/// What a timeline should hold and the evidence does not; a person has to fill it in.
struct OpenQuestions {
  let incident: Incident

  init(_ incident: Incident) { self.incident = incident }

  /// Each as it follows "not in the evidence:".
  var all: [ReportText] {
    var open: [ReportText] = []
    let kinds = Set(incident.events.map(\.kind))
    switch incident.detection.status {
    case .found: break
    case .noneInEvidence: open.append([.words("when it was noticed, and by whom")])
    case .noEvidenceGiven:
      let basis = incident.detection.basis
      let why =
        [Detection.unreadBasis, Detection.notCoveredBasis].contains(basis)
        ? basis : "no alerts, on-call log, chat or notes given"
      open.append([.words("when it was noticed, and by whom (\(why))")])
    }
    if incident.notified == nil, !kinds.contains(.engineerNotified) {
      open.append([.words("who was paged")])
    }
    if incident.acknowledged == nil, kinds.isDisjoint(with: [.acknowledged, .investigating]) {
      open.append([.words("who began to work on it, and when")])
    }
    if let end = incident.end, let good = end.latest {
      if !kinds.contains(.mitigation) {
        let bad = end.earliest ?? incident.lastFailure
        open.append([.words("what ended the \(failures); it happened ")] + Self.span(bad, good))
      }
    } else {
      open.append([.words("when the \(failures) ended")])
    }
    return open
  }

  /// Times are told by the second: two of one second are one time.
  private static func span(_ from: EvidencePoint, _ to: EvidencePoint) -> ReportText {
    let isOneSecond =
      from.time.nanoseconds.flooredDivision(by: 1_000_000_000)
      == to.time.nanoseconds.flooredDivision(by: 1_000_000_000)
    if isOneSecond { return [.words("at "), .clock(from.time)] }
    return [.words("between "), .clock(from.time), .words(" and "), .clock(to.time)]
  }

  private var words: NatureWords { NatureWords(incident.nature) }
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
      if !incident.events.contains(where: { $0.kind == .mitigation }) {
        limits.append(
          "When \(id) was mitigated, and how: the moment lies outside the logs, between the last "
            + "\(last) at \(bad.time.rfc3339) and the first \(next) at \(good.time.rfc3339).")
      }
    } else {
      limits.append(
        "When the \(failures) of \(id) ended: the last evidence is \(words.one) at "
          + incident.lastFailure.time.rfc3339 + ".")
    }
    if incident.impact.users == nil, incident.said?.kind != .stopped {
      limits.append("How many users \(id) hit: the records name no user.")
    }
    return limits
  }
}
