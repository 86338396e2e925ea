/// How many values were hidden, by kind.
public struct RedactionCounts: Hashable, Sendable {
  private var byKind: [RedactionKind: Int] = [:]

  public init() {}

  /// How many of one kind; 0 when there were none.
  public subscript(kind: RedactionKind) -> Int { byKind[kind] ?? 0 }

  /// How many in all.
  public var total: Int { byKind.values.reduce(0, &+) }

  public var isEmpty: Bool { byKind.isEmpty }

  /// The kinds that occurred, by name: `url-key` 12, `jwt` 3 comes out as jwt, url-key.
  public var sorted: [(kind: String, count: Int)] {
    byKind.keys.sorted().map { ($0.rawValue, self[$0]) }
  }

  /// Counts one more (or `count` more) of a kind.
  public mutating func add(_ kind: RedactionKind, count: Int = 1) {
    guard count > 0 else { return }
    byKind[kind, default: 0] &+= count
  }

  public static func + (a: RedactionCounts, b: RedactionCounts) -> RedactionCounts {
    var sum = a
    sum += b
    return sum
  }

  public static func += (a: inout RedactionCounts, b: RedactionCounts) {
    for (kind, count) in b.byKind { a.add(kind, count: count) }
  }
}
