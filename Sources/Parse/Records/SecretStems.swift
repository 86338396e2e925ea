/// Tells which messages may name a secret, so that the whole of them is looked at once.
///
/// A template has lost what varies, and with it the secret that a line shows by its words; the
/// same value may stand bare in a line that is quoted. Whether a template is such a one is a
/// function of its text alone.
enum SecretStems {
  private static let stems: [[UInt8]] = [
    "passw", "passphrase", "passcode", "pwd", "secret", "token", "apikey", "api key", "api_key",
    "api-key", "access key", "private key", "identified by", "credential", "bearer", "authoriz",
    "jwt", "otp", "/reset/", "/verify/", "/invite/", "/magic/",
  ].map { Array($0.utf8) }
  private static let byFirst: [[[UInt8]]] = {
    var table: [[[UInt8]]] = Array(repeating: [], count: 128)
    for stem in stems { if let first = stem.first { table[Int(first)].append(stem) } }
    return table
  }()

  /// Bytes that are looked at.
  private static let reach = 512

  /// Bytes behind a stem within which its value begins.
  private static let nearness = 28

  /// - Parameter isTemplate: what varies in it is `#`, and only near one a stem counts.
  static func occur(in text: UnsafeRawBufferPointer, isTemplate: Bool) -> Bool {
    let end = min(text.count, reach)
    for at in 0..<end {
      let byte = text[at] &- 0x41 < 26 ? text[at] | 0x20 : text[at]
      guard byte < 128 else { continue }
      for stem in byFirst[Int(byte)] where at + stem.count <= end {
        if (1..<stem.count).allSatisfy({ place in
          let found = text[at + place]
          return (found &- 0x41 < 26 ? found | 0x20 : found) == stem[place]
        }) {
          let behind = text[(at + stem.count)..<min(text.count, at + stem.count + nearness)]
          if !isTemplate || behind.contains(0x23) { return true }
        }
      }
    }
    return false
  }
}
