import LogModel
import Signals

/// Whether answers that rejected were an outage: most of what an operation answered, where it
/// usually succeeds, and to more than one who asked.
struct ClientErrorOutage {
  let isOutage: Bool

  private static let leastShare = 0.5
  private static let baselineShare = 0.2
  private static let leastSeconds = 60.0
  private static let leastSuccesses = 8
  private static let leastClients = 3
  /// Where the log does not say who asked.
  private static let leastAnonymous = 10

  init(_ run: Finding, in log: LogView) {
    let view = run.timeline
    let healthy = run.baselineAttempts - run.baselineFailures
    guard run.to - run.from >= Self.leastSeconds,
      run.run.failures >= LogView.leastRefusals, !run.run.startsAtFirstCell,
      healthy >= Self.leastSuccesses,
      Double(run.baselineFailures) <= Self.baselineShare * Double(run.baselineAttempts)
    else {
      isOutage = false
      return
    }
    var arrivals = 0
    var answers = 0
    var clients: Set<UInt64> = []
    for slot in view.slots {
      let from = Double(slot.start * view.width - log.origin)
      guard from + Double(view.width) > run.from, from <= run.to else { continue }
      arrivals += slot.arrivals
      answers += view.failureCount([0], in: slot)
      for failure in view.failures(of: slot) {
        failure.cell.cell.forEachMark { if $0.client != 0 { clients.insert($0.client) } }
      }
    }
    let isSpread =
      clients.isEmpty ? answers >= Self.leastAnonymous : clients.count >= Self.leastClients
    isOutage = isSpread && Double(answers) >= Self.leastShare * Double(arrivals)
  }
}
