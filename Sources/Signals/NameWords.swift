/// Splits names into the words a trie folds, and joins them again.
enum NameWords {
  /// `POST /api/order {items}` → `POST`, `/api`, `/order`, `{items}`; messages by blanks.
  static func words(ofOperation operation: String) -> [String] {
    var words: [String] = []
    var word = ""
    for character in operation.unicodeScalars {
      if character == " " || character == "/" {
        if !word.isEmpty { words.append(word) }
        word = character == "/" ? "/" : ""
      } else {
        word.unicodeScalars.append(character)
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  static func operation(ofWords words: [String]) -> String {
    var text = ""
    var isFirst = true
    for word in words {
      // A folded segment of a path keeps its slash.
      let isPath = word.hasPrefix("/") || (word == NameTrie.wildcard && text.contains("/"))
      if !isFirst, !isPath || !text.contains("/") { text += " " }
      text += word == NameTrie.wildcard && isPath ? "/*" : word
      isFirst = false
    }
    return text
  }

  /// The parts of a failure signature, its message word by word.
  static func words(ofSignature text: String) -> [String] {
    let parts = text.split(separator: "\u{1F}", omittingEmptySubsequences: false)
    guard parts.count == 3 else { return [text] }
    return [String(parts[0]), "\u{1F}"]
      + parts[1].split(separator: " ").map(String.init) + ["\u{1F}", String(parts[2])]
  }

  static func signature(ofWords words: [String]) -> String {
    var text = ""
    for word in words {
      if word == "\u{1F}" {
        text += word
      } else {
        if let last = text.unicodeScalars.last, last != "\u{1F}" { text += " " }
        text += word
      }
    }
    return text
  }
}
