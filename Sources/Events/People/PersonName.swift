import LogModel

/// A person's name as rows spell it, taken apart: `Ann Quux`, `ann.quux` and
/// `@ann.quux@corp.test` are one.
struct PersonName: Hashable {
  /// In small letters.
  let words: [String]
  /// Each word alone gives the person away; of `payments-team` or `Deploy Bot` only all do.
  let isPersonal: Bool

  /// What is longer is no name.
  private static let limit = 256

  /// `nil` for what names no person: nothing, or a program that posts by itself.
  init?(_ text: String) {
    var name = String(text.prefix(Self.limit))
    if let open = name.firstIndex(of: "<"), open > name.startIndex {
      name = String(name[..<open])
    }
    while name.hasPrefix("@") { name.removeFirst() }
    if let at = name.firstIndex(of: "@"), at > name.startIndex { name = String(name[..<at]) }
    words = PersonWord.words(in: name).map(\.small)
    guard !words.isEmpty, !OrdinaryWords.programs.contains(words.joined(separator: " ")) else {
      return nil
    }
    isPersonal =
      words.count <= 5 && OrdinaryWords.roles.isDisjoint(with: words)
      && words.contains { $0.count > 1 && $0.contains(where: \.isLetter) }
  }

  /// The same for every spelling of the name.
  var id: UInt64 { StableHash.hash(words.joined(separator: " ")) }

  /// Names of accounts that are made of a name: `aquux`, `annq`, `annquux`, `quuxann`.
  var handles: [String] {
    guard isPersonal, words.count >= 2, let first = words.first, let last = words.last,
      let initial = first.first, let final = last.first, first.count > 1, last.count > 1
    else { return [] }
    return [
      "\(initial)\(last)", "\(first)\(final)", first + last, last + first, "\(last)\(initial)",
    ]
  }
}
