import ChangePoints
import LogModel
import Signals

/// Tells in which order the services of an incident began to fail, as far as the events can.
struct PropagationFinder {
  let draft: IncidentDraft

  /// A service's onset before its place among the others is known.
  private struct Onset {
    var step: PropagationStep
    var estimate: IntervalEstimate
    var operations: [FailingOperation]
  }

  /// One step a service, those that failed first in front.
  var steps: [PropagationStep] {
    var onsets = draft.members.map(\.service).uniqued().compactMap(onset)
    let known = Set(onsets.map(\.step.service))
    onsets += linesElsewhere(besides: known)
    onsets += risenBeside(besides: known.union(onsets.map(\.step.service)))
    return linked(ranked(onsets))
  }

  // MARK: Onsets

  /// By the run of the service whose denominator says most.
  private func onset(of service: String) -> Onset? {
    let members = draft.members.filter { $0.service == service }
    let runs = members.flatMap(\.runs)
    guard !runs.isEmpty else { return nil }
    let run = RunGroup(runs: runs).principal
    guard let member = members.first(where: { $0.series == run.series }) else { return nil }
    let operation = member.operation
    let isPrincipal = run.series == draft.principalRun.series
    let spans = member.runs.flatMap(\.phases).sorted { $0.lowerBound < $1.lowerBound }
    let isPartial =
      isPrincipal
      ? draft.isPartial
      : BoundaryRule(run.symptom).areLines
        || IncidentDraft.isPartial(operation, run: run, spans: spans, log: draft.log)
    // Of peers the incident's own bounds are those of all of them.
    let isWhole = isPrincipal && draft.peers.isEmpty
    let phase =
      isWhole
      ? draft.phases.first
      : PhaseFinder(
        operation: operation, log: draft.log, holdSeconds: draft.settings.resolveAfterSeconds
      ).phases(spans: spans, isPartial: isPartial).first
    guard let phase else { return nil }
    let boundary =
      isWhole
      ? draft.onset
      : BoundaryMaker(
        log: draft.log, run: run, operation: operation, isPartial: isPartial
      ).onset(phase)
    let low = draft.log.seconds(boundary.interval.from)
    let high = draft.log.seconds(boundary.interval.to)
    let counter = LayerCounter(draft)
    let counts = members.map { counter.count($0.operation) }
    return Onset(
      step: PropagationStep(
        service: service, earliest: boundary.earliest,
        latest: boundary.latest ?? draft.log.evidence(phase.firstBad),
        interval: boundary.interval, rank: 1, via: nil,
        attempts: counts.reduce(0) { $0 + $1.attempts },
        failures: counts.reduce(0) { $0 + $1.failures }, isBelowBounds: false,
        said: said(operation)),
      estimate: isPartial && run.run.onset.low.isFinite
        ? run.run.onset : IntervalEstimate(between: low, and: high),
      operations: members.map(\.operation))
  }

  /// What most of its own failures said.
  private func said(_ operation: FailingOperation) -> FailureSignatureSummary? {
    let timeline = operation.timeline
    let most = operation.signatures.sorted().max {
      timeline.failures(of: $0) < timeline.failures(of: $1)
    }
    return most.map { index in
      FailureSignatureSummary(
        operation: timeline.ref, status: timeline.signatures[index].status,
        message: timeline.signatures[index].message, failures: timeline.failures(of: index))
    }
  }

  /// Bursts of lines of services that answer no requests of this incident.
  private func linesElsewhere(besides known: Set<String>) -> [Onset] {
    let runs = draft.linesElsewhere.filter { !known.contains($0.service) }
    let byService = Dictionary(grouping: runs, by: \.service)
    return byService.sorted { $0.key < $1.key }.compactMap { service, runs -> Onset? in
      let run = RunGroup(runs: runs).principal
      let first = run.timeline.failureMarks(run.signatures).first {
        draft.log.seconds($0.time) >= run.from - 0.001
      }
      guard let first else { return nil }
      let at = draft.log.seconds(first.time)
      let estimate = run.run.onset.widened(to: at, at)
      return Onset(
        step: PropagationStep(
          service: service, earliest: nil, latest: draft.log.evidence(first),
          interval: range(estimate.low, estimate.high), rank: 1, via: nil,
          attempts: run.run.failures, failures: run.run.failures, isBelowBounds: true),
        estimate: estimate, operations: [])
    }
  }

  private func risenBeside(besides known: Set<String>) -> [Onset] {
    guard !BoundaryRule(draft.principalRun.symptom).areLines else { return [] }
    let log = draft.log
    // Other services may fail a little before the one that says most.
    let from = min(log.seconds(draft.onset.interval.from), log.seconds(draft.first.time))
    let risen = CoincidentFailures.all(
      in: log, from: from, to: log.seconds(draft.last.time) + 1, besides: known)
    return risen.map { one in
      let high = log.seconds(one.firstBad.time)
      let low = one.lastGoodBefore.map { log.seconds($0.time) } ?? high
      let estimate = IntervalEstimate(between: min(from, low), and: high)
      return Onset(
        step: PropagationStep(
          service: one.service, earliest: one.lastGoodBefore.map(log.evidence),
          latest: log.evidence(one.firstBad), interval: range(estimate.low, estimate.high),
          rank: 1, via: nil, attempts: one.attempts, failures: one.failures,
          isBelowBounds: true),
        estimate: estimate, operations: [])
    }
  }

  private func range(_ low: Double, _ high: Double) -> TimeRange {
    TimeRange(from: draft.log.timestamp(min(low, high)), to: draft.log.timestamp(max(low, high)))
  }

  // MARK: Order

  /// A rank of its own has only who began after each of those before it; else it is a tie.
  private func ranked(_ onsets: [Onset]) -> [Onset] {
    var ordered = onsets.sorted { a, b in
      (a.estimate.estimate, a.step.service) < (b.estimate.estimate, b.step.service)
    }
    var group = 0
    for index in ordered.indices.dropFirst() {
      let isAfter = ordered[group..<index].allSatisfy {
        OnsetOrder.compare($0.estimate, ordered[index].estimate).order == .aFirst
      }
      if isAfter { group = index }
      ordered[index].step.rank = group + 1
    }
    return ordered
  }

  /// Within a tie, who is called stands before who calls; each is tied to one in front of it.
  private func linked(_ onsets: [Onset]) -> [PropagationStep] {
    let links = CallLinks(draft.log)
    var called: [String: Set<String>] = [:]
    for onset in onsets {
      for operation in onset.operations {
        called[onset.step.service, default: []].formUnion(
          links.named(by: operation).map(\.name))
      }
    }
    var waiting = onsets.map(\.step)
    var steps: [PropagationStep] = []
    while let first = waiting.first {
      let tied = waiting.indices.filter { waiting[$0].rank == first.rank }
      let names = Set(tied.map { waiting[$0].service })
      let next =
        tied.first { called[waiting[$0].service]?.isDisjoint(with: names) ?? true } ?? tied[0]
      var step = waiting.remove(at: next)
      let before = steps.map(\.service)
      step.via =
        before.last { called[step.service]?.contains($0) == true }
        ?? before.last { called[$0]?.contains(step.service) == true }
      steps.append(step)
    }
    return steps
  }
}
