/// Names of files and folders as they may be shown.
///
/// A name is what a user types to get at a file, so it only loses what is a secret by its shape
/// or by the word before it, as in `token=….log`; its endings stay.
public enum ShownPath {
  /// Stands where something was taken out.
  public static let mark = "[redacted]"

  private static let redactor = Redactor(RedactionRules(keep: [.ip, .email]))

  /// The path without the secrets in its parts.
  public static func text(_ path: String) -> String {
    // Mostly nothing in a name can be a secret.
    guard path.utf8.count >= 8 else { return path }
    var shown: [UInt8] = []
    var part: [UInt8] = []
    for byte in path.utf8 {
      if byte == Ascii.slash || byte == UInt8(ascii: "!") {
        shown += self.part(part)
        shown.append(byte)
        part.removeAll(keepingCapacity: true)
      } else {
        part.append(byte)
      }
    }
    shown += self.part(part)
    return String(decoding: shown, as: UTF8.self)
  }

  private static func part(_ part: [UInt8]) -> [UInt8] {
    guard part.count >= 4 else { return part }
    var stem = part.count
    // `.log`, `.log.gz`, `.tally`, `.1`
    for _ in 0..<3 {
      guard let dot = part[..<stem].lastIndex(of: Ascii.dot), dot > 0, stem - dot <= 7,
        part[(dot + 1)..<stem].allSatisfy({ $0.isLower || $0.isDigit })
      else { break }
      stem = dot
    }
    let name = String(decoding: part[..<stem], as: UTF8.self)
    let redacted = redactor.redact(name)
    return redacted.counts.isEmpty ? part : Array(redacted.text.utf8) + part[stem...]
  }
}
