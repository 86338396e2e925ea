import LogModel
import Timeline

/// The draft of a report without an incident: that there is none, and what was looked at.
struct NothingFound {
  private static let named = 12

  private let report: IncidentReport
  private let asked: String?
  private let zone: DisplayZone

  init(_ report: IncidentReport, asked: String?, zone: DisplayZone) {
    self.report = report
    self.asked = asked
    self.zone = zone
  }

  /// Paragraphs, without markup around them.
  var blocks: [String] {
    guard let asked, !report.incidents.isEmpty else {
      return [found, "Looked at " + lookedAt] + nearest
    }
    let ids = report.incidents.map { SafeText.markdownCode($0.id) }.joined(separator: ", ")
    return [
      "There is no incident " + SafeText.markdownCode(asked) + ".", "Incidents found: \(ids).",
    ]
  }

  /// None in what was read is not the same as none.
  private var found: String {
    if let nothing = report.coverage.noInput { return nothing }
    return report.coverage.completeness.isPartial
      ? "No incident was found in what could be read." : "No incident was found."
  }

  /// What came nearest to an incident, and why it is none.
  private var nearest: [String] {
    guard let miss = report.closestCandidate else { return [] }
    let start = miss.impactStart.time
    let title = miss.title.markdown(in: zone, on: start)
    let why = miss.whyNone.map { " (" + SafeText.markdown($0) + ")" } ?? ""
    // Lines are no attempts; how many there were is among the reasons.
    let count =
      miss.impact.failures > 0 && miss.symptom.kind != .errorLines
      ? ": \(miss.impact.failures) of \(NumberWords.count(miss.impact.attempts, "attempt")) failed"
      : ""
    let place = miss.impactStart.citations.last.flatMap(report.citation).map {
      " (" + SafeText.markdownCode($0.place) + ")"
    }
    return ["Closest candidate: " + title + count + why + (place ?? "") + "."]
  }

  private var lookedAt: String {
    let totals = report.coverage.totals
    var text =
      NumberWords.count(totals.files, "file") + ", "
      + NumberWords.count(totals.account.lines, "line")
    if let from = report.window.from, let to = report.window.to {
      text += ", from " + zone.date(from) + " " + zone.minute(from, on: nil)
      text += " to " + zone.minute(to, on: from) + " " + SafeText.markdown(zone.name)
    }
    let operations = report.coverage.operations.map { $0.name ?? $0.operation }
    guard !operations.isEmpty else { return text + "; no operations were recognised." }
    text += "; operations: "
    text += operations.prefix(Self.named).map(SafeText.markdownCode).joined(separator: ", ")
    let more = operations.count - Self.named
    return text + (more > 0 ? " and \(more) more." : ".")
  }
}
