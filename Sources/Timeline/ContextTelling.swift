import Inference
import LogModel

/// Tells what stands around an incident: the order of its services, and what may have
/// contributed.
struct ContextTelling {
  let incident: Incident

  func propagation(citing book: inout CitationBook) -> [ReportedIncident.Propagation] {
    incident.propagation.map { step in
      ReportedIncident.Propagation(
        service: step.service, earliest: step.earliest?.time, latest: step.latest.time,
        interval: step.interval, rank: step.rank, via: step.via, attempts: step.attempts,
        failures: step.failures, isBelowBounds: step.isBelowBounds,
        citations: book.cite(step.latest, step.earliest.map { [$0] } ?? []))
    }
  }

  func factors(citing book: inout CitationBook) -> [ReportedIncident.Factor] {
    let nouns = incident.wording().nouns
    return incident.factors.map { factor in
      let words = FactorWords(factor: factor, nouns: nouns)
      return ReportedIncident.Factor(
        kind: words.kind, text: words.text, reason: words.reason,
        citations: book.cite(factor.evidence, factor.support))
    }
  }
}
