/// Words with digits that are no data: codes of errors, numbers of statuses and signals, names of
/// protocols. A template keeps them, for a title without them says less than the line does.
///
///     SQLSTATE[HY000] [2002] …      ORA-12541: …      [Errno 111] …      status code 503
///
/// Only forms of which a program has few are known: whatever looks like an id stays masked, or one
/// statement would become as many templates as there are ids.
enum CodeWord {
  /// Longer words are data.
  private static let longest = 40
  /// Bytes before a word that are looked at.
  static let reach = 16

  /// - Parameter before: what the text has before the word, ``reach`` bytes of it at least.
  @inline(__always)
  static func isOne(
    _ word: UnsafeRawBufferPointer, after before: UnsafeRawBufferPointer
  ) -> Bool {
    guard let first = word.first, word.count <= longest else { return false }
    switch first {
    case 0x30...0x39: return word.count <= 5 && isNumbered(word, after: before)
    case 0x25: return LevelMark.isMnemonic(word)
    case 0x28, 0x5B: return isBracketed(word, after: before)
    case 0x41...0x5A, 0x78: return isNamed(word)
    default: return false
    }
  }

  /// Words before a number of at most three digits that is one of a few; a code or a signal alone
  /// may be of goods and of antennas.
  private static let numbered = [
    "errno ", "Errno ", "errno: ", "os error ", "status code ", "exit code ", "error code ",
    "Error code ", "error code: ", "with code ", "exit status ", "with status ", "by signal ",
    "on signal ", "HTTP ", "sqlcode ", "SQLCODE ",
  ].map { Array($0.utf8) }

  /// `503` of `status code 503`, `111]` of `[Errno 111]`, `1045` of `ERROR 1045 (28000)`.
  private static func isNumbered(
    _ word: UnsafeRawBufferPointer, after before: UnsafeRawBufferPointer
  ) -> Bool {
    let digits = word.prefix { $0 &- 0x30 < 10 }
    guard word[digits.endIndex...].allSatisfy(isMark) else { return false }
    if digits.count == 4, digits.count == word.count, before.count >= 6 {
      return before.suffix(6).elementsEqual("ERROR ".utf8)
    }
    return digits.count <= 3 && numbered.contains { before.suffix($0.count).elementsEqual($0) }
  }

  /// `[2002]` behind `SQLSTATE[HY000]`, `(28000):` behind a number of MySQL, `(111)Connection`.
  private static func isBracketed(
    _ word: UnsafeRawBufferPointer, after before: UnsafeRawBufferPointer
  ) -> Bool {
    let close: UInt8 = word[0] == 0x5B ? 0x5D : 0x29
    guard let end = word.firstIndex(of: close), end > 1, end < 8 else { return false }
    let inside = word[1..<end]
    let isNumber = inside.allSatisfy { $0 &- 0x30 < 10 }
    let rest = word[(end + 1)...]
    if close == 0x5D {
      return isNumber && rest.allSatisfy(isMark) && before.suffix(2).elementsEqual("] ".utf8)
        && before.suffix(reach).starts(with: "SQLSTATE[".utf8)
    }
    if isNumber, inside.count <= 3 {
      return rest.count > 2 && rest.allSatisfy { MessageHead.isLetter($0) }
    }
    return inside.count == 5 && inside.allSatisfy { $0 &- 0x30 < 10 || $0 &- 0x41 < 26 }
      && rest.allSatisfy(isMark) && before.suffix(11).starts(with: "ERROR ".utf8)
  }

  /// Codes of vendors: what they begin with, and how many digits follow.
  private static let vendors: [(prefix: [UInt8], digits: ClosedRange<Int>)] = [
    ("ORA-", 3...5), ("TNS-", 3...5), ("PLS-", 3...5), ("RMAN-", 3...5), ("BEA-", 6...6),
    ("MY-", 6...6), ("AH", 5...5), ("E11", 3...3), ("WFLYCTL", 4...4), ("WFLYSRV", 4...4),
    ("IJ", 6...6), ("ISPN", 6...6),
  ].map { (Array($0.0.utf8), $0.1) }

  private static let names = [
    "x509", "IPv4", "IPv6", "HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/2.0", "HTTP/3", "TLSv1",
    "TLSv1.2", "TLSv1.3", "SSLv3", "UTF-8", "UTF-16", "OAuth2", "S3", "EC2", "SHA1", "SHA256",
    "MD5", "Base64", "K8s", "HY000",
  ].map { Array($0.utf8) }

  private static func isNamed(_ word: UnsafeRawBufferPointer) -> Bool {
    if word.starts(with: "SQLSTATE[".utf8), let end = word.firstIndex(of: 0x5D) {
      return end <= 14 && word[(end + 1)...].allSatisfy(isMark)
    }
    for vendor in vendors where word.starts(with: vendor.prefix) {
      let digits = word[vendor.prefix.count...].prefix { $0 &- 0x30 < 10 }
      return vendor.digits.contains(digits.count) && word[digits.endIndex...].allSatisfy(isMark)
    }
    var end = word.count
    while end > 0, isMark(word[end - 1]) { end -= 1 }
    return names.contains { $0.count == end && word[..<end].elementsEqual($0) }
  }

  /// What may stand behind a code.
  private static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x3A, 0x2C, 0x2E, 0x3B, 0x29, 0x5D: true
    default: false
    }
  }
}
