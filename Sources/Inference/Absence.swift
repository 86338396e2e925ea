/// Requests of an operation that did not come, while others did.
public struct Absence: Hashable, Sendable {
  public var usualPerMinute: Double
  /// Between the last request and the next, or the log's end.
  public var seconds: Double
  /// How many the usual rate would have brought, with 90 %.
  public var low: Int
  public var high: Int

  public init(usualPerMinute: Double, seconds: Double, low: Int, high: Int) {
    self.usualPerMinute = usualPerMinute
    self.seconds = seconds
    self.low = low
    self.high = high
  }
}
