import LogModel

/// A stretch of time that no file of one log holds, though a file that was not given should.
///
/// That nothing of an operation came in it is not known: it is no silence and no drop.
public struct UncoveredStretch: Sendable {
  /// The inputs of that log, by the low half of their content hashes.
  public var inputs: Set<UInt64>
  public var range: TimeRange

  public init(inputs: Set<UInt64>, range: TimeRange) {
    self.inputs = inputs
    self.range = range
  }

  /// Whether most of a stretch lies in it.
  func covers(_ from: Timestamp, _ to: Timestamp) -> Bool {
    let overlap = min(range.to, to).seconds(since: max(range.from, from))
    return overlap > 0 && overlap >= 0.5 * to.seconds(since: from)
  }
}
