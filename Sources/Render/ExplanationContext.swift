import LogModel
import Timeline

/// The parts of an explanation that look beyond an incident's own failures.
enum ExplanationContext {
  /// The order of services, what rose beside the failures, and the factors, for one incident.
  static func lines(of incident: ReportedIncident) -> [String] {
    propagation(incident.propagation) + correlations(incident.correlations)
      + factors(incident.factors)
  }

  /// What came near to being an incident, and why each is none.
  static func nearMisses(_ misses: [ReportedIncident]) -> [String] {
    guard !misses.isEmpty else { return [] }
    return ["", "Near misses: what had the shape of an incident and is none"]
      + misses.flatMap { miss -> [String] in
        let start = miss.impactStart
        let end = miss.impactEnd.map { " to \(($0.earliest ?? $0.time).rfc3339)" } ?? ""
        let counted =
          miss.impact.failures > 0 && miss.symptom.isOfAttempts
          ? "\(miss.impact.failures) of \(miss.impact.attempts) failed"
          : "no failures; \(start.basis)"
        return [
          "  " + SafeText.terminal(miss.title.plain(in: .utc, on: nil)),
          "    \(start.time.rfc3339)\(end), \(counted)",
          "    no incident: " + SafeText.terminal(miss.whyNone ?? "below the bounds"),
        ]
      }
  }

  private static func propagation(_ steps: [ReportedIncident.Propagation]) -> [String] {
    guard steps.count > 1 else { return [] }
    return ["", "Which service failed first (each with the 90 % interval of its onset)"]
      + steps.map { step in
        let isTied = steps.count { $0.rank == step.rank } > 1
        var words = "  \(step.rank). \(step.service)\(isTied ? " (tie)" : ""): "
        words += "\(step.interval.from.rfc3339) to \(step.interval.to.rfc3339)"
        words += ", \(step.failures) of \(step.attempts) failed"
        if let via = step.via { words += "; via \(via)" }
        if step.isBelowBounds { words += "; no incident by itself" }
        return SafeText.terminal(words)
      }
  }

  private static func correlations(_ found: [ReportedIncident.Correlated]) -> [String] {
    guard !found.isEmpty else { return [] }
    return ["", "What rose beside the failures"]
      + found.flatMap { one in
        ["  " + SafeText.terminal("\(one.b.text): \(words(one.verdict))")]
          + one.reasons.map { "    " + SafeText.terminal($0) }
      }
  }

  private static func words(_ verdict: ReportedIncident.Correlated.Verdict) -> String {
    switch verdict {
    case .mostlyRepeats: "mostly repeats of failed calls"
    case .mostlyNewClients: "mostly calls of new clients"
    case .roseTogether: "rose together with the failures"
    case .cannotTell: "cannot tell what ties it to the failures"
    }
  }

  private static func factors(_ factors: [ReportedIncident.Factor]) -> [String] {
    guard !factors.isEmpty else { return [] }
    return ["", "Factors considered, the nearest first (leads, none of them a cause)"]
      + factors.enumerated().flatMap { index, factor in
        [
          "  " + SafeText.terminal("\(index + 1). \(factor.text) (\(factor.kind.rawValue))"),
          "    " + SafeText.terminal(factor.reason),
        ]
      }
  }
}
