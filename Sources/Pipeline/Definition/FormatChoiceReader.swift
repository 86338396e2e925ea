import Parse

/// Reads `format:` of an input: `auto`, a name, `{fields: {…}}` or `{pattern: …}`.
enum FormatChoiceReader {
  /// What is said; `nil` for `auto`.
  static func choice(
    _ node: DefinitionNode, _ formats: [String]
  ) throws(DefinitionError) -> FormatChoice? {
    guard node.isMap else {
      let text = try node.text()
      if text == "auto" { return nil }
      guard formats.isEmpty || formats.contains(text) else {
        throw node.unknown("format", text, known: ["auto"] + formats)
      }
      return .named(text)
    }
    let entries = try node.entries(known: DefinitionKeys.format)
    guard entries.count == 1, let (key, value) = entries.first else {
      throw node.error("'format' needs one of fields and pattern", "give either, not both")
    }
    return key == "fields" ? try fields(value) : try pattern(value)
  }

  private static func fields(_ node: DefinitionNode) throws(DefinitionError) -> FormatChoice {
    var names: [FormatChoice.FieldName] = []
    for (meaning, value) in try node.entries(known: FormatChoice.meanings) {
      names.append(.init(meaning: meaning, path: try value.field(try value.text())))
    }
    guard !names.isEmpty else {
      throw node.error("'fields' names nothing", "write meanings and keys, as in time: when")
    }
    return .fields(names)
  }

  private static func pattern(_ node: DefinitionNode) throws(DefinitionError) -> FormatChoice {
    guard let pattern = try node.patterns().first else {
      throw node.error("'pattern' is empty", "write \(PatternExample.format)")
    }
    for group in pattern.groups where !FormatChoice.meanings.contains(group.name) {
      throw node.unknown("group", group.name, known: FormatChoice.meanings)
    }
    guard pattern.groups.contains(where: { $0.name == "time" }) else {
      throw node.error(
        "the pattern has no group named time",
        "write (?<time>…) around the stamp, as in \(PatternExample.format)")
    }
    return .pattern(pattern)
  }
}

extension DefinitionNode {
  /// Patterns (PCRE2): a list, or one alone.
  func patterns() throws(DefinitionError) -> [UserPattern] {
    var patterns: [UserPattern] = []
    for item in itemsOrOne() {
      let text = try item.text()
      do throws(UserPattern.PatternError) {
        patterns.append(try UserPattern(text))
      } catch {
        throw item.error(
          "the pattern \(text.quotedForMessage) is not valid at offset \(error.offset): "
            + error.message, "write a PCRE2 pattern; in YAML, quote it with single quotes")
      }
    }
    return patterns
  }
}

/// The definition that recount shows where it reads no line: a pattern with named groups, which
/// works as it stands when it is put into a file.
///
/// A test reads lines with it, so that nobody copies one that is wrong.
enum PatternExample {
  /// The choice of a format alone, as it stands in a definition.
  static let format = #"format: {pattern: '^.*?(?<time>\d{4}-\d\d-\d\d[T ]\S+) +(?<message>.*)$'}"#

  /// A whole definition, for `--pipeline FILE`.
  static let definition = """
    recount: 1
    name: shop
    inputs:
      - paths: ["**"]
        \(format)
    """
}
