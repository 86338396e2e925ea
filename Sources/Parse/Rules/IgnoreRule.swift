/// Known noise: failures that are expected up to a rate. Above it they count all the same.
public struct IgnoreRule: Hashable, Sendable {
  /// The records it is about.
  public var match: ConditionGroup
  /// How many may occur in a span of ``perSeconds``; at least 1.
  public var upToCount: Int
  /// The span the count is for, in seconds; at least 1.
  public var perSeconds: Int
  /// Why these are no failures, in the words of whoever wrote the definition.
  public var because: String

  /// Noise of at most `upToCount` records in any `perSeconds`.
  public init(match: ConditionGroup, upToCount: Int, perSeconds: Int, because: String) {
    self.match = match
    self.upToCount = upToCount
    self.perSeconds = perSeconds
    self.because = because
  }
}
