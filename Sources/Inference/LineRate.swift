/// How many lines came a minute, before a burst and within it.
public struct LineRate: Hashable, Sendable {
  public var before: Double
  public var within: Double

  /// A rise from one rate to another.
  public init(before: Double, within: Double) {
    self.before = before
    self.within = within
  }
}
