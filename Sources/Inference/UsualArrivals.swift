import LogModel

/// How many requests came in a stretch, and how many were due by earlier logs.
struct UsualArrivals: Sendable {
  var seen: Double
  /// At the level that the log has around.
  var due: Double
  /// On a day like those of the history.
  var usual: Double
  /// Where 90 % of such stretches lie.
  var low: Double
  var high: Double
  /// Observed by expected of ordinary stretches as long; `nil` where the history cannot tell.
  var ordinary: (low: Double, high: Double)?
  /// Days of the history that were held against others.
  var days: Int
  /// Hours of such days are in the history.
  var isKnown: Bool
  /// Most of the log lies far below what any day of the history had.
  var isUnlike: Bool
  /// `2025-04-01 to 2025-04-14, Tuesdays 15:00 to 16:00 UTC`
  var words: String
  /// Of the history.
  var range: TimeRange

  var ratio: Double { due > 0 ? seen / due : 1 }
  var ratioToHistory: Double { usual > 0 ? seen / usual : 1 }
}
