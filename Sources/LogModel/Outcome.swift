/// How one attempt ended.
public enum Outcome: UInt8, Sendable, CaseIterable {
  /// Not an attempt, or its end is not in the line.
  case unknown
  case success
  /// The service or its dependency could not do what was asked (5xx, or as a definition says).
  case failure
  /// The service answered and declined (4xx): neither a success nor a failure of the service.
  case rejected
}
