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

  /// Passes over a text in which something was hidden: what a secret stood in the way of is
  /// found by the next, so that redacting twice gives the same text.
  private static let passes = 5

  /// The text without its secrets.
  public func redact(_ text: String) -> RedactedText {
    redact(text) { _ in }
  }

  /// The text without its secrets, whose values are noted for `SecretValues.mask`.
  public func redact(_ text: String, collecting values: inout SecretValues) -> RedactedText {
    redact(text) { scan in
      for range in scan.found { values.insert(scan.text.bytes[range], names: names) }
      for value in scan.decodedValues { values.insert(value[...], names: names) }
    }
  }

  private func redact(_ text: String, noting: (RedactionScan) -> Void) -> RedactedText {
    var result = RedactedText(text: text)
    for _ in 0..<Self.passes {
      let scan = scanned(result.text)
      noting(scan)
      guard !scan.spans.isEmpty else { break }
      let next = scan.result()
      result = RedactedText(text: next.text, counts: result.counts + next.counts)
    }
    return result
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

/// What to hide beyond the built-in rules, and what to leave.
public struct RedactionRules: Hashable, Sendable {
  /// What a definition may ask to keep.
  public enum Kept: String, Sendable, CaseIterable {
    /// Addresses stay in any case; the name is known because definitions may say so.
    case ip
    case email
  }

  /// Names of fields that hold secrets here, as `redact.keys` of a definition gives them.
  ///
  /// Case and the signs `-`, `_`, `.` and blank make no difference; a field whose name ends
  /// with one of them is meant too.
  public var keys: [String]
  public var keep: Set<Kept>

  public init(keys: [String] = [], keep: Set<Kept> = [.ip]) {
    self.keys = keys
    self.keep = keep
  }

  /// The built-in rules alone.
  public static let standard = RedactionRules()
}
