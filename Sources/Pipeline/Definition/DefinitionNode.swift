import Yams

/// A value of a definition with its place, and the ways to read it that know what to say
/// when it is something else.
struct DefinitionNode {
  let path: String
  /// The key the value stands under, as messages name it.
  let key: String
  let line: Int
  private let node: Node

  init(path: String, key: String, line: Int, node: Node) {
    self.path = path
    self.key = key
    self.line = line
    self.node = node
  }

  /// An error at this value.
  func error(_ problem: String, _ remedy: String) -> DefinitionError {
    DefinitionError(path: path, line: line, problem: problem, remedy: remedy)
  }

  /// Whether the value is a map.
  var isMap: Bool { node.mapping != nil }

  /// The value as text that is the same however it is written, comments and styles left out.
  var canonical: String { Self.canonical(node) }

  private static func canonical(_ node: Node) -> String {
    switch node {
    case .scalar(let scalar): "\(scalar.string.utf8.count):\(scalar.string)"
    case .sequence(let members): "[" + members.map(canonical).joined() + "]"
    case .mapping(let entries):
      "{" + entries.map { canonical($0.key) + canonical($0.value) }.joined() + "}"
    case .alias: ""
    }
  }

  /// The entries of a map in the order they were written, with only the `known` keys in it.
  func entries(
    known: [String], orElse accepts: (String) -> Bool = { _ in false }
  ) throws(DefinitionError) -> [(key: String, value: DefinitionNode)] {
    let all = try allEntries()
    for (key, value) in all where !known.contains(key) && !accepts(key) {
      throw value.unknown("key", key, known: known)
    }
    return all
  }

  /// The entries of a map whose keys are free.
  func allEntries() throws(DefinitionError) -> [(key: String, value: DefinitionNode)] {
    guard let mapping = node.mapping else {
      throw error("'\(key)' must be a map, not \(what)", "write it as keys and values")
    }
    var entries: [(key: String, value: DefinitionNode)] = []
    for (key, value) in mapping {
      guard let name = key.scalar else {
        throw error("a key in '\(self.key)' is not a word", "write a plain word before the colon")
      }
      let line = key.mark?.line ?? line
      entries.append(
        (name.string, DefinitionNode(path: path, key: name.string, line: line, node: value)))
    }
    return entries
  }

  /// The members of a list; nothing else stands for a list of one here.
  func items() throws(DefinitionError) -> [DefinitionNode] {
    guard let sequence = node.sequence else {
      throw error("'\(key)' must be a list, not \(what)", "begin each member with '- '")
    }
    return members(of: sequence)
  }

  /// The members of a list, or the value itself as the only one.
  func itemsOrOne() -> [DefinitionNode] {
    node.sequence.map { members(of: $0) } ?? [self]
  }

  /// Refuses a list without members where nothing would ever match it.
  func refuseEmptyList() throws(DefinitionError) {
    guard let sequence = node.sequence, sequence.isEmpty else { return }
    throw error("'\(key)' is an empty list", "name at least one, or leave the key out")
  }

  /// A word or a text; never empty.
  func text() throws(DefinitionError) -> String {
    guard let scalar = node.scalar else {
      throw error("'\(key)' must be one value, not \(what)", "write a single word or text")
    }
    let isNull = scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
    guard !isNull, !scalar.string.isEmpty else {
      throw error("'\(key)' is empty", "give it a value or leave the key out")
    }
    return scalar.string
  }

  /// Words or texts: a list, or one alone.
  func texts() throws(DefinitionError) -> [String] {
    var texts: [String] = []
    for item in itemsOrOne() { texts.append(try item.text()) }
    return texts
  }

  /// A whole number in `range`.
  func wholeNumber(in range: ClosedRange<Int>) throws(DefinitionError) -> Int {
    let text = try text()
    guard let number = Int(text), range.contains(number) else {
      let limits = "from \(range.lowerBound) to \(range.upperBound)"
      throw error(
        "'\(key)' is \(text.quotedForMessage)", "give a whole number \(limits)")
    }
    return number
  }

  /// One of the `known` words.
  func word(_ noun: String, among known: [String]) throws(DefinitionError) -> String {
    let text = try text()
    guard known.contains(text) else { throw unknown(noun, text, known: known) }
    return text
  }

  /// The error of a word that is none of the `known` ones, with the nearest of them.
  func unknown(_ noun: String, _ word: String, known: [String]) -> DefinitionError {
    let problem = "unknown \(noun) \(word.quotedForMessage)"
    guard let nearest = NearestKey.of(word, among: known) else {
      return error(problem, "none is defined")
    }
    let all = known.joined(separator: ", ")
    return error(problem, "did you mean '\(nearest)'? known: \(all)")
  }

  private func members(of sequence: Node.Sequence) -> [DefinitionNode] {
    sequence.map {
      DefinitionNode(path: path, key: key, line: $0.mark?.line ?? line, node: $0)
    }
  }

  private var what: String {
    switch node {
    case .mapping: "a map"
    case .sequence: "a list"
    case .scalar(let scalar):
      scalar.string.isEmpty ? "nothing" : scalar.string.quotedForMessage
    case .alias: "an alias"
    }
  }
}
