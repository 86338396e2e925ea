import LogModel
import Signals

/// Finds operations of the same service that failed as an incident's own did, in it and at no
/// other time, too seldom to be found alone.
///
/// A site that is down answers every page with the same error; of a page that few ask for, one or
/// two failures are all there is.
struct Companions {
  let log: LogView
  /// Those that the detector found; the principal one first.
  let known: [OperationPhases]
  /// So many are taken at most, by name.
  private static let limit = 64
  /// Failures so far from the incident are another's.
  private static let slackSeconds = 600.0

  var all: [OperationPhases] {
    guard let principal = known.first, principal.run.symptom == .failures,
      principal.operation.timeline.kind == .request, !principal.isPartial,
      principal.operation.strayFailures == 0,
      let from = known.flatMap(\.phases).map(\.firstBad.nanoseconds).min(),
      let to = known.flatMap(\.phases).map(\.lastBad.nanoseconds).max()
    else { return [] }
    let texts = Set(
      known.filter { !$0.isPartial && $0.operation.strayFailures == 0 }.flatMap { one in
        one.operation.signatures.map { one.operation.timeline.signatures[$0].text }
      })
    let refs = Set(known.map(\.operation.timeline.ref))
    let slack = Int64(Self.slackSeconds * 1e9)
    let (low, high) = (from.subtractingReportingOverflow(slack), to.addingReportingOverflow(slack))
    let reach =
      (low.overflow ? .min : low.partialValue)...(high.overflow ? .max : high.partialValue)
    let candidates = log.requests.filter { one in
      !refs.contains(one.ref)
        && one.ref.service == principal.operation.timeline.ref.service
    }.sorted { $0.ref.operation < $1.ref.operation }
    return Array(
      candidates.lazy.compactMap {
        companion($0, texts, in: from...max(from, to), within: reach, principal)
      }
      .prefix(Self.limit))
  }

  private func companion(
    _ timeline: OperationTimeline, _ texts: Set<String>, in stretch: ClosedRange<Int64>,
    within reach: ClosedRange<Int64>, _ principal: OperationPhases
  ) -> OperationPhases? {
    let own = Set(
      timeline.signatures.indices.filter { texts.contains(timeline.signatures[$0].text) })
    guard !own.isEmpty else { return nil }
    let marks = timeline.failureMarks(own)
    let total = own.reduce(0) { $0 + timeline.failures(of: $1) }
    // Of a crowded operation, which would have been found alone, not all failures are known.
    guard let first = marks.first, let last = marks.last, marks.count == total,
      reach.contains(first.nanoseconds), reach.contains(last.nanoseconds)
    else { return nil }
    let good = timeline.successMarks().count {
      stretch.contains($0.nanoseconds)
        || ($0.nanoseconds > first.nanoseconds
          && $0.nanoseconds < last.nanoseconds)
    }
    guard good <= total else { return nil }
    let span = log.seconds(first.time)...max(log.seconds(first.time), log.seconds(last.time))
    let operation = FailingOperation(
      timeline, risen: own, spans: [span], others: [], origin: log.origin)
    let finder = PhaseFinder(operation: operation, log: log, holdSeconds: Self.slackSeconds)
    let phases = finder.phases(spans: [span], isPartial: false)
    guard !phases.isEmpty else { return nil }
    return OperationPhases(
      operation: operation, run: principal.run, isPartial: false, phases: phases,
      isCompanion: true)
  }
}
