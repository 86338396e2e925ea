import LogModel

/// Bounds how many names of one sort a tally holds, whatever an attacker writes into a log.
///
/// The trie's width is a function of how many distinct names were ever seen (a quantity that
/// only grows), so the outcome is the same for every order of arrival. Only names as they came
/// are counted: what a name is called later must not count as a name of its own.
struct NameFolding {
  /// Up to so many distinct names, a place may have so many alternatives.
  typealias Step = (names: Int, width: Int)

  static let routeSteps: [Step] = [(5000, 1000), (20_000, 30), (.max, 10)]
  static let sampleCapacity = 1024

  private let steps: [Step]
  private(set) var trie: NameTrie
  private(set) var seen = DistinctSample(capacity: Self.sampleCapacity)

  init(steps: [Step] = Self.routeSteps) {
    self.steps = steps
    trie = NameTrie(width: Self.width(of: steps, names: 0))
  }

  /// Adds a name, by its words, and returns what it is called now.
  mutating func note(_ words: [String], hash: UInt64) -> [String] {
    seen.insert(hash)
    trie.narrow(to: Self.width(of: steps, names: seen.estimate))
    return trie.fold(words)
  }

  /// What a name, or what it was called earlier, is called now.
  func current(_ words: [String]) -> [String] { trie.current(words) }

  /// Hides parts of the names that it knows.
  mutating func mask(_ hide: (String) -> String) { trie.mask(hide) }

  mutating func merge(_ other: NameFolding) {
    seen.merge(other.seen)
    trie.merge(other.trie)
    trie.narrow(to: Self.width(of: steps, names: seen.estimate))
  }

  static func width(of steps: [Step], names: Int) -> Int {
    steps.first { names <= $0.names }?.width ?? 1
  }
}

// MARK: In a file

extension NameFolding {
  func write(to writer: inout ByteWriter) {
    seen.write(to: &writer)
    trie.write(to: &writer)
  }

  init(steps: [Step] = Self.routeSteps, from reader: inout ByteReader) throws(TallyError) {
    self.init(steps: steps)
    seen = try DistinctSample(capacity: Self.sampleCapacity, from: &reader)
    trie = try NameTrie(
      width: Self.width(of: steps, names: seen.estimate), from: &reader)
  }
}

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
