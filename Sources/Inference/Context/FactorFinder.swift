import Events
import LogModel
import Signals

/// Ranks what may have contributed to an incident, each with the reason it is named for.
///
/// First a dependency that failed itself and that its callers' failures name; then changes
/// shortly before, the closest first; then dependencies that are only named; then messages that
/// are new. None is called the cause.
struct FactorFinder {
  /// `nil` where only messages changed: then there are no failures that could name anything.
  let draft: IncidentDraft?
  let incident: Incident
  /// All rows of all event files, in time order.
  let rows: [EventRow]

  /// So long before the first failure a change is still told.
  private static let leadSeconds = 3600.0
  private static let changeLimit = 5
  private static let changes: Set<EventKind> = [.change, .deploy, .rollback, .restart]

  var factors: [Factor] {
    guard let draft else { return changes }
    let dependencies = DependencyFactors(draft: draft, steps: incident.propagation).all
    return dependencies.filter(\.failsItself).map(\.factor) + changes
      + dependencies.filter { !$0.failsItself }.map(\.factor)
      + MessageFactors(draft: draft, incident: incident).all
  }

  private var start: Timestamp { draft?.first.time ?? incident.begin }

  private var changes: [Factor] {
    let near = rows.compactMap { row -> (row: EventRow, lead: Double)? in
      guard Self.changes.contains(row.kind) else { return nil }
      let lead = start.seconds(since: row.time)
      return lead >= (row.approximate ? -60 : 0) && lead <= Self.leadSeconds ? (row, lead) : nil
    }
    let ranked = near.sorted { a, b in
      (a.lead, a.row.source, a.row.text) < (b.lead, b.row.source, b.row.text)
    }
    return ranked.prefix(Self.changeLimit).map { row, lead in
      let isAfterLastGood = incident.onset.earliest.map { $0.time <= row.time } ?? false
      return Factor(
        .change(row),
        .before(seconds: lead, isAfterLastGood: isAfterLastGood, naming: named(by: row)),
        evidence: CitedEvent(time: row.time, source: row.source))
    }
  }

  /// Services and dependencies of the incident that a row is about.
  private func named(by row: EventRow) -> [String] {
    let text = (row.text + " " + (row.service ?? "")).lowercased()
    let words = Set(
      text.split { !($0.isLetter || $0.isNumber || "-_.".contains($0)) }.map(String.init))
    let candidates = incident.operations.map(\.service) + incident.dependencies
    return Set(candidates).sorted().filter { words.contains($0.lowercased()) }
  }
}
