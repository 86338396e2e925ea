import ChangePoints
import LogModel
import Signals

/// How far slow calls carry an incident beyond its failures: latency that rose before the errors
/// begins it, and latency that stays high after them ends it.
///
/// Both are one incident where they share an operation or a dependency: what is overloaded is slow
/// before it fails, and what was restarted is slow until its caches are full again.
struct SlowExtent {
  /// One side of it.
  struct Side {
    /// The slow runs that reach beyond the failures on this side, the one that tells it first.
    var runs: [Finding]
    /// What the boundary is found by, where calls turned slow or fast again.
    var part: OperationPhases
    var phase: FoundPhase
  }

  let draft: IncidentDraft
  /// All slow runs of the log that may stand beside an incident.
  let slow: [Finding]

  /// What a run must have to move a boundary of the incident, beyond what makes it a finding:
  /// latencies wander, and a few slow calls before an outage say nothing.
  private static let leastEvidence = 20.0
  private static let leastCalls = 8
  private static let leastShare = 0.4

  /// What was slow before the first failure, where it surely was.
  var before: Side? {
    guard let first = phases.first else { return nil }
    let part = parts[first.firstOf]
    guard EventRef.precedes(first.firstBad, draft.first),
      part.run.run.onset.high <= log.seconds(draft.first.time)
    else { return nil }
    return Side(runs: runs(tellingOf: part), part: part, phase: first)
  }

  /// What was slow after the last failure, where it surely was.
  var after: Side? {
    guard draft.end != nil, let last = phases.last else { return nil }
    let part = parts[last.lastOf]
    let isLater = part.run.run.end.map { $0.low >= log.seconds(draft.last.time) } ?? true
    guard EventRef.precedes(draft.last, last.lastBad), isLater else { return nil }
    var phase = last
    if parts.contains(where: { $0.run.run.reachesLastCell }) { phase.firstGoodAfter = nil }
    return Side(runs: runs(tellingOf: part), part: part, phase: phase)
  }

  /// - Parameter slow: slow runs of the log.
  init(_ draft: IncidentDraft, _ slow: [Finding]) {
    self.draft = draft
    self.slow = slow
    parts = Self.parts(of: draft, slow)
    phases = parts.isEmpty ? [] : JoinedPhases(operations: parts, log: draft.log).phases
  }

  private let parts: [OperationPhases]
  private let phases: [FoundPhase]
  private var log: LogView { draft.log }

  private func runs(tellingOf part: OperationPhases) -> [Finding] {
    [part.run] + parts.map(\.run).filter { $0.series != part.run.series }
  }

  /// Whether a slow run is plain enough to move a boundary.
  static func isStrong(_ run: Finding) -> Bool {
    run.run.evidence >= leastEvidence && run.run.failures >= leastCalls
      && run.run.observedRatio >= leastShare && !run.deviatesFromBaseline
  }

  private static func parts(of draft: IncidentDraft, _ slow: [Finding]) -> [OperationPhases] {
    guard draft.principalRun.symptom.kind == .failures, draft.group.occasions.isEmpty,
      !draft.principalRun.deviatesFromBaseline
    else { return [] }
    let own = draft.group.runs
    let strong = slow.filter { run in
      isStrong(run) && own.contains { run.sharesPlace(with: $0) }
    }
    // What touches the failures, and what touches that.
    var (from, to) = (
      draft.log.seconds(draft.first.time), draft.log.seconds(draft.last.time)
    )
    var touching: [Finding] = []
    var rest = strong
    while let at = rest.firstIndex(where: {
      $0.from <= to + Findings.slackSeconds && $0.to >= from - Findings.slackSeconds
    }) {
      let run = rest.remove(at: at)
      touching.append(run)
      (from, to) = (min(from, run.from), max(to, run.to))
    }
    return touching.sorted {
      ($1.run.evidence, $0.from, $0.series) < ($0.run.evidence, $1.from, $1.series)
    }.compactMap { part(of: $0, draft) }
  }

  private static func part(of run: Finding, _ draft: IncidentDraft) -> OperationPhases? {
    let log = draft.log
    let spans = IncidentDraft.spans(of: [run])
    let operation = FailingOperation(
      run.timeline, run.symptom, risen: run.signatures, spans: [run.from...max(run.from, run.to)],
      others: [], origin: log.origin)
    let isPartial = IncidentDraft.isPartial(operation, run: run, spans: spans, log: log)
    let phases = PhaseFinder(
      operation: operation, log: log, holdSeconds: draft.settings.resolveAfterSeconds
    ).phases(spans: spans, isPartial: isPartial)
    return phases.isEmpty
      ? nil
      : OperationPhases(operation: operation, run: run, isPartial: isPartial, phases: phases)
  }
}

extension Finding {
  /// Whether both are of one operation of one service, or of one named dependency.
  func sharesPlace(with other: Finding) -> Bool {
    if series.operation == other.series.operation { return true }
    let (mine, its) = (timeline, other.timeline)
    if mine.ref.service == its.ref.service, mine.ref.operation == its.ref.operation { return true }
    return !mine.dependency.isEmpty && mine.dependency == its.dependency
  }
}

extension IncidentDraft {
  /// Whether slow calls of what both are about reach from the failures of one to those of a later
  /// one.
  func isBridged(to later: IncidentDraft, by run: Finding) -> Bool {
    run.from <= log.seconds(last.time) + Findings.slackSeconds
      && run.to >= log.seconds(later.first.time) - Findings.slackSeconds
      && group.runs.contains { $0.symptom == .failures && run.sharesPlace(with: $0) }
      && later.group.runs.contains { $0.symptom == .failures && run.sharesPlace(with: $0) }
  }
}

extension SlowExtent.Side {
  private func maker(_ log: LogView) -> BoundaryMaker {
    BoundaryMaker(log: log, run: part.run, operation: part.operation, isPartial: part.isPartial)
  }

  /// When it became slow.
  func onset(in log: LogView) -> Boundary { maker(log).onset(phase) }

  /// When it was as fast as before; `nil` while it is slow.
  func end(in log: LogView) -> Boundary? {
    phase.firstGoodAfter.map { maker(log).end(phase, good: $0) }
  }
}
