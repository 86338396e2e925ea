import ChangePoints
import LogModel
import Signals

/// Puts together what came near to being an incident: failures below the bounds, great lacks of
/// requests without a failure, and drafts that were found to be none.
struct NearMissFinder {
  let found: FoundRuns
  let log: WatchedLog
  let settings: InferenceSettings

  private static let limit = 10
  /// Runs put together at most, the strongest: a bound on the work of an odd log.
  private static let runLimit = 20
  /// Nats that a lack of requests must have (ARCHITECTURE.md, Inference).
  private static let lackEvidence = 15.0
  private static let lacksPerDay = 0.1

  /// The strongest first.
  ///
  /// - Parameter demoted: drafts that are told as no incident, by their own reasons.
  func all(demoted: [IncidentDraft]) -> [NearMiss] {
    let known = demoted.map { draft in
      NearMiss(
        incident: draft.incident(),
        reason: draft.demotion ?? "", evidence: draft.principalRun.run.evidence)
    }
    let ranked = (known + failures + lacks).sorted { a, b in
      (b.evidence, a.incident.onset.estimate, a.incident.operations.first?.operation ?? "")
        < (a.evidence, b.incident.onset.estimate, b.incident.operations.first?.operation ?? "")
    }
    return Array(ranked.prefix(Self.limit))
  }

  // MARK: Failures

  private var failures: [NearMiss] {
    let near = found.near.filter { !found.isExplained($0.run) }
      .sorted { ($1.run.run.evidence, $0.run.from) < ($0.run.run.evidence, $1.run.from) }
      .prefix(Self.runLimit)
    let runs = near.map(\.run)
    let groups = RunGroup.groups(of: runs, in: log, holdSeconds: settings.resolveAfterSeconds)
    return groups.compactMap { group in
      guard
        let draft = IncidentDraft(
          group, among: found.failing + runs, in: log, arrivals: [], settings: settings)
      else { return nil }
      let run = draft.principalRun
      let needed = near.first { $0.run.operation == run.operation && $0.run.from == run.from }
      return NearMiss(
        incident: draft.incident(),
        reason: reason(run, neededEvidence: needed?.neededEvidence ?? RatioModel.leastEvidence),
        evidence: run.run.evidence)
    }
  }

  private func reason(_ run: FailureRun, neededEvidence: Double) -> String {
    if run.isUnlikeHistory {
      return "above the usual of earlier logs from the first record on, without a change in it"
    }
    let few = run.run.failures < RatioModel.leastFailures
    let weak = run.run.evidence < neededEvidence
    var reasons: [String] = []
    if few {
      reasons.append("\(run.run.failures) failures where \(RatioModel.leastFailures) are asked for")
    }
    if weak {
      reasons.append(
        "log likelihood ratio of \(NumberWords.tenths(run.run.evidence)) nats where "
          + "\(NumberWords.tenths(neededEvidence)) are asked for")
    }
    if reasons.isEmpty { reasons.append("the model takes it for chance") }
    return reasons.joined(separator: "; ")
  }

  // MARK: Lacks

  /// Requests that stayed out while nothing is known to have failed.
  private var lacks: [NearMiss] {
    let candidates = found.arrivals.filter { run in
      !run.isDeclined && run.run.direction != .rise && run.run.evidence >= Self.lackEvidence
    }
    let principals = candidates.principals()
    let kept = candidates.indices.filter { principals.contains($0) }.map { candidates[$0] }
      .filter { !found.isExplained($0) }
      .sorted { ($1.run.evidence, $0.from, $0.series) < ($0.run.evidence, $1.from, $1.series) }
    let days = (log.range.map { $0.to.seconds(since: $0.from) } ?? 0) / 86_400
    let budget = max(1, Int((Self.lacksPerDay * days).rounded(.up)))
    return kept.prefix(budget).compactMap(nearMiss)
  }

  private func nearMiss(_ run: ArrivalRun) -> NearMiss? {
    let signal = SignalMaker(log: log).signal(of: run, isPrincipal: true)
    guard let first = signal.evidence.first,
      let service = run.operations.first.map({ log.operations[$0] })
    else { return nil }
    let refs = run.operations.map { log.operations[$0].ref }
    let attempts = run.operations.reduce(0) { sum, index in
      let window = SlotWindow(timeline: log.operations[index], origin: log.origin)
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
      of: refs, state: run.to == nil ? .ongoing : .recovered,
      onset: boundary(run.run.onset, earliest: first, latest: nil, run), end: end,
      lastBad: first, resolution: nil, phases: [],
      impact: ImpactCounts(
        attempts: attempts, failures: 0, basis: .estimated, users: nil, units: [],
        byOperation: [], byLayer: [],
        measuredAt: (service.ref.service, service.role, "the log that shows the requests")),
      baseline: log.range.map { BaselineSpan(range: $0, basis: .sameLog) }, signals: [signal])
    return NearMiss(
      incident: incident, reason: "requests stayed out, and no failure is in the logs",
      evidence: run.run.evidence)
  }

  /// The request that shows that they came again.
  private func firstRequest(of run: ArrivalRun, after end: IntervalEstimate) -> EvidencePoint? {
    let from = run.run.direction == .silence ? min(end.low, end.estimate) : end.estimate
    return run.operations.compactMap { index in
      SlotWindow(timeline: log.operations[index], origin: log.origin)
        .ends(from: from, to: .infinity, withGood: true)?.first
    }.min(by: EventRef.precedes).map(log.evidence)
  }

  private func boundary(
    _ estimate: IntervalEstimate, earliest: EvidencePoint?, latest: EvidencePoint?,
    _ run: ArrivalRun
  ) -> Boundary {
    let range = TimeRange(
      from: log.timestamp(min(estimate.low, estimate.high)),
      to: log.timestamp(max(estimate.low, estimate.high)))
    let rates = [run.run.baselinePerMinute, run.run.observedPerMinute].map(NumberWords.tenths)
    return Boundary(
      earliest: earliest, latest: latest, estimate: log.timestamp(estimate.estimate),
      interval: range, shape: .step, confidence: .low,
      basis: "from \(rates[0]) to \(rates[1]) a minute")
  }
}
