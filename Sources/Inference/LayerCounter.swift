import LogModel

/// Counts what each service of an incident saw, each by its own first and last failure.
///
/// A callee logs a failure a little before its caller does, and a caller that waits long after
/// it, so one stretch for all would lose calls at the ends.
struct LayerCounter {
  private let log: WatchedLog
  private let service: String
  private let from: Int64
  private let to: Int64

  init(_ draft: IncidentDraft) {
    self.init(
      draft.log, service: draft.principal.timeline.ref.service, from: draft.first.nanoseconds,
      to: draft.lastNanoseconds)
  }

  /// - Parameters:
  ///   - service: the one whose first and last failure `from` and `to` are.
  init(_ log: WatchedLog, service: String, from: Int64, to: Int64) {
    self.log = log
    self.service = service
    self.from = from
    self.to = to
  }

  /// A counter over the stretch in which an operation failed.
  func counter(for operation: FailingOperation) -> ImpactCounter {
    guard operation.timeline.ref.service != service, operation.timeline.sort == .attempts else {
      return ImpactCounter(log: log, from: from, to: to)
    }
    return ImpactCounter(
      log: log, from: min(from, nanoseconds(operation.span.lowerBound - 0.001)),
      to: max(to, nanoseconds(operation.span.upperBound + 0.001)))
  }

  func count(
    _ operation: FailingOperation
  ) -> (attempts: Int, failures: Int, isExact: Bool) {
    counter(for: operation).count(operation)
  }

  private func nanoseconds(_ seconds: Double) -> Int64 {
    let sum = Double(log.origin) * 1e9 + (seconds * 1e9).rounded()
    return Int64(exactly: sum.rounded()) ?? from
  }
}
