/// The forms of event files that recount reads.
public enum EventSources {
  /// Tried in this order, the strictest first.
  static let all: [any EventSource] = [PlainRowsJSONLines(), PlainRowsCSV(), PlainRowsYAML()]

  /// Their names, as in ``EventFile/kind``.
  public static var names: [String] { all.map(\.name) }

  /// The form of `content`: by what is in it, else by the ending of its name.
  static func source(of content: EventContent) -> (any EventSource)? {
    if let told = all.first(where: { $0.recognises(content) }) { return told }
    return all.first { source in
      source.suffixes.contains { content.path.lowercased().hasSuffix("." + $0) }
    }
  }
}
