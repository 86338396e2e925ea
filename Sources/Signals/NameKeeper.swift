import LogModel

/// Keeps at most so many names of services, sources or dependencies, chosen by their hashes.
///
/// The names with the smallest hashes stay; all others share one name. Which names stay is a
/// function of the set alone, and a name once given up never returns.
struct NameKeeper {
  static let rest = "(other)"

  let capacity: Int
  private var kept: [ExactText: UInt64] = [:]
  /// The name that gives way to the next smaller one; known once the keeper is full.
  private var last: (name: ExactText, hash: UInt64)?

  init(capacity: Int) { self.capacity = capacity }

  /// Notes a name and returns what it is called now.
  mutating func keep(_ name: String) -> String {
    let exact = ExactText(name)
    guard !name.isEmpty, exact.text != Self.rest, kept[exact] == nil else { return name }
    let hash = StableHash.hash(name)
    if kept.count >= capacity {
      guard let last, (hash, exact) < (last.hash, last.name) else { return Self.rest }
      kept[last.name] = nil
    }
    kept[exact] = hash
    if kept.count >= capacity {
      last = kept.max { ($0.value, $0.key) < ($1.value, $1.key) }.map { ($0.key, $0.value) }
    }
    return name
  }

  /// What a name is called now.
  func current(_ name: String) -> String {
    name.isEmpty || kept[ExactText(name)] != nil ? name : Self.rest
  }
}
