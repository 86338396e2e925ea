import LogModel

/// How long each part took, as ranges; `nil` where an end of it is not in the evidence.
public struct Durations: Sendable {
  public var impact: Span?
  /// Impact start to detected.
  public var timeToDetect: Span?
  /// Notified to acknowledged.
  public var timeToAcknowledge: Span?
  /// Impact start to mitigated.
  public var timeToMitigate: Span?
  /// Impact start to resolved.
  public var timeToResolve: Span?

  /// A length that lies between two bounds, in seconds.
  public struct Span: Hashable, Sendable {
    public var lowSeconds: Double
    /// `nil` when there is no upper bound: an end of it lies outside the data.
    public var highSeconds: Double?
    /// Names of the report's fields that it lies between.
    public var from: String
    public var to: String
  }
}

extension Timestamp {
  /// Seconds from `earlier` to this stamp for any two stamps, exact where it can be.
  func spanSeconds(since earlier: Timestamp) -> Double {
    let (difference, overflow) = nanoseconds.subtractingReportingOverflow(earlier.nanoseconds)
    guard !overflow else { return (Double(nanoseconds) - Double(earlier.nanoseconds)) / 1e9 }
    return Double(difference) / 1e9
  }
}
