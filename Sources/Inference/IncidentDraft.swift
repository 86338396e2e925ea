import Events
import LogModel
import Signals

/// An incident as the log alone shows it, before events are looked at.
struct IncidentDraft {
  let group: RunGroup
  let log: WatchedLog
  let settings: InferenceSettings
  let principalRun: FailureRun
  let principal: FailingOperation
  /// Those that were found, then those that failed with them too seldom to be found alone.
  let others: [FailingOperation]
  /// The same with when each of them failed, the principal one first; only those of its service.
  let parts: [OperationPhases]
  /// Of all of them together.
  let phases: [FoundPhase]
  let isPartial: Bool
  let onset: Boundary
  /// The first good event of the recovery; `nil` while failing.
  let end: EvidencePoint?
  let nearbyArrivals: [ArrivalRun]
  /// Bursts of lines that go with the failures.
  private(set) var lines: [FailureRun] = []
  /// Calls that took long beside the failures.
  private(set) var slow: [FailureRun] = []
  /// Bursts of lines of other services, most of each within the incident.
  private(set) var linesElsewhere: [FailureRun] = []
  /// Changes of what services say that go with the failures.
  private(set) var words: [Signal] = []
  /// Answers and numbers that changed beside the failures.
  private(set) var contents: [FailureRun] = []

  var first: EventRef { phases[0].firstBad }
  var last: EventRef { phases[phases.count - 1].lastBad }

  /// - Returns: `nil` when no failure of the group is left to cite.
  init?(
    _ group: RunGroup, among all: [FailureRun], in log: WatchedLog, arrivals: [ArrivalRun],
    settings: InferenceSettings
  ) {
    self.group = group
    self.log = log
    self.settings = settings
    let run = group.principal(in: log)
    principalRun = run
    let operations = Self.operations(of: group, among: all, in: log)
    guard var principal = operations.first(where: { $0.index == run.operation }) else {
      return nil
    }
    principal.operation.nameLines(by: run.signatures)
    self.principal = principal.operation
    // What was never as usual did not recover for a while either.
    let spans = Self.spans(of: group.runs.filter { $0.operation == run.operation })
    isPartial =
      run.rate != nil || run.wasNeverUsual
      || Self.isPartial(principal.operation, run: run, spans: spans, log: log)
    let own = OperationPhases(
      operation: principal.operation, run: run, isPartial: isPartial,
      phases: PhaseFinder(
        operation: principal.operation, log: log, holdSeconds: settings.resolveAfterSeconds
      ).phases(spans: spans, isPartial: isPartial))
    let rest = operations.filter { $0.index != run.operation }.map { other in
      var other = other
      other.operation.nameLines(by: other.operation.signatures)
      return other
    }
    var parts = [own]
    if run.rate == nil, run.absence == nil {
      parts += rest.compactMap { Self.part($0, of: group, like: own, in: log, settings) }
      parts += Companions(log: log, known: parts).all
    }
    self.parts = parts
    others = rest.map(\.operation) + parts.filter(\.isCompanion).map(\.operation)
    var phases = JoinedPhases(operations: parts, log: log).phases
    // Among lines that still come, any other line is no sign of recovery.
    let isOn = group.runs.contains {
      ($0.rate != nil || $0.absence != nil || $0.slowness != nil || $0.isUnlikeHistory)
        && $0.run.reachesLastCell
    }
    if isOn, !phases.isEmpty { phases[phases.count - 1].firstGoodAfter = nil }
    self.phases = phases
    guard let firstPhase = phases.first, let lastPhase = phases.last else { return nil }
    onset = Self.boundaryMaker(of: parts[firstPhase.firstOf], round: firstPhase, group, in: log)
      .onset(firstPhase)
    end = lastPhase.firstGoodAfter.map(log.evidence)
    let stretches =
      group.occasions.isEmpty
      ? [(firstPhase.firstBad, lastPhase.lastBad)] : Self.stretches(of: phases)
    let near = stretches.map { (log.seconds($0.0.time), log.seconds($0.1.time)) }
    nearbyArrivals = arrivals.filter { run in
      let (lead, trail) = run.isDeclined ? (0.0, 0.0) : (1800.0, 900.0)
      return near.contains { from, to in
        run.from <= to + trail && run.to ?? .infinity >= from - lead
      }
    }
  }

