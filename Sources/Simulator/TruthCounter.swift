import LogModel

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
