/// Names as sequences of words, where a place with too many alternatives becomes one wildcard.
///
/// The end state is a function of the set of names and of the width, not of the order they
/// came in: a place is folded exactly when the names under it, its own parents folded, have
/// more than `width` next words. A fold unites what the children had, which can only add
/// words to a place, so folding early and folding at the end come to the same.
struct NameTrie {
  /// Stands for every word at its place.
  static let wildcard = "*"
  private static let wildcardKey = ExactText(wildcard)

  private struct Node {
    var children: [ExactText: Int] = [:]
    var isFolded = false
  }

  private var nodes = [Node()]
  /// Places that a fold has emptied, for use again: a flood of names keeps none of its nodes.
  private var free: [Int] = []
  private(set) var width: Int

  init(width: Int) { self.width = width }

  /// Nodes that are held, in use or not.
  var nodeCount: Int { nodes.count }

  /// Adds a name and returns what it is called now.
  mutating func fold(_ words: [String]) -> [String] {
    var at = 0
    var names: [String] = []
    names.reserveCapacity(words.count)
    var isChanged = false
    for word in words {
      let name = nodes[at].isFolded ? Self.wildcardKey : ExactText(word)
      names.append(name.text)
      if let child = nodes[at].children[name] {
        at = child
        continue
      }
      let added = allocate()
      nodes[at].children[name] = added
      if !nodes[at].isFolded, nodes[at].children.count > width {
        foldChildren(of: at)
        at = nodes[at].children[Self.wildcardKey] ?? at
        isChanged = true
      } else {
        at = added
      }
    }
    return isChanged ? current(words) : names
  }

  /// What a name is called now; words behind a place that the tree lacks stay as they are.
  func current(_ words: [String]) -> [String] {
    var place: Int? = 0
    return words.map { word in
      guard let at = place else { return word }
      let name = nodes[at].isFolded ? Self.wildcardKey : ExactText(word)
      place = nodes[at].children[name]
      return name.text
    }
  }

  /// Whether a name leads through a place that was folded, and stands for others too.
  func isFolded(_ words: [String]) -> Bool {
    var at = 0
    for word in words {
      guard !nodes[at].isFolded else { return true }
      guard let child = nodes[at].children[ExactText(word)] else { return false }
      at = child
    }
    return false
  }

  /// Whether any place was folded.
  var hasFolds: Bool { nodes.contains(where: \.isFolded) }

  /// Narrows the tree; names fold as if the width had been this from the start.
  mutating func narrow(to width: Int) {
    guard width < self.width else { return }
    self.width = width
    settle()
  }

  /// Takes up all names of another tree, and all that it folded.
  mutating func merge(_ other: NameTrie) {
    let offset = nodes.count
    nodes += other.nodes.map { node in
      Node(children: node.children.mapValues { $0 + offset }, isFolded: node.isFolded)
    }
    free += other.free.map { $0 + offset }
    width = min(width, other.width)
    unite(offset, into: 0)
    settle()
  }

  /// Folds, from the top, every place that is wider than allowed.
  private mutating func settle() {
    var pending = [0]
    while let at = pending.popLast() {
      if !nodes[at].isFolded, nodes[at].children.count > width { foldChildren(of: at) }
      pending.append(contentsOf: nodes[at].children.values)
    }
  }

  /// Gives words other names; what is called the same then is one place.
  mutating func mask(_ hide: (String) -> String) {
    var pending = [0]
    while let at = pending.popLast() {
      for word in nodes[at].children.keys.sorted() {
        let hidden = ExactText(hide(word.text))
        guard hidden != word, let child = nodes[at].children.removeValue(forKey: word) else {
          continue
        }
        if let existing = nodes[at].children[hidden] {
          unite(child, into: existing)
        } else {
          nodes[at].children[hidden] = child
        }
      }
      pending.append(contentsOf: nodes[at].children.values)
    }
    settle()
  }

  private mutating func allocate() -> Int {
    if let used = free.popLast() { return used }
    nodes.append(Node())
    return nodes.count - 1
  }

  private mutating func foldChildren(of at: Int) {
    let children = Array(nodes[at].children.values)
    nodes[at].children = [:]
    nodes[at].isFolded = true
    guard !children.isEmpty else { return }
    let united = allocate()
    nodes[at].children[Self.wildcardKey] = united
    for child in children { unite(child, into: united) }
  }

  /// Moves what is below `from` to below `into`; either being folded folds the union.
  private mutating func unite(_ from: Int, into: Int) {
    let moved = nodes[from]
    nodes[from] = Node()
    free.append(from)
    if moved.isFolded, !nodes[into].isFolded { foldChildren(of: into) }
    for (word, child) in moved.children {
      let name = nodes[into].isFolded ? Self.wildcardKey : word
      if let existing = nodes[into].children[name] {
        unite(child, into: existing)
      } else {
        nodes[into].children[name] = child
      }
    }
    if !nodes[into].isFolded, nodes[into].children.count > width { foldChildren(of: into) }
  }
}

// MARK: In a file

extension NameTrie {
  /// Deeper trees are not read: names have at most ``NameWords/limit`` words, and a few marks.
  private static let depthLimit = 64

  func write(to writer: inout ByteWriter) { write(0, to: &writer) }

  private func write(_ at: Int, to writer: inout ByteWriter) {
    writer.bool(nodes[at].isFolded)
    writer.count(nodes[at].children.count)
    for (word, child) in nodes[at].children.sorted(by: { $0.key < $1.key }) {
      writer.string(word.text)
      write(child, to: &writer)
    }
  }

  init(width: Int, from reader: inout ByteReader) throws(TallyError) {
    self.init(width: width)
    try read(0, depth: 0, from: &reader)
    settle()
  }

  private mutating func read(
    _ at: Int, depth: Int, from reader: inout ByteReader
  ) throws(TallyError) {
    guard depth < Self.depthLimit else { throw reader.damaged }
    nodes[at].isFolded = try reader.bool()
    // A word takes a byte at least, and its node two.
    let count = try reader.count(ofBytes: 3)
    guard !nodes[at].isFolded || count <= 1 else { throw reader.damaged }
    for _ in 0..<count {
      let word = ExactText(try reader.string())
      guard nodes[at].children[word] == nil, !nodes[at].isFolded || word == Self.wildcardKey
      else { throw reader.damaged }
      let child = allocate()
      nodes[at].children[word] = child
      try read(child, depth: depth + 1, from: &reader)
    }
  }
}
