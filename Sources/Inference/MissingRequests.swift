import LogModel

/// Requests of an operation that did not come, while others did or while earlier logs had them.
public struct MissingRequests: Hashable, Sendable {
  public var usualPerMinute: Double
  /// Between the last request and the next, or the log's end; of requests that became few, from
  /// when to when they were.
  public var seconds: Double
  /// How many more the usual rate would have brought, with 90 %.
  public var low: Int
  public var high: Int
  /// Requests that came all the same.
  public var seen = 0
  /// The days and hours of the history that say what is usual; `nil` where other requests do.
  public var history: String?
  /// From the first to the last record of that history.
  public var historyRange: TimeRange?

  public init(usualPerMinute: Double, seconds: Double, low: Int, high: Int) {
    self.usualPerMinute = usualPerMinute
    self.seconds = seconds
    self.low = low
    self.high = high
  }
}

extension MissingRequests {
  /// None came, or so few that other requests have to stand for the silence.
  public var isSilence: Bool { seen < MissingRequests.leastSeen }
  /// So many of its own requests bound a stretch in which they became few.
  static let leastSeen = 3

  /// How many a minute came all the same.
  public var seenPerMinute: Double { seconds > 0 ? Double(seen) * 60 / seconds : 0 }
}
