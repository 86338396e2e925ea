/// Splits names into the words a trie folds, and joins them again.
///
/// Splitting what was joined gives as many words, each the same or a wildcard, so that a name
/// is found by what it was called before. Scalars are split, not characters: a blank with a
/// combining mark behind it would be another character.
enum NameWords {
  /// So many words a name is split into; the last holds all the rest.
  static let limit = 32
  private static let separator: Unicode.Scalar = "\u{1F}"
  private static let methods: Set<String> = [
    "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "CONNECT", "OTHER",
  ]

  /// `POST /api/order {items}` → `POST`, `/api`, `/order`, `{items}`; messages by blanks.
  static func words(ofOperation operation: String) -> [String] {
    var words: [String] = []
    var operation = operation
    operation.withUTF8 { bytes in
      func add(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        words.append(String(decoding: bytes[range], as: UTF8.self))
      }
      var start = 0
      // No byte of a longer scalar is one of these two.
      for at in bytes.indices where bytes[at] == 0x20 || bytes[at] == 0x2F {
        guard words.count < limit - 1 else { break }
        add(start..<at)
        // A slash begins its word, a blank parts two.
        start = bytes[at] == 0x2F ? at : at + 1
      }
      add(start..<bytes.count)
    }
    return words
  }

  static func operation(ofWords words: [String]) -> String {
    var text = ""
    var isInPath = false
    for (index, word) in words.enumerated() {
      var shown = word
      if word == NameTrie.wildcard, index > 0 {
        // A folded segment of a path keeps its slash; behind a bare `/` stand body keys.
        let follows = index + 1 < words.count && isSegment(words[index + 1])
        let begins = index == 1 && (follows || methods.contains(words[0]))
        if begins || isInPath && words[index - 1] != "/" { shown = "/*" }
      }
      if index > 0, !isSegment(shown) || !isInPath { text += " " }
      text += shown
      isInPath = isSegment(shown)
    }
    return text
  }

  private static func isSegment(_ word: String) -> Bool { word.unicodeScalars.first == "/" }

  /// Status, body keys and then the message word by word: what has a fixed place comes first,
  /// so that the parts are found again when words are folded.
  static func words(ofSignature text: String) -> [String] {
    let parts = text.unicodeScalars.split(
      separator: separator, maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { return [text] }
    let words = parts[1].split(separator: " ", maxSplits: limit - 1)
    return [String(parts[0]), String(parts[2])] + words.map { String($0) }
  }

  static func signature(ofWords words: [String]) -> String {
    guard words.count > 1 else { return words.first ?? "" }
    let mark = String(separator)
    return words[0] + mark + words[2...].joined(separator: " ") + mark + words[1]
  }
}