  /// The same with the bursts of its services that overlap it, the most frequent messages.
  func beside(_ found: FoundRuns) -> IncidentDraft {
    guard principalRun.rate == nil else { return self }
    var draft = self
    draft.slow = slowRuns(near: found.slow)
    draft.contents = contentRuns(near: found.content + found.weakContent)
    let services = Set(group.runs.map { log.operations[$0.operation].ref.service })
    let (from, to) = (log.seconds(first.time), log.seconds(last.time))
    let near = found.lines.filter { run in
      run.signatures.count == 1
        && stretches.contains { stretch in
          run.from <= log.seconds(stretch.last.time) + FoundRuns.slackSeconds
            && run.to >= log.seconds(stretch.first.time) - FoundRuns.slackSeconds
        }
        && services.contains(log.operations[run.operation].ref.service)
    }
    draft.lines = Array(
      near.sorted { ($1.run.failures, $0.from) < ($0.run.failures, $1.from) }
        .prefix(Self.lineLimit))
    draft.linesElsewhere = found.lines.filter { run in
      !services.contains(log.operations[run.operation].ref.service)
        && min(to, run.to) - max(from, run.from) >= 0.5 * (run.to - run.from)
    }
    return draft
  }

  /// The same with the statements that changed near it.
  func beside(_ words: WordSignals) -> IncidentDraft {
    var draft = self
    draft.words = words.signals(
      from: onset.earliest?.time ?? first.time, to: last.time,
      services: Set(group.runs.map { log.operations[$0.operation].ref.service }),
      told: lineSignals
        + [SignalMaker(log: log).signal(ofLines: principalRun, isOwn: true)]
        .compactMap { $0 })
    return draft
  }

  private static let lineLimit = 3

  /// Of an incident that is not about slow calls, those of its services that overlap it.
  private func slowRuns(near all: [FailureRun]) -> [FailureRun] {
    guard principalRun.slowness == nil else { return [] }
    let services = Set(group.runs.map { log.operations[$0.operation].ref.service })
    let (from, to) = (log.seconds(first.time), log.seconds(last.time))
    return Array(
      all.filter { run in
        run.from <= to + FoundRuns.slackSeconds && run.to >= from - FoundRuns.slackSeconds
          && services.contains(log.operations[run.operation].ref.service)
      }.sorted { ($1.run.evidence, $0.from) < ($0.run.evidence, $1.from) }
        .prefix(Self.lineLimit))
  }

  private static func operations(
    of group: RunGroup, among all: [FailureRun], in log: WatchedLog
  ) -> [(index: Int, operation: FailingOperation)] {
    let indices = Set(group.runs.map(\.operation)).sorted()
    return indices.map { index in
      let runs = group.runs.filter { $0.operation == index }
      // Signatures that rose by themselves say more than the union of all.
      let single = runs.filter { $0.signatures.count == 1 }
      let risen = (single.isEmpty ? runs : single).reduce(into: Set<Int>()) {
        $0.formUnion($1.signatures)
      }
      let from = runs.map(\.from).min() ?? 0
      let to = runs.map(\.to).max() ?? 0
      let spans = group.occasions.isEmpty ? [from...max(from, to)] : group.occasions
      return (
        index,
        FailingOperation(
          log.operations[index], risen: risen, spans: spans,
          others: Self.apart(
            all.filter { $0.operation == index }.map { $0.from...max($0.from, $0.to) },
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
    _ operation: FailingOperation, run: FailureRun, spans: [ClosedRange<Double>],
    log: WatchedLog
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
    !Set(group.runs.map(\.operation)).isDisjoint(with: other.group.runs.map(\.operation))
  }

  /// Buckets that hold a boundary and lost the events beside it.
  var crowded: [TimeRange] {
    phases.flatMap { [$0.firstBad, $0.lastBad] }.filter(principal.isCrowded(at:))
      .map(principal.range(ofBucketAt:)) + slowEdges
  }

  /// Where a crowded log has calls turn slow, and fast again: of its events few are known.
  private var slowEdges: [TimeRange] {
    guard let slowness = principalRun.slowness,
      !principal.timeline.slots.allSatisfy(\.isExact)
    else { return [] }
    let slack = Double(principal.timeline.width) + slowness.seenMilliseconds / 1000
    return [principalRun.from, principalRun.to].map { at in
      TimeRange(from: log.timestamp(at - slack), to: log.timestamp(at + slack))
    }
  }
}
