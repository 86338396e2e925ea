/// Texts of event rows, cut to what a report can use; cut after redaction, so that no half
/// secret remains.
enum KeptText {
  /// Bytes of what somebody wrote.
  static let textLimit = 4096
  /// Bytes of a name: a rule, a person, a channel, a version.
  static let nameLimit = 512

  static func text(_ text: String) -> String { cut(text, to: textLimit) }
  static func name(_ text: String) -> String { cut(text, to: nameLimit) }

  /// At most `limit` bytes, cut between two scalars and marked as cut.
  private static func cut(_ text: String, to limit: Int) -> String {
    guard text.utf8.count > limit else { return text }
    var kept = Array(text.utf8.prefix(limit + 1))
    // The byte behind the cut tells whether a scalar would be torn: 10xxxxxx continues one.
    while let next = kept.popLast(), next & 0xC0 == 0x80 {}
    return String(decoding: kept, as: UTF8.self) + "…"
  }
}
