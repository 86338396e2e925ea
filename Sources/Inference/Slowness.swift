/// How much slower an operation was than usual, in milliseconds.
public struct Slowness: Hashable, Sendable {
  /// Calls of this length or longer are the slow ones.
  public var thresholdMilliseconds: Double
  /// What half of the calls took at least, outside and within.
  public var usualMilliseconds: Double
  public var seenMilliseconds: Double
  /// Share of slow calls, outside and within.
  public var usualShare: Double
  public var share: Double

  public init(
    thresholdMilliseconds: Double, usualMilliseconds: Double, seenMilliseconds: Double,
    usualShare: Double, share: Double
  ) {
    self.thresholdMilliseconds = thresholdMilliseconds
    self.usualMilliseconds = usualMilliseconds
    self.seenMilliseconds = seenMilliseconds
    self.usualShare = usualShare
    self.share = share
  }
}
