import Inference
import LogModel

/// How many were hit, from the first failure to the last.
public struct Impact: Sendable {
  public typealias OperationCount = ImpactCounts.OperationCount
  public typealias LayerCount = ImpactCounts.LayerCount
  public typealias Users = ImpactCounts.Users
  public typealias Concentration = Inference.Concentration

  public var measuredAt: (service: String, role: ServiceRole, why: String)
  public var attempts: Int
  public var failures: Int
  public var countBasis: ImpactCounts.CountBasis
  /// What attempts and failures count.
  public var counted: ImpactCounts.Counted
  /// Calls that ended well but slower than the threshold.
  public var degraded: (count: Int, thresholdMilliseconds: Double)?
  /// Requests that the usual rate would have brought and that did not come.
  public var missing: (low: Int, high: Int, basis: String)?
  public var users: Users?
  public var units: [(name: String, count: Int)]
  public var byOperation: [OperationCount]
  public var byLayer: [LayerCount]
  /// Where the failures are rather than the attempts, the strongest first.
  public var concentration: [Concentration]

  /// Failures per attempt; `nil` when nothing was attempted, or lines were counted.
  public var failureRatio: Double? {
    attempts > 0 && counted == .attempts ? Double(failures) / Double(attempts) : nil
  }
}
