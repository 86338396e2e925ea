/// A stretch without a request of a service, though earlier logs had many at such hours: whether
/// the service was not reached or its records were not collected cannot be known.
public struct UnexplainedGap: Hashable, Sendable {
  public var service: String
  /// From the last request before to the first after.
  public var range: TimeRange
  /// How many requests were due, with 90 %.
  public var low: Int
  public var high: Int
  public var history: HistoryDays

  public init(service: String, range: TimeRange, low: Int, high: Int, history: HistoryDays) {
    self.service = service
    self.range = range
    self.low = low
    self.high = high
    self.history = history
  }
}
