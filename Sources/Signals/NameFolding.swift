/// Bounds how many names of one sort a tally holds, whatever an attacker writes into a log.
///
/// The trie's width is a function of how many distinct names were ever seen (a quantity that
/// only grows), so the outcome is the same for every order of arrival.
struct NameFolding {
  /// Up to so many distinct names, a place may have so many alternatives.
  typealias Step = (names: Int, width: Int)

  static let routeSteps: [Step] = [(5000, 100), (20_000, 30), (200_000, 10), (.max, 2)]
  static let signatureSteps: [Step] = [(200, 12), (2000, 4), (.max, 1)]

  private let steps: [Step]
  private var trie: NameTrie
  private(set) var seen = DistinctSample(capacity: 1024)

  init(steps: [Step]) {
    self.steps = steps
    trie = NameTrie(width: steps[0].width)
  }

  var generation: Int { trie.generation }

  /// Adds a name, by its words, and returns what it is called now.
  mutating func fold(_ words: [String], hash: UInt64) -> [String] {
    seen.insert(hash)
    applyWidth()
    return trie.fold(words)
  }

  mutating func merge(seen others: DistinctSample) {
    seen.merge(others)
    applyWidth()
  }

  private mutating func applyWidth() {
    let names = seen.estimate
    guard let step = steps.first(where: { names <= $0.names }), step.width < trie.width else {
      return
    }
    trie.narrow(to: step.width)
  }
}
