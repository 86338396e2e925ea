/// What a failure was waiting for, as its own words name it.
enum DependencyName {
  /// The word behind the last "at", "from" or "to" that ends a clause: "… order at factory".
  static func inMessage(_ message: String?) -> String? {
    guard let message else { return nil }
    let words = message.split(separator: " ")
    for index in words.indices.reversed()
    where index + 1 < words.count && ["at", "from", "to"].contains(words[index].lowercased()) {
      let next = words[index + 1]
      let word = next.prefix { $0.isLetter || $0 == "-" || $0 == "_" || $0.isNumber }
      let endsClause = index + 2 == words.count || word.count < next.count
      guard endsClause, word.count >= 3, word.first?.isLetter == true,
        !notNames.contains(word.lowercased())
      else { continue }
      return String(word)
    }
    return nil
  }

  private static let notNames: Set<String> = [
    "the", "this", "that", "server", "database", "all", "any", "user", "users", "least", "most",
    "client", "continue", "complete", "process", "resolve", "connect", "parse", "read", "write",
    "none", "null", "line", "position", "column",
  ]
}
