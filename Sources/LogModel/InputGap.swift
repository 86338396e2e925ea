/// A stretch for which an input has no lines although its habit says it should.
public struct InputGap: Hashable, Sendable {
  /// The last stamp before the silence.
  public var from: Timestamp
  /// The first stamp after it, not before ``from``.
  public var to: Timestamp
  /// What shows it, in words.
  public var basis: String

  public init(from: Timestamp, to: Timestamp, basis: String) {
    self.from = from
    self.to = to
    self.basis = basis
  }
}
