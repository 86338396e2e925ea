import LogModel

/// Failures that come back at the same time of day: one incident, told as a habit.
public struct Recurrence: Hashable, Sendable {
  /// Failing stretches, one or more a day.
  public var occurrences: Int
  /// Days on which it failed.
  public var days: Int
  /// On every day from the first to the last.
  public var isDaily: Bool
  /// The usual time of day, on the first day, to the minute.
  public var usualStart: Timestamp
  /// Seconds between the earliest and the latest start by the clock.
  public var spreadSeconds: Double

  public init(
    occurrences: Int, days: Int, isDaily: Bool, usualStart: Timestamp, spreadSeconds: Double
  ) {
    self.occurrences = occurrences
    self.days = days
    self.isDaily = isDaily
    self.usualStart = usualStart
    self.spreadSeconds = spreadSeconds
  }
}
