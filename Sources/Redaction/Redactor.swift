/// Hides secrets in texts that may be kept or shown.
///
/// It reads raw log lines: bodies that are JSON in JSON strings once or twice over, addresses
/// encoded in others, lines cut anywhere. A value is replaced in place by `[redacted]` (an
/// e-mail address by `[email]`), never by a part of itself, and quotes, braces and commas
/// around it stay, so that a line of JSON is one afterwards. What was hidden before is left
/// and not counted: redacting twice gives the same text. The time taken is in proportion to
/// the text.
///
/// Redact before shortening: what a cut leaves of a secret may not look like one.
public struct Redactor: Sendable {
  private let names: SecretNames
  private let keepsEmail: Bool

  public init(_ rules: RedactionRules = .standard) {
    names = SecretNames(extra: rules.keys)
    keepsEmail = rules.keep.contains(.email)
  }

  /// The text without its secrets.
  public func redact(_ text: String) -> RedactedText {
    let scan = scanned(text)
    return scan.spans.isEmpty ? RedactedText(text: text) : scan.result()
  }

  /// The text without its secrets, whose values are noted for `SecretValues.mask`.
  public func redact(_ text: String, collecting values: inout SecretValues) -> RedactedText {
    let scan = scanned(text)
    for range in scan.found { values.insert(scan.text.bytes[range], names: names) }
    return scan.spans.isEmpty ? RedactedText(text: text) : scan.result()
  }

  /// The text of some bytes without its secrets; bytes that are no UTF-8 become U+FFFD.
  public func redact(bytes: UnsafeRawBufferPointer) -> RedactedText {
    redact(String(decoding: bytes, as: UTF8.self))
  }

  private func scanned(_ text: String) -> RedactionScan {
    var scan = RedactionScan(
      ByteText(bytes: Array(text.utf8)), names: names, keepsEmail: keepsEmail)
    scan.run()
    return scan
  }
}
