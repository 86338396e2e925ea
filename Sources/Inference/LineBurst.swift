import ChangePoints

/// A stretch of a series of lines in which they come above their usual level.
struct LineBurst: Sendable {
  /// From the first cell with a line to the last with one.
  var cells: Range<Int>
  var lines: Int
  /// Lines expected a minute when nothing is wrong.
  var usualPerMinute: Double
  /// Nats in favour of the burst, after the price of one more incident.
  var evidence: Double
  var startsAtFirstCell: Bool
  var reachesLastCell: Bool
  /// `nil` where the cells say no more than the lines themselves.
  var onset: IntervalEstimate?
  var end: IntervalEstimate?
}
