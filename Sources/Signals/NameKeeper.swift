import LogModel

/// Keeps at most so many names of services, sources or dependencies, chosen by their hashes.
///
/// The names with the smallest hashes stay; all others share one name. Which names stay is a
/// function of the set alone, and a name once given up never returns.
struct NameKeeper {
  static let rest = "(other)"

  let capacity: Int
  private var kept: [String: UInt64] = [:]
  private(set) var generation = 0

  init(capacity: Int) { self.capacity = capacity }

  mutating func keep(_ name: String) -> String {
    if name.isEmpty || name == Self.rest || kept[name] != nil { return name }
    let hash = StableHash.hash(name)
    if kept.count < capacity {
      kept[name] = hash
      return name
    }
    guard let largest = kept.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }),
      (hash, name) < (largest.value, largest.key)
    else { return Self.rest }
    kept[largest.key] = nil
    kept[name] = hash
    generation += 1
    return name
  }

  /// What a name is called now.
  func current(_ name: String) -> String {
    name.isEmpty || kept[name] != nil ? name : Self.rest
  }

  var isFull: Bool { generation > 0 }
}
