import LogModel
import Timeline

/// What `recount draft --explain` prints: how each time of an incident was reached.
public enum ExplanationText {
  /// All incidents of the report, or the one named; a sentence when there is none.
  public static func text(_ report: IncidentReport, incident id: String? = nil) -> String {
    text(of: report, id) + PartialLines.paragraph(report.coverage.completeness, zone: .utc)
  }

  private static func text(of report: IncidentReport, _ id: String?) -> String {
    let chosen = report.incidents.filter { id == nil || $0.id == id }
    guard !chosen.isEmpty else {
      let near = ExplanationContext.nearMisses(report.nearMisses)
      let none = "No incident was found, so there is no time to explain."
      return ([report.coverage.noInput ?? none] + near)
        .joined(separator: "\n") + "\n"
    }
    let near = id == nil ? ExplanationContext.nearMisses(report.nearMisses) : []
    return chosen.map(text).joined(separator: "\n") + near.map { $0 + "\n" }.joined()
  }

  private static func text(_ incident: ReportedIncident) -> String {
    var lines = ["How the times of \(incident.id) were reached (all times UTC)", ""]
    let isSilence = incident.symptom.isSilence
    lines += boundary(
      "start", incident.impactStart, incident.reasoning?.start ?? .bracket, isSilence)
    if let end = incident.impactEnd {
      lines += boundary("end", end, incident.reasoning?.end ?? .bracket, isSilence)
    } else {
      lines.append("end      not in the logs: \(incident.whyNoEnd)")
    }
    if let resolved = incident.resolved { lines += ["resolved \(resolved.time.rfc3339)"] }
    lines.append("detected \(SafeText.terminal(incident.detected.basis))")
    if let alert = incident.detectable {
      lines.append("alert    \(alert.time.rfc3339) by \(SafeText.terminal(alert.rule))")
      lines.append("         \(alert.basis)")
    }
    if let reasoning = incident.reasoning {
      if let start = reasoning.startSignal {
        lines += ["", "The signal that the start rests on"] + judged(start)
      }
      if let end = reasoning.endSignal {
        lines += ["", "The signal that the end rests on"] + judged(end)
      }
      lines += ["", "The signal believed"] + judged(reasoning.believed)
      if !reasoning.rivals.isEmpty { lines += ["", "Considered and ruled out"] }
      for rival in reasoning.rivals {
        lines += judged(rival.judged) + ["    ruled out: \(rival.reason.words)"]
      }
    }
    let context = incident.signals.filter { $0.kind == .requestSpike || $0.kind == .requestDrop }
    if !context.isEmpty { lines += ["", "Context: how many came, not how they ended"] }
    for signal in context { lines.append("  " + told(signal)) }
    lines += ExplanationContext.lines(of: incident)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func boundary(
    _ name: String, _ told: ReportedBoundary, _ ground: ReportedIncident.Reasons.Ground,
    _ isSilence: Bool
  ) -> [String] {
    let label = name.padding(to: 9)
    let low = told.earliest?.rfc3339 ?? "before the logs"
    let high = told.latest?.rfc3339 ?? "after the logs"
    return [
      "\(label)between \(low) and \(high)",
      "         most likely \(told.estimate.rfc3339); with 90 % within "
        + "\(told.interval.from.rfc3339) to \(told.interval.to.rfc3339)",
      "         \(ground.words(ofSilence: isSilence)); confidence \(told.confidence.rawValue)",
    ] + whyOutside(told, ground, isSilence).map { "         " + $0 }
  }

  /// Why the likely moment does not lie between the two events.
  private static func whyOutside(
    _ told: ReportedBoundary, _ ground: ReportedIncident.Reasons.Ground, _ isSilence: Bool
  ) -> [String] {
    let isOutside =
      told.earliest.map { told.estimate < $0 } ?? false
      || told.latest.map { told.estimate > $0 } ?? false
    return isOutside ? [ground.whyOutside(ofSilence: isSilence)] : []
  }

  private static func judged(_ one: ReportedIncident.Reasons.Candidate) -> [String] {
    let cells =
      one.cellSeconds == 0
      ? "judged event by event" : "judged in cells of \(one.cellSeconds) s"
    let stretches = one.stretches > 1 ? ", \(one.stretches) stretches" : ""
    return [
      "  " + SafeText.terminal(one.head),
      "    \(one.from.rfc3339) to \(one.to.rfc3339)\(stretches), \(cells)",
      "    \(one.counts); log likelihood ratio \(nats(one.evidence)) nats",
    ]
      + [one.history].compactMap { usual in
        usual.map {
          "    usual share from the history \($0.days.words): \($0.failures) of \($0.attempts)"
        }
      }
  }

  private static func told(_ signal: ReportedSignal) -> String {
    let from = signal.from.rfc3339
    let until = signal.to.map { " to \($0.rfc3339)" } ?? ""
    let unit = signal.unit == "per_minute" ? " a minute" : ""
    let levels =
      "from \(NumberWords.figure(signal.baseline)) to \(NumberWords.figure(signal.observed))"
    return SafeText.terminal("\(signal.series.text): \(levels)\(unit), \(from)\(until)")
  }

  private static func nats(_ evidence: Double) -> String {
    Int(exactly: evidence.rounded()).map(String.init) ?? "?"
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
