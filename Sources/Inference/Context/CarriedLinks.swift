import LogModel
import Signals

/// Finds the links that failing responses carry: keys of their bodies that hold an address.
///
/// Whether a key holds one is known by its name here, and by the line itself where it is told.
struct CarriedLinks {
  let draft: IncidentDraft

  /// Links of one incident that are told.
  private static let limit = 3

  var all: [CarriedLink] {
    guard draft.principalRun.symptom == .failures, !draft.principal.timeline.isOfLines else {
      return []
    }
    let counter = ImpactCounter(log: draft.log, stretches: draft.countedStretches)
    let measured = ImpactCounter.measured(
      [draft.principal] + draft.others, at: draft.countedAtAll)
    let failures = measured.reduce(0) { $0 + counter.count($1).failures }
    var links: [String: CarriedLink] = [:]
    for operation in measured {
      for (key, signatures) in Self.keys(of: operation).sorted(by: { $0.key < $1.key }) {
        var carrying = operation
        carrying.signatures = signatures
        let count = counter.count(carrying).failures
        let marks = operation.timeline.failureMarks(signatures)
        guard count > 0, let first = marks.first(where: counter.isInside) else { continue }
        let evidence = draft.log.evidence(first)
        let known = links[key]
        links[key] = CarriedLink(
          key: key, failures: count + (known?.failures ?? 0), of: failures,
          evidence: known.map { min($0.evidence, evidence) } ?? evidence)
      }
    }
    return Array(
      links.values.sorted { ($1.failures, $0.key) < ($0.failures, $1.key) }.prefix(Self.limit))
  }

  /// The own signatures of an operation by the keys of their bodies that may hold a link.
  private static func keys(of operation: FailingOperation) -> [String: Set<Int>] {
    var keys: [String: Set<Int>] = [:]
    for signature in operation.signatures {
      for key in operation.timeline.signatures[signature].bodyKeys where isOfLink(key) {
        keys[key, default: []].insert(signature)
      }
    }
    return keys
  }

  /// `reportUrl`, `followLinkToEnd`, `help_href`: a part of the name says that it is a link.
  static func isOfLink(_ key: String) -> Bool {
    let name = key.lowercased()
    return name.contains("url") || name.contains("link") || name.contains("href")
      || name.hasSuffix("uri")
  }
}
