import ChangePoints
import Events
import LogModel
import Signals

/// An incident as the log alone shows it, before events are looked at.
struct IncidentDraft {
  let group: RunGroup
  let log: LogView
  let settings: InferenceSettings
  let principalRun: Finding
  let principal: FailingOperation
  /// Those that were found, then those that failed with them too seldom to be found alone.
  let others: [FailingOperation]
  /// The same with when each of them failed, the principal one first; only those of its service.
  let parts: [OperationPhases]
  /// Of all of them together.
  let phases: [FoundPhase]
  /// Of several that fail partially: the model's run of all of them as one series.
  let pooled: RatioRun?
  let isPartial: Bool
  /// Services that failed beside the principal one's, none of which calls another.
  let peers: [String]
  let onset: Boundary
  /// The first good event of the recovery; `nil` while failing.
  let end: CitedEvent?
  let nearbyArrivals: [TrafficChange]
  /// Bursts of lines that go with the failures.
  var lines: [Finding] = []
  /// Calls that took long beside the failures.
  var slow: [Finding] = []
  /// Bursts of lines of other services, most of each within the incident.
  var linesElsewhere: [Finding] = []
  /// Changes of what services say that go with the failures.
  var words: [Signal] = []
  /// Answers and numbers that changed beside the failures.
  var contents: [Finding] = []
  /// What was slow before the failures and after them, and moves the incident's start or end.
  var slowBefore: SlowExtent.Side?
  var slowAfter: SlowExtent.Side?

  var first: EventRef { phases[0].firstBad }
  var last: EventRef { phases[phases.count - 1].lastBad }

  /// - Returns: `nil` when no failure of the group is left to cite.
  init?(
    _ group: RunGroup, among all: [Finding], in log: LogView, arrivals: [TrafficChange],
    settings: InferenceSettings
  ) {
    self.group = group
    self.log = log
    self.settings = settings
    let run = group.principal
    let rule = BoundaryRule(run.symptom)
    principalRun = run
    let operations = Self.operations(of: group, among: all, in: log)
    guard var principal = operations.first(where: { $0.series == run.series }) else { return nil }
    principal.operation.nameLines(by: run.signatures)
    self.principal = principal.operation
    let spans = Self.spans(of: group.runs.filter { $0.series == run.series })
    isPartial =
      rule.areLines || run.wasNeverUsual
      || Self.isPartial(principal.operation, run: run, spans: spans, log: log)
    let own = OperationPhases(
      operation: principal.operation, run: run, isPartial: isPartial,
      phases: PhaseFinder(
        operation: principal.operation, log: log, holdSeconds: settings.resolveAfterSeconds,
        apart: run.otherMatters(among: all)
      ).phases(spans: spans, isPartial: isPartial))
    let rest = operations.filter { $0.series != run.series }.map { other in
      var other = other
      other.operation.nameLines(by: other.operation.signatures)
      return other
    }
    var parts = [own]
    let peers = Self.peers(of: own.operation, rest.map(\.operation), in: log)
    if rule.joinsOperations {
      parts += rest.compactMap { Self.part($0, of: group, like: own, peers, in: log, settings) }
      parts += Companions(log: log, known: parts).all
    }
    (self.parts, self.peers) = (parts, peers)
    others = rest.map(\.operation) + parts.filter(\.isCompanion).map(\.operation)
    pooled = PooledRun.run(of: parts, in: log)
    var phases = JoinedPhases(operations: parts, isPooled: pooled != nil, log: log).phases
    // Among lines that still come, any other line is no sign of recovery.
    let isOn = group.runs.contains {
      (BoundaryRule($0.symptom).lastsWithItsRun || $0.deviatesFromBaseline)
        && $0.run.reachesLastCell
    }
    if isOn, !phases.isEmpty { phases[phases.count - 1].firstGoodAfter = nil }
    self.phases = phases
    guard let firstPhase = phases.first, let lastPhase = phases.last else { return nil }
    onset = Self.onset(of: parts, firstPhase, group, pooled, in: log)
    end = lastPhase.firstGoodAfter.map(log.evidence)
    let stretches =
      group.occasions.isEmpty
      ? [(firstPhase.firstBad, lastPhase.lastBad)] : Self.stretches(of: phases, group, in: log)
    let near = stretches.map { (log.seconds($0.0.time), log.seconds($0.1.time)) }
    nearbyArrivals = arrivals.filter { run in
      let (lead, trail) = run.isRejected ? (0.0, 0.0) : (1800.0, 900.0)
      return near.contains { from, to in
        run.from <= to + trail && run.to ?? .infinity >= from - lead
      }
    }
  }

