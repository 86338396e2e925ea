import LogModel
import Signals

/// Whether answers that rejected were an outage: most of what an operation answered, where it
/// usually succeeds, and to most of those who asked.
struct ClientErrorOutage {
  let isOutage: Bool

  private static let leastShare = 0.5
  private static let baselineShare = 0.2
  private static let leastSeconds = 60.0
  private static let leastSuccesses = 8
  private static let leastClients = 3
  /// Where the log does not say who asked.
  private static let leastAnonymous = 10
  /// Of an operation with so many clients, such a part of those who asked was rejected; with fewer,
  /// or one address for all, who was rejected says nothing.
  private static let manyClients = 10
  private static let clientShare = 0.5
  /// Clients that were told that something is not there, where the path stands for many things.
  private static let leastSeekers = 10

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
    var asked: Set<UInt64> = []
    for slot in view.slots {
      let from = Double(slot.start * view.width - log.origin)
      guard from + Double(view.width) > run.from, from <= run.to else { continue }
      arrivals += slot.arrivals
      answers += view.failureCount([0], in: slot)
      for failure in view.failures(of: slot) {
        failure.cell.cell.forEachMark { if $0.client != 0 { clients.insert($0.client) } }
      }
      for cell in view.successes(of: slot) {
        cell.forEachMark { if $0.client != 0 { asked.insert($0.client) } }
      }
    }
    asked.formUnion(clients)
    // What is not found under a number may never have been there: somebody has to tell otherwise.
    let isOfItems = (view.rejectedStatus == 404 || view.rejectedStatus == 0) && view.hasVariablePath
    let isMost =
      asked.count < Self.manyClients
      || Double(clients.count) >= Self.clientShare * Double(asked.count)
    var served: Set<UInt64> = []
    view.forEachSuccess { if $0.client != 0 { served.insert($0.client) } }
    // A client that was never served may have a wrong password.
    let isOfFew = served.count < Self.manyClients && clients.isSubset(of: served)
    let isSpread =
      clients.isEmpty || isOfFew && clients.count < Self.leastClients
      ? answers >= Self.leastAnonymous && !isOfItems
      : clients.count >= (isOfItems ? Self.leastSeekers : Self.leastClients) && isMost
    // Of many routes under one name it is not known which was there before.
    isOutage =
      !(view.isLumped && isOfItems) && isSpread
      && Double(answers) >= Self.leastShare * Double(arrivals)
  }
}

extension OperationTimeline {
  /// Whether a part of its path stands for many: `GET /volumes/:id`, `GET /*`.
  fileprivate var hasVariablePath: Bool {
    ref.operation.split(separator: "/").contains { $0.hasPrefix(":") || $0 == "*" }
  }
}
