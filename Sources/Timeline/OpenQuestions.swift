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
      open.append([
        .words("when it was noticed, and by whom (no alerts, on-call log, chat or notes given)")
      ])
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
        open.append([
          .words("what ended the \(failures); it happened between "), .clock(bad.time),
          .words(" and "), .clock(good.time),
        ])
      }
    } else {
      open.append([.words("when the \(failures) ended")])
    }
    return open
  }

  private var failures: String {
    if let said = incident.said { return said.kind == .stopped ? "silence" : "changed answers" }
    return incident.lines == nil ? "failures" : "error lines"
  }

  /// The limits of the evidence in sentences for the coverage, times in UTC.
  func sentences(id: String) -> [String] {
    var limits: [String] = []
    let isLines = incident.lines != nil
    var (last, next) = isLines ? ("such line", "other line") : ("failure", "success")
    if let said = incident.said {
      (last, next) =
        said.kind == .stopped
        ? ("line without it", "line that came again") : ("such answer", "usual one")
    }
    if incident.onset.earliest == nil {
      limits.append(
        "When the \(failures) of \(id) began: they were on at the first record, "
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
      let evidence =
        isLines
        ? "such a line"
        : incident.said.map { $0.kind == .stopped ? "another line" : "such an answer" }
          ?? "a failure"
      limits.append(
        "When the \(failures) of \(id) ended: the last evidence is \(evidence) at "
          + incident.lastFailure.time.rfc3339 + ".")
    }
    if incident.impact.users == nil, incident.said?.kind != .stopped {
      limits.append("How many users \(id) hit: the records name no user.")
    }
    return limits
  }
}
