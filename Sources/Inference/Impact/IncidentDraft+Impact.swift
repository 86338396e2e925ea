import LogModel

/// Where a draft's requests are counted, and what it is said to have hit.
extension IncidentDraft {
  /// The service at which requests are counted; `nil` where none of theirs are in the logs.
  var countedAt: String? {
    OutermostLayer(log: log, operations: [principal] + others, runs: group.runs)
      .service(of: principal)
  }

  /// The same with its peers.
  var countedAtAll: [String] {
    guard !peers.isEmpty else { return countedAt.map { [$0] } ?? [] }
    return [principal.timeline.ref.service] + peers
  }

  /// Why this is told as a near miss and not as an incident; `nil` for an incident.
  var demotion: NearMissReason? {
    let counter = ImpactCounter(log: log, stretches: countedStretches)
    let one = SingleClientFilter(
      operations: ImpactCounter.measured([principal] + others, at: countedAtAll), counter: counter)
    return one.isTheOnlyOne ? .oneClient : nil
  }

  /// What users would say failed: the operation, or its service where most of it did.
  var subject: IncidentSubject {
    let own = principal.timeline.ref
    let service = own.service
    if ImpactRule(principalRun.symptom).hitsService, hasSeveralOperations(service) {
      return .service(service)
    }
    if !peers.isEmpty { return .services([service] + peers) }
    guard ImpactRule(principalRun.symptom).mayHitService, principal.timeline.kind == .request,
      countedAt == service
    else {
      return .operation(own)
    }
    let failing = Set(
      ([principal] + others).map(\.timeline).filter {
        $0.kind == .request && $0.ref.service == service
      }.map(\.ref))
    var calls: [OperationRef: Int] = [:]
    for timeline in log.requests where timeline.ref.service == service {
      let count = attempts(of: timeline)
      if count > 0 { calls[timeline.ref, default: 0] += count }
    }
    let hit = calls.filter { failing.contains($0.key) }
    let isMost =
      hit.count == calls.count
      ? hit.count >= 2 : hit.count >= Self.leastOperations && 2 * hit.count > calls.count
    let share = (hit.values.reduce(0, +), calls.values.reduce(0, +))
    return isMost && 2 * share.0 > share.1 ? .service(service) : .operation(own)
  }

  private func hasSeveralOperations(_ service: String) -> Bool {
    Set(log.requests.filter { $0.ref.service == service }.map(\.ref)).count > 1
  }

  /// Of more operations than fail, so many have to before it is their service that does.
  private static let leastOperations = 3

  /// Attempts of an operation while the incident was on, in whole buckets.
  private func attempts(of timeline: OperationTimeline) -> Int {
    let window = SlotWindow(timeline: timeline, origin: log.origin)
    let all = Set(timeline.signatures.indices)
    return stretches.reduce(0) { sum, stretch in
      let (from, to) = (log.seconds(stretch.first.time), log.seconds(stretch.last.time))
      return sum + window.counts(of: all, from: from, to: to).attempts
    }
  }
}
