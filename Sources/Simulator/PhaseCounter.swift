import LogModel

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
