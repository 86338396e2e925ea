import LogModel
import Signals

/// Finds the client whose failures stand beside error lines that name none.
///
/// An application's lines seldom say who asked, and the edge that logs the same requests does.
/// Where one client's failures stand beside nearly all of the lines, the lines are of these: a form
/// that fails for one user is told by the requests, and by no line.
struct CoincidentClient {
  /// Whether there is such a client, in a log that has others.
  let isOne: Bool

  /// Seconds between a line and the failure that it is about: the clocks of two logs, one of which
  /// may keep whole seconds.
  private static let reach = 2.0
  /// Lines looked at, evenly spread over all of them.
  private static let mostLines = 100
  /// With fewer clients in all, one of them says nothing against an incident.
  private static let leastClients = 10

  /// - Parameters:
  ///   - moments: of the error lines, in seconds from the origin and in order.
  ///   - own: the timeline of the lines.
  init(of moments: [Double], in own: OperationTimeline, _ log: LogView) {
    let step = max(1, moments.count / Self.mostLines)
    let lines = stride(from: 0, to: moments.count, by: step).map { moments[$0] }
    guard let first = lines.first, let last = lines.last,
      log.clients.clients.count >= Self.leastClients
    else {
      isOne = false
      return
    }
    var beside = [Set<UInt64>](repeating: [], count: lines.count)
    for timeline in log.operations + log.lines where timeline.id != own.id {
      let slots = SlotWindow(timeline: timeline, origin: log.origin)
        .slots(from: first - Self.reach - Double(timeline.reach), to: last + Self.reach)
      for failure in slots.flatMap({ timeline.failures(of: $0) }) {
        failure.cell.cell.forEachMark { mark in
          guard mark.client != 0 else { return }
          let at = log.seconds(mark.time)
          for index in lines.indices where abs(lines[index] - at) <= Self.reach {
            beside[index].insert(mark.client)
          }
        }
      }
    }
    var counts: [UInt64: Int] = [:]
    for client in beside.flatMap({ $0 }) { counts[client, default: 0] += 1 }
    let most = counts.values.max() ?? 0
    let others = counts.values.reduce(0, +) - most
    isOne =
      Double(most) >= ClientShare.mostShare * Double(lines.count)
      && Double(most) >= ClientShare.mostShare * Double(most + others)
  }
}
