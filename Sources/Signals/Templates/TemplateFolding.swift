import LogModel

/// Bounds how many log templates of one service are kept apart.
///
/// As with ``NameFolding`` the outcome is a function of the set of templates as they came. All
/// templates of a service that has too many to fold become one, ``TemplateKey/other``: the cost of
/// a flood is a look at its hash.
struct TemplateFolding {
  static let steps: [NameFolding.Step] = [(400, 400), (1000, 60), (.max, 12)]
  static let sampleCapacity = 1024
  /// Distinct templates of a service that are folded; fewer where services are many.
  static let limits: [(statements: Int, each: Int)] = [(16_384, 2048), (.max, 128)]

  private(set) var seen = DistinctSample(capacity: Self.sampleCapacity)
  private var trie = NameTrie(width: Self.steps[0].width)
  private(set) var isGivenUp = false

  /// Adds a template, unless there are too many.
  mutating func note(_ hash: UInt64, limit: Int) -> Bool {
    seen.insert(hash)
    settle(limit: limit)
    return !isGivenUp
  }

  /// Keeps a template that was noted.
  mutating func fold(_ text: String) -> String {
    trie.narrow(to: NameFolding.width(of: Self.steps, names: seen.estimate))
    return Self.joined(trie.fold(Self.words(of: text)))
  }

  /// The current name of a template, given as it came or by an earlier name.
  func current(_ text: String) -> String {
    isGivenUp ? TemplateKey.other : Self.joined(trie.current(Self.words(of: text)))
  }

  /// Hides parts of the templates that it knows.
  mutating func mask(_ hide: (String) -> String) { trie.mask(hide) }

  mutating func merge(_ other: TemplateFolding) {
    seen.merge(other.seen)
    isGivenUp = isGivenUp || other.isGivenUp
    guard !isGivenUp else {
      trie = NameTrie(width: Self.steps[0].width)
      return
    }
    trie.merge(other.trie)
    trie.narrow(to: NameFolding.width(of: Self.steps, names: seen.estimate))
  }

  /// Gives up where more was seen than is allowed; what was given up stays so.
  mutating func settle(limit: Int) {
    guard !isGivenUp, seen.estimate > limit else { return }
    isGivenUp = true
    trie = NameTrie(width: Self.steps[0].width)
  }

  static func limit(statements: Int) -> Int {
    limits.first { statements <= $0.statements }?.each ?? 0
  }

  private static func words(of text: String) -> [String] {
    text.unicodeScalars.split(separator: " ", maxSplits: NameWords.limit - 1).map { String($0) }
  }

  private static func joined(_ words: [String]) -> String { words.joined(separator: " ") }
}

// MARK: In a file

extension TemplateFolding {
  func write(to writer: inout ByteWriter) {
    seen.write(to: &writer)
    writer.bool(isGivenUp)
    if !isGivenUp { trie.write(to: &writer) }
  }

  init(from reader: inout ByteReader) throws(TallyError) {
    seen = try DistinctSample(capacity: Self.sampleCapacity, from: &reader)
    isGivenUp = try reader.bool()
    guard !isGivenUp else { return }
    trie = try NameTrie(
      width: NameFolding.width(of: Self.steps, names: seen.estimate), from: &reader)
  }
}

/// Chooses the width of the cells in which templates are counted, as ``BucketWidth`` does for
/// attempts.
///
/// Templates count by the class their hash falls into within their service: a flood of them,
/// which folds into a handful, must not widen the cells of all others to an hour.
struct TemplateWidth {
  /// Pairs of a template and a cell; a cell takes some 130 bytes.
  static let budget = 32_768
  static let classes: UInt64 = 512

  private var choice = BucketWidth(budget: Self.budget)

  init() {}

  /// - Parameter previous: a second of this template that was noted before, if one was.
  mutating func note(
    service: UInt64, statement: UInt64, second: Int64, after previous: Int64?
  ) {
    let name = StableHash.combine(service, statement % Self.classes)
    choice.note(class: name, second: second, after: previous)
  }

  mutating func merge(_ other: TemplateWidth) { choice.merge(other.choice) }

  var width: Int64 { choice.width }
}

// MARK: In a file

extension TemplateWidth {
  func write(to writer: inout ByteWriter) { choice.write(to: &writer) }

  init(from reader: inout ByteReader) throws(TallyError) {
    choice = try BucketWidth(budget: Self.budget, from: &reader)
  }
}
