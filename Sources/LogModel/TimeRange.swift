/// A stretch of time, both ends included.
public struct TimeRange: Hashable, Sendable {
  public var from: Timestamp
  public var to: Timestamp

  /// - Precondition: `from` is not after `to`.
  public init(from: Timestamp, to: Timestamp) {
    precondition(from.nanoseconds <= to.nanoseconds, "a range cannot end before it begins")
    self.from = from
    self.to = to
  }

  public var seconds: Double { to.seconds(since: from) }

  public func contains(_ time: Timestamp) -> Bool {
    from.nanoseconds <= time.nanoseconds && time.nanoseconds <= to.nanoseconds
  }

  public func overlaps(_ other: TimeRange, within slackSeconds: Double = 0) -> Bool {
    from.seconds(since: other.to) <= slackSeconds && other.from.seconds(since: to) <= slackSeconds
  }
}
