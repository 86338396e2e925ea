import Yams

/// From the text of a definition to its root value, within the limits and with errors that
/// know their line.
enum DefinitionText {
  /// The root of the one document in `yaml`.
  static func root(path: String, yaml: String) throws(DefinitionError) -> DefinitionNode {
    guard yaml.utf8.count <= DefinitionLimits.bytes else {
      throw DefinitionError(
        path: path, line: 1, problem: "larger than 1 MiB",
        remedy: "this is not a pipeline definition; give the logs as arguments")
    }
    try DefinitionLimits.checkExpansion(of: yaml, path: path)
    guard let node = try compose(path: path, yaml: yaml) else {
      throw DefinitionError(
        path: path, line: 1, problem: "the definition is empty",
        remedy: "begin it with 'recount: 1'")
    }
    try DefinitionLimits.check(node, path: path)
    let line = node.mark?.line ?? 1
    return DefinitionNode(path: path, key: "definition", line: line, node: node)
  }

  /// Composes without resolving types: every value is read as the text it is, by the reader
  /// that knows what it wants. The encoding is named because the default asks the environment.
  private static func compose(path: String, yaml: String) throws(DefinitionError) -> Node? {
    do {
      return try Yams.compose(yaml: yaml, .basic, .default, .utf8)
    } catch let error as YamlError {
      throw definitionError(of: error, path: path)
    } catch {
      throw DefinitionError(
        path: path, line: 1, problem: "cannot be read as YAML", remedy: "check its indentation")
    }
  }

  private static func definitionError(of error: YamlError, path: String) -> DefinitionError {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let parts = [context?.text, problem].compactMap { $0 }
      return DefinitionError(
        path: path, line: mark.line, problem: parts.joined(separator: ": "),
        remedy: remedy(of: parts))
    case .reader(let problem, let offset, _, let yaml):
      let line = 1 + yaml.prefix(offset ?? 0).count { $0.isNewline }
      return DefinitionError(
        path: path, line: line, problem: problem, remedy: "save the file as plain UTF-8 text")
    case .duplicatedKeysInMapping(let keys, let context):
      let key = keys.first ?? ""
      return DefinitionError(
        path: path, line: context.mark.line,
        problem: "the key \(key.quotedForMessage) is given more than once",
        remedy: "keep one of them")
    case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
      return DefinitionError(
        path: path, line: 1, problem: "cannot be read as YAML", remedy: "check its indentation")
    }
  }

  /// What usually helps, told by the words of the YAML parser.
  private static func remedy(of parts: [String]) -> String {
    let text = parts.joined(separator: " ")
    if text.contains("alias") || text.contains("anchor") {
      return "put a value that begins with * or & in quotes"
    }
    if text.contains("another document") { return "keep one document in the file" }
    if text.contains("cannot start any token") { return "indent with blanks, quote the value" }
    return "check indentation and quotes here and in the line above"
  }
}

/// How large a definition may be. A definition is written by a person; what exceeds these is
/// a mistake or an attack.
enum DefinitionLimits {
  /// Bytes of the file.
  static let bytes = 1 << 20
  /// Maps and lists inside each other, with what aliases stand for put in their place.
  static let depth = 32
  /// Values, keys included, with what aliases stand for put in their place.
  static let nodes = 10_000
  /// Bytes that a text may stand for before it is composed at all.
  private static let expandedBytes = 4 << 20

  static func tooManyNodes(path: String, line: Int) -> DefinitionError {
    DefinitionError(
      path: path, line: line, problem: "more than \(nodes) values, aliases included",
      remedy: "split the definition, or write out what the aliases repeat")
  }

  /// Refuses a text whose aliases could multiply before the exact count is possible.
  ///
  /// Composing compares keys, and a key made of nested aliases takes time beyond all bounds.
  /// So the size is bounded from the text alone: an alias stands for no more than what lies
  /// between its anchor and itself (its first use, if the name is given once; every use, if
  /// the name is given again). Anything that looks like an anchor counts, so the bound is
  /// never too low.
  static func checkExpansion(of yaml: String, path: String) throws(DefinitionError) {
    let bytes = Array(yaml.utf8)
    var anchors: [Substring: Anchor] = [:]
    var expanded = 0
    var line = 1
    for index in bytes.indices {
      expanded += 1
      let byte = bytes[index]
      if byte == UInt8(ascii: "\n") { line += 1 }
      guard byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*") else { continue }
      var end = index + 1
      while end < bytes.count, isNameByte(bytes[end]) { end += 1 }
      guard end > index + 1 else { continue }
      let name = Substring(decoding: bytes[(index + 1)..<end], as: UTF8.self)
      if byte == UInt8(ascii: "&") {
        guard index == 0 || !isNameByte(bytes[index - 1]) else { continue }
        if anchors[name] == nil {
          anchors[name] = Anchor(position: expanded)
        } else {
          anchors[name]?.isGivenAgain = true
        }
      } else if var anchor = anchors[name] {
        let most = expanded - anchor.position
        let size = anchor.isGivenAgain ? most : anchor.size ?? most
        anchor.size = size
        anchors[name] = anchor
        expanded += size
        guard expanded <= expandedBytes else { throw tooManyNodes(path: path, line: line) }
      }
    }
  }

  /// Counts exactly, aliases in place, and refuses what is too deep or too much.
  static func check(_ root: Node, path: String) throws(DefinitionError) {
    var seen = 0
    try count(root, depth: 1, seen: &seen, path: path)
  }

  private struct Anchor {
    var position: Int
    var size: Int?
    var isGivenAgain = false
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
    default: false
    }
  }

  private static func count(
    _ node: Node, depth: Int, seen: inout Int, path: String
  ) throws(DefinitionError) {
    let line = node.mark?.line ?? 1
    seen += 1
    guard seen <= nodes else { throw tooManyNodes(path: path, line: line) }
    guard depth <= Self.depth else {
      throw DefinitionError(
        path: path, line: line, problem: "more than \(Self.depth) levels inside each other",
        remedy: "write it flatter")
    }
    switch node {
    case .scalar, .alias: break
    case .sequence(let sequence):
      for item in sequence { try count(item, depth: depth + 1, seen: &seen, path: path) }
    case .mapping(let mapping):
      for (key, value) in mapping {
        try count(key, depth: depth + 1, seen: &seen, path: path)
        try count(value, depth: depth + 1, seen: &seen, path: path)
      }
    }
  }
}
