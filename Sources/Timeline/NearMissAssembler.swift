import Inference
import LogModel

/// Tells what came near to being an incident, as far as it is known: no rows, and nobody asked
/// who noticed.
struct NearMissAssembler {
  private let miss: NearMiss
  private let id: String

  init(_ miss: NearMiss, id: String) {
    self.miss = miss
    self.id = id
  }

  func told(citing book: inout CitationBook) -> ReportedIncident {
    let incident = miss.incident
    let telling = ReportAssembler(incident, id: id, logsEnd: nil)
    let start = telling.boundary(incident.onset, at: incident.firstFailure.time, citing: &book)
    let end = incident.end.map { end in
      let time = end.latest?.time ?? end.earliest?.time ?? end.estimate
      return telling.boundary(end, at: time, citing: &book)
    }
    return ReportedIncident(
      id: id, title: title, state: incident.state, operations: incident.operations,
      dependencies: incident.dependencies, propagation: [], impactStart: start,
      detectable: nil,
      detected: ReportedDetection(
        status: .noEvidenceGiven, time: nil, earliest: nil, latest: nil, by: nil, relation: nil,
        basis: "", citations: []),
      notified: nil, acknowledged: nil, mitigations: [], impactEnd: end, resolved: nil,
      durations: Durations(of: incident), impact: incident.impact,
      baseline: incident.baseline,
      signals: incident.signals.map { telling.signal($0, citing: &book) },
      correlations: [], series: [], factors: [], timeline: [], notInEvidence: [],
      whyNone: miss.reasons.map(\.words).joined(separator: "; "), symptom: incident.symptom)
  }

  /// A lack of requests is no failure, and is not called one.
  private var title: ReportText {
    let incident = miss.incident
    guard incident.impact.failures == 0, let signal = incident.signals.first else {
      return incident.impact.failures == 1
        ? IncidentTitle.text(ofOneMoment: incident) : IncidentTitle.text(of: incident)
    }
    let verb = signal.kind == .silence ? "stopped" : "became fewer"
    let start = signal.from
    return [
      .data(Shortened.operation(signal.series.text)), .words(" \(verb), "), .date(start),
      .words(" "),
      .minute(start),
    ] + (signal.to.map { [.words(" to "), .minute($0)] } ?? []) + [.words(" "), .zoneName]
  }
}