  private static func onset(
    of parts: [OperationPhases], _ phase: FoundPhase, _ group: RunGroup, _ pooled: RatioRun?,
    in log: LogView
  ) -> Boundary {
    boundaryMaker(of: parts[phase.firstOf], round: phase, group, pooled, in: log).onset(phase)
  }

  private static func operations(
    of group: RunGroup, among all: [Finding], in log: LogView
  ) -> [(series: SeriesID, operation: FailingOperation)] {
    Dictionary(grouping: group.runs, by: \.series).sorted { $0.key < $1.key }.map { series, runs in
      // Signatures that rose by themselves say more than the union of all.
      let single = runs.filter { $0.signatures.count == 1 }
      let risen = (single.isEmpty ? runs : single).reduce(into: Set<Int>()) {
        $0.formUnion($1.signatures)
      }
      let from = runs.map(\.from).min() ?? 0
      let to = runs.map(\.to).max() ?? 0
      let spans = group.occasions.isEmpty ? [from...max(from, to)] : group.occasions
      return (
        series,
        FailingOperation(
          runs[0].timeline, runs[0].symptom, risen: risen, spans: spans,
          others: Self.apart(
            all.filter { $0.series == series }.map { $0.from...max($0.from, $0.to) },
            from: spans),
          origin: log.origin)
      )
    }
  }

  /// Spans that touch none of `own`, those that overlap joined so that nothing counts twice.
  private static func apart(
    _ spans: [ClosedRange<Double>], from own: [ClosedRange<Double>]
  ) -> [ClosedRange<Double>] {
    var joined: [ClosedRange<Double>] = []
    for span in spans.sorted(by: { $0.lowerBound < $1.lowerBound })
    where !own.contains(where: span.overlaps) {
      if let last = joined.last, last.overlaps(span) {
        joined[joined.count - 1] =
          last.lowerBound...max(last.upperBound, span.upperBound)
      } else {
        joined.append(span)
      }
    }
    return joined
  }

  /// Own failures in the baseline, or many successes among the failures.
  static func isPartial(
    _ operation: FailingOperation, run: Finding, spans: [ClosedRange<Double>],
    log: LogView
  ) -> Bool {
    if operation.strayFailures >= 2 { return true }
    // Between phases it was well: only what succeeded within them counts.
    let width = operation.timeline.width
    var successes = 0
    for slot in operation.timeline.slots {
      let start = Double(slot.start * width - log.origin)
      guard
        spans.contains(where: { $0.lowerBound < start + Double(width) && start < $0.upperBound })
      else { continue }
      for cell in operation.timeline.successes(of: slot) {
        let inside = cell.countMarks { mark in
          spans.contains { $0.contains(log.moment(mark, of: operation.timeline)) }
        }
        // Of a crowded bucket that lies in a phase as a whole, all do.
        successes += inside == cell.keptCount ? cell.count : inside
      }
    }
    return successes > max(1, run.run.failures / 5)
  }

  func sharesOperation(with other: IncidentDraft) -> Bool {
    !Set(group.runs.map(\.series)).isDisjoint(with: other.group.runs.map(\.series))
  }

  /// Buckets that hold a boundary and lost the events beside it.
  var crowded: [TimeRange] {
    phases.flatMap { [$0.firstBad, $0.lastBad] }.filter(principal.isCrowded(at:))
      .map(principal.range(ofBucketAt:)) + slowEdges
  }

  /// Where a crowded log has calls turn slow, and fast again: of its events few are known.
  private var slowEdges: [TimeRange] {
    guard case .slowCalls(let slowness) = principalRun.symptom,
      !principal.timeline.slots.allSatisfy(\.isExact)
    else { return [] }
    let slack = Double(principal.timeline.width) + slowness.seenMilliseconds / 1000
    return [principalRun.from, principalRun.to].map { at in
      TimeRange(from: log.timestamp(at - slack), to: log.timestamp(at + slack))
    }
  }
}
