import LogModel

/// Counts what each service of an incident saw, each by its own first and last failure.
///
/// A callee logs a failure a little before its caller does, and a caller that waits long after
/// it, so one stretch for all would lose calls at the ends.
struct LayerCounter {
  private let log: LogView
  private let service: String
  private let stretches: [ClosedRange<Int64>]

  init(_ draft: IncidentDraft) {
    self.init(
      draft.log, service: draft.principal.timeline.ref.service,
      stretches: draft.countedStretches)
  }

  /// - Parameters:
  ///   - service: the one whose failures the stretches hold.
  init(_ log: LogView, service: String, stretches: [ClosedRange<Int64>]) {
    self.log = log
    self.service = service
    self.stretches = stretches
  }

  /// A counter over the stretch in which an operation failed.
  func counter(for operation: FailingOperation) -> ImpactCounter {
    guard operation.timeline.ref.service != service, operation.symptom == .failures,
      stretches.count == 1, let own = stretches.first
    else {
      return ImpactCounter(log: log, stretches: stretches)
    }
    return ImpactCounter(
      log: log,
      from: nanoseconds(operation.span.lowerBound - 0.001).map { min(own.lowerBound, $0) }
        ?? own.lowerBound,
      to: nanoseconds(operation.span.upperBound + 0.001).map { max(own.upperBound, $0) }
        ?? own.upperBound)
  }

  func count(
    _ operation: FailingOperation
  ) -> (attempts: Int, failures: Int, isExact: Bool) {
    counter(for: operation).count(operation)
  }

  private func nanoseconds(_ seconds: Double) -> Int64? {
    Int64(exactly: (Double(log.origin) * 1e9 + (seconds * 1e9).rounded()).rounded())
  }
}
