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
