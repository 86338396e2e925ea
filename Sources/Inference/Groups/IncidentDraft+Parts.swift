import ChangePoints
import LogModel
import Signals

extension IncidentDraft {
  /// The stretches of some runs, in order.
  static func spans(of runs: [Finding]) -> [ClosedRange<Double>] {
    runs.flatMap { $0.wasNeverUsual ? [$0.from...max($0.from, $0.to)] : $0.phases }
      .sorted { $0.lowerBound < $1.lowerBound }
  }

  /// Services that failed beside an operation's, none of which calls another.
  static func peers(
    of own: FailingOperation, _ others: [FailingOperation], in log: LogView
  ) -> [String] {
    guard own.symptom == .failures else { return [] }
    return PeerServices(log: log, operations: [own] + others).peers(of: own.timeline.ref.service)
  }

  /// When another operation of the principal one's service or of a peer of it failed; `nil` of any
  /// other: services that call one another see the same requests, by other clocks.
  static func part(
    _ other: (series: SeriesID, operation: FailingOperation), of group: RunGroup,
    like own: OperationPhases, _ peers: [String], in log: LogView,
    _ settings: InferenceSettings
  ) -> OperationPhases? {
    let (mine, its) = (own.operation.timeline, other.operation.timeline)
    let runs = group.runs.filter { $0.series == other.series }
    guard its.ref.service == mine.ref.service || peers.contains(its.ref.service),
      its.kind == mine.kind, !runs.isEmpty,
      own.run.symptom.isLike(runs[0].symptom)
    else { return nil }
    let run = RunGroup(runs: runs).principal
    let spans = spans(of: runs)
    let isPartial =
      run.wasNeverUsual || isPartial(other.operation, run: run, spans: spans, log: log)
    let finder = PhaseFinder(
      operation: other.operation, log: log, holdSeconds: settings.resolveAfterSeconds)
    let phases = finder.phases(spans: spans, isPartial: isPartial)
    return phases.isEmpty
      ? nil
      : OperationPhases(
        operation: other.operation, run: run, isPartial: isPartial, phases: phases)
  }

  /// Makes the boundaries of a phase by the operation that they are of.
  static func boundaryMaker(
    of part: OperationPhases, round phase: FoundPhase, _ group: RunGroup, _ pooled: RatioRun?,
    in log: LogView
  ) -> BoundaryMaker {
    var run = run(of: group, like: part.run, round: phase, in: log)
    if part.isPartial, let pooled {
      (run.run.onset, run.run.end, run.run.shape) = (pooled.onset, pooled.end, pooled.shape)
    }
    return BoundaryMaker(
      log: log, run: run, operation: part.operation, isPartial: part.isPartial)
  }
}
