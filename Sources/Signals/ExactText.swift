/// A text that equals only what has the same bytes.
///
/// Swift's own comparison takes canonically equal spellings for one ("é" in one scalar or in
/// two). As the key of a table it would keep the spelling that came first, and with it the
/// order of arrival.
struct ExactText: Hashable, Comparable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (a: ExactText, b: ExactText) -> Bool { isSame(a.text, b.text) }

  static func < (a: ExactText, b: ExactText) -> Bool {
    a.text.utf8.lexicographicallyPrecedes(b.text.utf8)
  }

  /// Whether both have the same bytes.
  static func isSame(_ a: String, _ b: String) -> Bool {
    a == b && a.utf8.count == b.utf8.count && a.utf8.elementsEqual(b.utf8)
  }

  /// Which of two rows of texts stands first, by their bytes; `nil` when they are the same.
  static func precedes(_ a: [String], _ b: [String]) -> Bool? {
    for (one, other) in zip(a, b) where !isSame(one, other) {
      return one.utf8.lexicographicallyPrecedes(other.utf8)
    }
    return a.count == b.count ? nil : a.count < b.count
  }

  /// At most `limit` bytes of a text, cut between two scalars and marked as cut.
  static func shortened(_ text: String, to limit: Int) -> String {
    guard text.utf8.count > limit else { return text }
    var kept = Array(text.utf8.prefix(limit + 1))
    // The byte behind the cut tells whether a scalar would be torn: 10xxxxxx continues one.
    while let next = kept.popLast(), next & 0xC0 == 0x80 {}
    return String(decoding: kept, as: UTF8.self) + "…"
  }
}
