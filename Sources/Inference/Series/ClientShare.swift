import LogModel
import Signals

/// Counts how many of the bad events of a stretch one client had.
///
/// A client is what a record tells it by: a user, a session or an address. Of crowded buckets the
/// number of clients is known, and who had the first and the last event.
struct ClientShare {
  /// The client with the most events.
  private(set) var client: UInt64 = 0
  /// How many of the counted events are its own.
  private(set) var own = 0.0
  /// Events that name a client.
  private(set) var named = 0.0
  /// How many clients had any of them; of crowded buckets at least so many.
  private(set) var clients = 0
  /// All events of the stretch.
  private(set) var all = 0.0

  /// From this share on the events are one client's.
  static let mostShare = 0.8

  /// - Parameters:
  ///   - signatures: which failures of the timeline are bad.
  ///   - isInside: whether a moment, in seconds from the origin, lies in the stretch.
  init(
    of timeline: OperationTimeline, _ signatures: Set<Int>, in log: LogView,
    where isInside: (Double) -> Bool
  ) {
    var counts: [UInt64: Double] = [:]
    var crowd = 0
    for slot in timeline.slots {
      for failure in timeline.failures(of: slot) where signatures.contains(failure.signature) {
        let cell = failure.cell.cell
        let marks = cell.marks.filter { isInside(log.moment($0, of: timeline)) }
        guard !marks.isEmpty else { continue }
        let weight = Double(cell.count) / Double(max(1, cell.keptCount))
        all += weight * Double(marks.count)
        let clients = max(1, failure.cell.clients?.estimate ?? 1)
        crowd = max(crowd, clients)
        for mark in marks where mark.client != 0 {
          named += weight
          // Of a crowd, the one that is known is no more than one of so many.
          counts[mark.client, default: 0] += cell.isExact ? weight : weight / Double(clients)
        }
      }
    }
    clients = max(crowd, counts.count)
    guard let most = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else { return }
    (client, own) = (most.key, most.value)
  }

  /// Whether nearly all events that name a client name the same, and few name none.
  var isOneClient: Bool {
    client != 0 && named >= Self.mostShare * all && own >= Self.mostShare * named
  }
}

extension LogView {
  /// Whether a client is one among others at a service: outside of a stretch, others are named more
  /// often than it is.
  ///
  /// An account that a service works under, such as the user of its database, is named in all that
  /// it does and is nobody's client; what happens to it happens to all.
  ///
  /// - Parameter isInside: whether a moment, in seconds from the origin, lies in the stretch.
  func hasOthers(
    besides client: UInt64, at service: String, outside isInside: (Double) -> Bool
  ) -> Bool {
    var others: Set<UInt64> = []
    var (own, other) = (0, 0)
    for timeline in operations + lines where timeline.ref.service == service {
      let marks =
        timeline.successMarks() + timeline.failureMarks(Set(timeline.signatures.indices))
      for mark in marks where mark.client != 0 && !isInside(seconds(mark.time)) {
        if mark.client == client {
          own += 1
        } else {
          other += 1
          if others.count < Self.leastOtherClients { others.insert(mark.client) }
        }
      }
    }
    return others.count >= Self.leastOtherClients && other > own
  }

  /// With fewer others, what one client meets is what the service does.
  private static let leastOtherClients = 3
}
