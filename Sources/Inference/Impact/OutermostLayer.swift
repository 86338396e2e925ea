import LogModel

/// Finds the service at which requests are counted: the outermost that saw the failures.
///
/// One request that an edge, a service and a client each wrote down is one request.
struct OutermostLayer {
  /// Of the most failures that one layer has, so many another must have to stand for them.
  private static let fullShare = 0.8

  let log: LogView
  let operations: [FailingOperation]
  let runs: [Finding]

  /// `nil` where no request of theirs is in the logs.
  func service(of principal: FailingOperation) -> String? {
    let requests = operations.filter { $0.timeline.kind == .request }
    var failures: [String: Int] = [:]
    for run in runs where run.timeline.kind == .request {
      failures[run.service] = max(failures[run.service] ?? 0, run.run.failures)
    }
    let known = failures.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    guard let largest = known.first else { return nil }
    let own = principal.timeline.ref.service
    let first = principal.timeline.kind == .request ? own : largest.key
    let least = Self.fullShare * Double(failures[first] ?? largest.value)
    let full = known.map(\.key).filter { Double(failures[$0] ?? 0) >= least }
    if let edge = requests.first(where: {
      $0.timeline.role == .edge && full.contains($0.timeline.ref.service)
    }) {
      return edge.timeline.ref.service
    }
    let links = CallLinks(log)
    var callers: [String: [String]] = [:]
    for operation in requests {
      for (name, _) in links.named(by: operation) {
        callers[name, default: []].append(operation.timeline.ref.service)
      }
    }
    var current = first
    var seen: Set<String> = [current]
    while let caller = full.first(where: {
      !seen.contains($0) && callers[current]?.contains($0) == true
    }) {
      seen.insert(caller)
      current = caller
    }
    return current
  }
}
