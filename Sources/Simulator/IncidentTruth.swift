import LogModel

/// What really happened in a simulated incident, counted from its requests.
///
/// All moments are those of answers, as a log shows them. Orders refused because of their size
/// are none of the incident's failures unless the factory was down for them too.
public struct IncidentTruth: Hashable, Sendable {
  /// The first answer that was a failure of the outage.
  public var firstFailure: Timestamp
  /// `nil` when no order succeeded before.
  public var lastSuccessBefore: Timestamp?
  /// The last one.
  public var lastFailure: Timestamp
  /// `nil` when the data end while orders fail.
  public var firstSuccessAfter: Timestamp?
  /// Orders that failed because the factory was down.
  public var failures: Int
  /// Those and the orders that succeeded between the first and the last of them.
  public var attempts: Int
  /// Pizzas of the failed orders.
  public var pizzas: Int
  /// Orders too large for the oven that were answered inside the outer brackets (from the last
  /// success before to the first success after), whatever the answer was.
  public var hungryOrders: Int
  /// Different people whose orders failed.
  public var users: Int
  /// Each outage of the plan by itself, where there is more than one; else empty.
  public var phases: [IncidentTruth]

  /// Between which two orders the failures began.
  public var onset: TimeBracket { TimeBracket(earliest: lastSuccessBefore, latest: firstFailure) }
  /// Between which two orders the failures ended.
  public var end: TimeBracket { TimeBracket(earliest: lastFailure, latest: firstSuccessAfter) }

  /// - Parameter requests: in the order of their time.
  /// - Returns: `nil` when no order failed because of an outage.
  public init?(of requests: [SimulatedRequest]) {
    var counter = TruthCounter()
    for request in requests { counter.take(request) }
    guard let truth = counter.truth else { return nil }
    self = truth
  }

  init(
    firstFailure: Timestamp, lastSuccessBefore: Timestamp?, lastFailure: Timestamp,
    firstSuccessAfter: Timestamp?
  ) {
    self.firstFailure = firstFailure
    self.lastSuccessBefore = lastSuccessBefore
    self.lastFailure = lastFailure
    self.firstSuccessAfter = firstSuccessAfter
    (failures, attempts, pizzas, hungryOrders, users) = (0, 0, 0, 0, 0)
    phases = []
  }
}
