/// A stretch for which an input has no lines although its habit says it should.
public struct InputGap: Hashable, Sendable {
  /// The last stamp before the silence.
  public var from: Timestamp
  /// The first stamp after it, not before ``from``.
  public var to: Timestamp
  /// What shows it, in words.
  public var basis: String

  /// No file of the source holds this stretch: it lies between two of its files.
  public static func between(
    _ one: String, and next: String, from: Timestamp, to: Timestamp
  ) -> InputGap {
    InputGap(from: from, to: to, basis: "\(betweenFiles)\(one) and \(next)")
  }

  private static let betweenFiles = "no file between "

  /// Whether it lies between two files, and not inside of one.
  public var isBetweenFiles: Bool { basis.hasPrefix(Self.betweenFiles) }

  public init(from: Timestamp, to: Timestamp, basis: String) {
    self.from = from
    self.to = to
    self.basis = basis
  }
}
