/// Names as sequences of words, where a place with too many alternatives becomes one wildcard.
///
/// The end state is a function of the set of names and of the width, not of the order they
/// came in: a node folds exactly when the names under it, siblings folded, have more than
/// `width` next words, and folding a parent later unites what its children had.
struct NameTrie {
  /// Stands for every word at its place.
  static let wildcard = "*"

  private struct Node {
    var children: [String: Int] = [:]
    var isFolded = false
    var endsHere = false
  }

  private var nodes = [Node()]
  private(set) var width: Int
  /// Grows with every fold: what was looked up before may now be named otherwise.
  private(set) var generation = 0

  init(width: Int) { self.width = width }

  /// Adds a name and returns what it is called now.
  mutating func fold(_ words: [String]) -> [String] {
    var at = 0
    var folded: [String] = []
    for word in words {
      let name = nodes[at].isFolded ? Self.wildcard : word
      if let child = nodes[at].children[name] {
        at = child
      } else {
        nodes.append(Node())
        nodes[at].children[name] = nodes.count - 1
        if !nodes[at].isFolded, nodes[at].children.count > width {
          foldChildren(of: at)
          at = nodes[at].children[Self.wildcard] ?? at
          folded.append(Self.wildcard)
          continue
        }
        at = nodes.count - 1
      }
      folded.append(name)
    }
    nodes[at].endsHere = true
    return folded
  }

  /// Narrows the tree; names fold as if the width had been this from the start.
  mutating func narrow(to width: Int) {
    guard width < self.width else { return }
    self.width = width
    var pending = [0]
    while let at = pending.popLast() {
      if !nodes[at].isFolded, nodes[at].children.count > width { foldChildren(of: at) }
      pending.append(contentsOf: nodes[at].children.values)
    }
  }

  private mutating func foldChildren(of at: Int) {
    generation += 1
    let children = nodes[at].children.sorted { $0.key < $1.key }.map(\.value)
    nodes.append(Node())
    let united = nodes.count - 1
    nodes[at].children = [Self.wildcard: united]
    nodes[at].isFolded = true
    for child in children { unite(child, into: united) }
  }

  /// Moves what is below `from` to below `into`; either being folded folds the union.
  private mutating func unite(_ from: Int, into: Int) {
    nodes[into].endsHere = nodes[into].endsHere || nodes[from].endsHere
    if nodes[from].isFolded, !nodes[into].isFolded { foldOrMark(into) }
    for (word, child) in nodes[from].children.sorted(by: { $0.key < $1.key }) {
      let name = nodes[into].isFolded ? Self.wildcard : word
      if let existing = nodes[into].children[name] {
        unite(child, into: existing)
      } else {
        nodes[into].children[name] = child
      }
    }
    if !nodes[into].isFolded, nodes[into].children.count > width { foldChildren(of: into) }
  }

  private mutating func foldOrMark(_ at: Int) {
    if nodes[at].children.isEmpty { nodes[at].isFolded = true } else { foldChildren(of: at) }
  }
}
