/// A type that a file declares outside of all others, or extends there.
struct DeclaredType: Equatable {
  let name: String
  /// What stands behind its colon: protocols, and for an enum its raw type.
  let inherits: [String]
  /// Seen by its own file alone.
  let isPrivate: Bool
  let isExtension: Bool
}

extension SwiftCode {
  private static let kinds: Set<String> = [
    "struct", "class", "enum", "protocol", "actor", "typealias", "extension",
  ]

  /// The types that are declared or extended at the level of the file, in order.
  var topLevelTypes: [DeclaredType] {
    var types: [DeclaredType] = []
    let words = words
    var depth = 0
    var at = 0
    for (index, (word, _, offset)) in words.enumerated() {
      while at < offset {
        depth += bytes[at] == UInt8(ascii: "{") ? 1 : bytes[at] == UInt8(ascii: "}") ? -1 : 0
        at += 1
      }
      guard depth == 0, Self.kinds.contains(word), index + 1 < words.count else { continue }
      let modifiers = words[..<index].reversed().prefix(3).map(\.word)
        .prefix { !Self.kinds.contains($0) && !($0.first?.isUppercase ?? true) }
      types.append(
        DeclaredType(
          name: words[index + 1].word, inherits: inherited(behind: words[index + 1].offset),
          isPrivate: modifiers.contains("private") || modifiers.contains("fileprivate"),
          isExtension: word == "extension"))
    }
    return types
  }

  /// The words between a declaration's colon and its brace.
  private func inherited(behind offset: Int) -> [String] {
    let head = bytes[offset...].prefix { $0 != UInt8(ascii: "{") }
    guard let colon = head.firstIndex(of: UInt8(ascii: ":")) else { return [] }
    return head[colon...].split { !Self.isWordByte($0) }.map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}
