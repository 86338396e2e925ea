/// Between which two logged events a change lies.
///
/// A start is [last known good, first known bad]; an end is [last known bad, first sustained
/// good]. A side that the data do not hold is `nil`.
public struct TimeBracket: Hashable, Sendable {
  public var earliest: Timestamp?
  public var latest: Timestamp?

  public init(earliest: Timestamp?, latest: Timestamp?) {
    if let earliest, let latest {
      precondition(
        earliest.nanoseconds <= latest.nanoseconds, "a bracket cannot end before it begins")
    }
    self.earliest = earliest
    self.latest = latest
  }
}
