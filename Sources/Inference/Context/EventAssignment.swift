import Events
import LogModel

/// Gives each event row to the incident it most likely belongs to.
///
/// It needs all incidents, whatever their symptom: a row that is given away before the last of
/// them is known may be missing where it belongs.
struct EventAssignment {
  private var owned: [Int: [EventRow]] = [:]
  /// Rows so long before a start may have led up to it.
  private static let leadSeconds = 3600.0
  /// Rows so long after an end may still be about it.
  private static let trailSeconds = 3600.0

  /// - Parameter relation: how an incident, by its place, and a row are tied; less is closer.
  init(
    of incidents: [Incident], rows: [EventRow], relation: (_ incident: Int, EventRow) -> Int
  ) {
    let spans = incidents.map(\.eventSpans)
    for row in rows {
      var best: (index: Int, distance: Double, from: Timestamp)?
      for index in incidents.indices {
        guard let near = Self.nearest(spans[index], to: row.time) else { continue }
        if let known = best {
          guard near.distance <= known.distance else { continue }
          if near.distance == known.distance {
            // Of incidents that are on at once: the one that the row names, else the younger.
            let (mine, theirs) = (relation(index, row), relation(known.index, row))
            guard mine < theirs || (mine == theirs && near.from > known.from) else { continue }
          }
        }
        best = (index, near.distance, near.from)
      }
      if let best { owned[best.index, default: []].append(row) }
    }
  }

  func rows(of index: Int) -> [EventRow] { owned[index] ?? [] }

  /// Seconds from a row to the closest stretch within reach; 0 inside of it.
  private static func nearest(
    _ spans: [(from: Timestamp, to: Timestamp?)], to time: Timestamp
  ) -> (distance: Double, from: Timestamp)? {
    var best: (distance: Double, from: Timestamp)?
    for span in spans {
      let before = span.from.seconds(since: time)
      let after = span.to.map { time.seconds(since: $0) } ?? 0
      guard before <= leadSeconds, after <= trailSeconds else { continue }
      let distance = max(0, before, after)
      if distance < best?.distance ?? .infinity { best = (distance, span.from) }
    }
    return best
  }
}

extension Incident {
  /// The first known bad event.
  var begin: Timestamp { onset.latest?.time ?? lastFailure.time }

  /// Where it was on: as a whole, or each time of one that recurs. Open at the end while it lasts.
  fileprivate var eventSpans: [(from: Timestamp, to: Timestamp?)] {
    let from = onset.earliest?.time ?? begin
    guard recurrence != nil, phases.count > 1 else { return [(from, end?.latest?.time)] }
    return phases.map {
      ($0.lastGoodBefore?.time ?? $0.firstBad.time, $0.firstGoodAfter?.time ?? $0.lastBad.time)
    }
  }
}
