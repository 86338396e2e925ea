/// One or more citations.
///
/// There is no empty list: a claim that holds one of these has evidence.
public struct CitationList: Hashable, Sendable {
  /// The citation that matters most.
  public let first: CitationID
  /// Those that support it, in order.
  public let rest: [CitationID]

  /// A list of at least one; citations that are named again are left out.
  public init(first: CitationID, rest: [CitationID] = []) {
    self.first = first
    var seen: Set<CitationID> = [first]
    self.rest = rest.filter { seen.insert($0).inserted }
  }

  /// All of them, the most important first.
  public var all: [CitationID] { [first] + rest }
}
