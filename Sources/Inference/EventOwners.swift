import Events

/// Gives each event row to the incident it most likely belongs to.
struct EventOwners {
  private var owned: [Int: [EventRow]] = [:]
  /// Rows so long before a start may have led up to it.
  private static let leadSeconds = 3600.0
  /// Rows so long after an end may still be about it.
  private static let trailSeconds = 3600.0

  init(drafts: [IncidentDraft], rows: [EventRow]) {
    for row in rows {
      var best: (index: Int, distance: Double)?
      for (index, draft) in drafts.enumerated() {
        let from = draft.onset.earliest?.time ?? draft.first.time
        let before = from.seconds(since: row.time)
        let after = draft.end.map { row.time.seconds(since: $0.time) } ?? 0
        guard before <= Self.leadSeconds, after <= Self.trailSeconds else { continue }
        let distance = max(0, before, after)
        if distance < best?.distance ?? .infinity { best = (index, distance) }
      }
      if let best { owned[best.index, default: []].append(row) }
    }
  }

  func rows(of index: Int) -> [EventRow] { owned[index] ?? [] }
}
