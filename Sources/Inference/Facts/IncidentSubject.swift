import LogModel

/// What an incident is said to have hit.
public enum IncidentSubject: Hashable, Sendable {
  case operation(OperationRef)
  /// Most operations of a service.
  case service(String)
  /// Several services side by side, none of which calls another.
  case services([String])
}

extension IncidentSubject {
  /// The services that it is; none of an operation.
  public var services: [String] {
    switch self {
    case .operation: []
    case .service(let name): [name]
    case .services(let names): names
    }
  }
}

/// How many attempts failed, and whose: the number is never told apart from its owner.
public struct Share: Hashable, Sendable {
  public var of: IncidentSubject
  public var failed: Int
  public var attempts: Int

  public init(of subject: IncidentSubject, failed: Int, attempts: Int) {
    of = subject
    self.failed = failed
    self.attempts = attempts
  }

  /// Failures per attempt; 0 where there was none.
  public var ratio: Double { attempts > 0 ? Double(failed) / Double(attempts) : 0 }
}

extension Incident {
  /// The share of what the incident is said to have hit.
  public var share: Share? {
    guard let subject else { return nil }
    switch subject {
    case .service, .services:
      return Share(of: subject, failed: impact.failures, attempts: impact.attempts)
    case .operation(let ref): return share(of: ref)
    }
  }

  /// The share of one operation; `nil` where it was not counted.
  public func share(of ref: OperationRef) -> Share? {
    impact.byOperation.first { $0.operation == ref }.map {
      Share(of: .operation(ref), failed: $0.failures, attempts: $0.attempts)
    }
  }

  /// The shares of all operations that the impact counts, most failures first; where it counts
  /// another layer than the one that the incident is about, of that, too.
  public var shares: [Share] {
    var seen: Set<String> = []
    let counted = impact.byOperation.filter(\.isMeasured)
      .sorted { ($1.failures, $0.operation.operation) < ($0.failures, $1.operation.operation) }
    let own = impact.byOperation.filter { subject == .operation($0.operation) }.prefix(1)
    return (own + counted).filter {
      $0.failures > 0 && seen.insert($0.operation.operation).inserted
    }
    .map { Share(of: .operation($0.operation), failed: $0.failures, attempts: $0.attempts) }
  }
}
