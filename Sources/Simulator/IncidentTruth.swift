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

/// Counts a truth request by request, so that a bulk log need not be held.
struct TruthCounter {
  private var whole = PhaseCounter()
  private var phases: [PhaseCounter] = []

  /// Takes the next request in the order of time.
  mutating func take(_ request: SimulatedRequest) {
    guard request.endpoint == .order else { return }
    if case .outage(let number) = request.failure {
      while phases.count <= number { phases.append(whole.beforeFailures) }
      phases[number].fail(request)
      whole.fail(request)
    } else {
      whole.other(request)
      for number in phases.indices { phases[number].other(request) }
    }
  }

  var truth: IncidentTruth? {
    guard var truth = whole.truth else { return nil }
    let parts = phases.compactMap(\.truth)
    if parts.count > 1 { truth.phases = parts }
    return truth
  }
}

/// Counts one stretch of failures.
struct PhaseCounter {
  private var found: IncidentTruth?
  private var users: Set<String> = []
  private var lastSuccess: Timestamp?
  /// Large orders since the last success.
  private var hungrySinceSuccess = 0
  /// What came after the last failure so far; it counts once another failure follows.
  private var successesAfter = 0
  private var hungryAfter = 0
  private var hungryAtRecovery = 0

  /// A counter that has seen the last success but no failure.
  var beforeFailures: PhaseCounter {
    var fresh = PhaseCounter()
    fresh.lastSuccess = lastSuccess
    fresh.hungrySinceSuccess = hungrySinceSuccess
    return fresh
  }

  mutating func fail(_ request: SimulatedRequest) {
    var truth: IncidentTruth
    if let found {
      truth = found
      truth.hungryOrders += hungryAfter
    } else {
      truth = IncidentTruth(
        firstFailure: request.time, lastSuccessBefore: lastSuccess, lastFailure: request.time,
        firstSuccessAfter: nil)
      truth.hungryOrders = hungrySinceSuccess
    }
    truth.lastFailure = request.time
    truth.firstSuccessAfter = nil
    truth.failures += 1
    truth.attempts += 1 + (found == nil ? 0 : successesAfter)
    truth.pizzas += request.pizzas
    truth.hungryOrders += request.isHungryOrder ? 1 : 0
    (successesAfter, hungryAfter, hungryAtRecovery) = (0, 0, 0)
    if let user = request.user { users.insert(user) }
    found = truth
  }

  /// Takes an order that the outage did not touch.
  mutating func other(_ request: SimulatedRequest) {
    if request.failure == nil {
      lastSuccess = request.time
      hungrySinceSuccess = 0
      successesAfter += 1
      if found != nil, found?.firstSuccessAfter == nil {
        found?.firstSuccessAfter = request.time
        hungryAtRecovery = hungryAfter
      }
    } else if request.isHungryOrder {
      hungrySinceSuccess += 1
      hungryAfter += 1
    }
  }

  var truth: IncidentTruth? {
    guard var truth = found else { return nil }
    truth.users = users.count
    truth.hungryOrders += truth.firstSuccessAfter == nil ? hungryAfter : hungryAtRecovery
    return truth
  }
}
