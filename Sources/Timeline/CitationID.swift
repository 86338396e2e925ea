/// The number of a citation in a report: `c1` is the first.
public struct CitationID: Hashable, Comparable, Sendable {
  /// 1-based.
  public var number: Int

  /// The citation of the given 1-based number.
  public init(_ number: Int) { self.number = number }

  /// `c1`
  public var name: String { "c\(number)" }

  public static func < (a: CitationID, b: CitationID) -> Bool { a.number < b.number }
}
