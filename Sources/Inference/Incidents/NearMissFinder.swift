import ChangePoints
import LogModel
import Signals

/// Puts together what came near to being an incident: failures below the bounds, great lacks of
/// requests without a failure, and drafts that were found to be none.
struct NearMissFinder {
  let found: Findings
  /// What stayed below the bounds of an incident, or differs from the history as a whole.
  let near: [Finding]
  let log: LogView
  let settings: InferenceSettings
  /// Incidents were found, beside which a lone failure is not worth a word.
  let hasIncident: Bool
  /// The only failure of the log, where it has one.
  let mishap: LoneMishap?

  private static let limit = 10
  /// Runs put together at most, the strongest: a bound on the work of an odd log.
  private static let runLimit = 20
  /// Nats that a lack of requests must have (ARCHITECTURE.md, Inference).
  private static let lackEvidence = 15.0
  private static let lacksPerDay = 0.1

  /// Failures before lacks of requests, the strongest first.
  ///
  /// - Parameter demoted: drafts that are told as no incident, by their own reasons.
  func all(demoted: [IncidentDraft]) -> [NearMiss] {
    let known = demoted.map { draft in
      NearMiss(
        incident: draft.incident(),
        reasons: draft.demotion.map { [$0] } ?? [], evidence: draft.principalRun.run.evidence)
    }
    let below = known + failures
    let lone = below.isEmpty && !hasIncident ? mishap.map { [$0.nearMiss] } ?? [] : []
    // Where something failed, that is nearer to an incident than requests that stayed out.
    return Array((Self.ranked(below + lone) + Self.ranked(lacks)).prefix(Self.limit))
  }

  private static func ranked(_ misses: [NearMiss]) -> [NearMiss] {
    misses.sorted { a, b in
      (b.evidence, a.incident.onset.estimate, a.incident.operations.first?.operation ?? "")
        < (a.evidence, b.incident.onset.estimate, b.incident.operations.first?.operation ?? "")
    }
  }

  // MARK: Failures

  private var failures: [NearMiss] {
    let runs = Array(
      near.filter { !found.isExplained($0) }
        .sorted { ($1.run.evidence, $0.from) < ($0.run.evidence, $1.from) }
        .prefix(Self.runLimit))
    let failing = found.of([.failures])
    let groups = RunGroup.groups(
      of: runs, in: log, holdSeconds: settings.resolveAfterSeconds)
    return groups.compactMap { group in
      guard
        let draft = IncidentDraft(
          group, among: failing + runs, in: log, arrivals: [], settings: settings)
      else { return nil }
      let run = draft.principalRun
      return NearMiss(
        incident: draft.incident(), reasons: reasons(run), evidence: run.run.evidence)
    }
  }

  private func reasons(_ run: Finding) -> [NearMissReason] {
    var neededEvidence = RatioModel.leastEvidence
    switch run.standing {
    case .unlikeHistory: return [.unlikeHistory]
    case .nearMiss(let needed): neededEvidence = needed
    case .ruledOut(let reason): return [reason]
    case .incident, .context: break
    }
    var reasons: [NearMissReason] = []
    if run.run.failures < RatioModel.leastFailures {
      reasons.append(.tooFewFailures(run.run.failures, needed: RatioModel.leastFailures))
    }
    if run.run.evidence < neededEvidence {
      reasons.append(.tooLittleEvidence(run.run.evidence, needed: neededEvidence))
    }
    return reasons.isEmpty ? [.chance] : reasons
  }

  // MARK: Lacks

  /// Requests that stayed out while nothing is known to have failed.
  private var lacks: [NearMiss] {
    let candidates = found.traffic.filter { run in
      !run.isRejected && run.run.direction != .rise && run.run.evidence >= Self.lackEvidence
    }
    let principals = candidates.principals()
    let kept = candidates.indices.filter { principals.contains($0) }.map { candidates[$0] }
      .filter { !found.isExplained($0) }
      .sorted {
        ($1.run.evidence, $0.from, $0.series.text) < ($0.run.evidence, $1.from, $1.series.text)
      }
    let days = (log.range.map { $0.to.seconds(since: $0.from) } ?? 0) / 86_400
    let budget = max(1, Int((Self.lacksPerDay * days).rounded(.up)))
    return kept.prefix(budget).compactMap(nearMiss)
  }

  /// How many requests did not come, as far as their rates say.
  private func missing(_ run: TrafficChange) -> MissingRequests {
    let end = run.to ?? log.range.map { log.seconds($0.to) } ?? run.from
    let seconds = max(0, end - run.from)
    let lack = (run.run.baselinePerMinute - run.run.observedPerMinute) * seconds / 60
    var missing = MissingRequests(
      baselinePerMinute: Rounding.significant(run.run.baselinePerMinute), seconds: seconds,
      low: Rounding.count(max(0, lack)), high: Rounding.count(max(0, lack)))
    missing.seen = Rounding.count(run.run.observedPerMinute * seconds / 60)
    return missing
  }

  private func nearMiss(_ run: TrafficChange) -> NearMiss? {
    let signal = SignalMaker(log: log).signal(of: run, isPrincipal: true)
    guard let first = signal.evidence.first,
      let service = run.operations.first
    else { return nil }
    let refs = run.operations.map(\.ref)
    let attempts = run.operations.reduce(0) { sum, operation in
      let window = SlotWindow(timeline: operation, origin: log.origin)
      return window.slots(from: run.from, to: run.to ?? .infinity).reduce(sum) {
        $0 + $1.arrivals
      }
    }
    let end = run.run.end.flatMap { end in
      firstRequest(of: run, after: end).map {
        boundary(end, earliest: nil, latest: $0, run)
      }
    }
    let incident = IncidentBuilder.incident(
      .missingRequests(missing(run)), of: refs, state: run.to == nil ? .ongoing : .recovered,
      onset: boundary(run.run.onset, earliest: first, latest: nil, run), end: end,
      lastBad: first, resolution: nil, phases: [],
      impact: ImpactCounts(
        attempts: attempts, failures: 0, basis: .estimated, users: nil, units: [],
        byOperation: [], byLayer: [],
        measuredAt: (service.ref.service, service.role, .showsTheRequests)),
      baseline: log.range.map { BaselineSpan(range: $0, basis: .sameLog) }, signals: [signal])
    return NearMiss(
      incident: incident, reasons: [.noFailureInLogs],
      evidence: run.run.evidence)
  }

  /// The request that shows that they came again.
  private func firstRequest(of run: TrafficChange, after end: IntervalEstimate) -> CitedEvent? {
    let from = run.run.direction == .silence ? min(end.low, end.estimate) : end.estimate
    return run.operations.compactMap { operation in
      SlotWindow(timeline: operation, origin: log.origin)
        .ends(from: from, to: .infinity, withGood: true)?.first
    }.min(by: EventRef.precedes).map(log.evidence)
  }

  private func boundary(
    _ estimate: IntervalEstimate, earliest: CitedEvent?, latest: CitedEvent?,
    _ run: TrafficChange
  ) -> Boundary {
    let range = TimeRange(
      from: log.timestamp(min(estimate.low, estimate.high)),
      to: log.timestamp(max(estimate.low, estimate.high)))
    return Boundary(
      earliest: earliest, latest: latest, estimate: log.timestamp(estimate.estimate),
      interval: range, shape: .step, confidence: .low,
      basis: BoundaryBasis(
        .rates(before: run.run.baselinePerMinute, within: run.run.observedPerMinute)))
  }
}
