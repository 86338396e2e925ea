/// What a value looks like, for fields whose name alone does not decide.
extension ByteText {
  /// Values that are no secret under any name.
  private static let literals: Set<String> = [
    "true", "false", "null", "nil", "none", "undefined", "nan", "yes", "no", "on", "off",
    "include", "omit", "same-origin", "object", "empty", "missing", "n/a", "unset",
  ]

  /// Words that follow `token:` and the like in a sentence.
  private static let prose: Set<String> = [
    "a", "the", "is", "was", "must", "not", "cannot", "too", "should", "required", "invalid",
    "expired", "incorrect", "wrong", "failed", "malformed", "mismatch", "unauthorized",
    "denied", "granted", "ok", "success", "started", "closed", "created", "ended", "opened",
    "unknown", "revoked", "rejected", "accepted", "and", "or", "in", "of", "for", "with",
    "sent", "requested", "reset", "missing", "used", "verified", "valid", "skipped", "pending",
    "disabled", "enabled", "mandatory", "optional", "hidden", "checked", "changed", "active",
  ]

  /// What maskers before us leave: `[redacted]`, `**Hidden**`, `<masked>`.
  private static let masks: Set<String> = [
    "redacted", "hidden", "masked", "filtered", "removed", "omitted", "email", "secret",
    "object", "circular", "array", "function", "scrubbed", "sanitized", "protected",
  ]

  func isLiteral(_ value: Range<Int>) -> Bool {
    shortWord(value).map(Self.literals.contains) ?? false
  }

  func isProse(_ value: Range<Int>) -> Bool {
    var end = value.upperBound
    while end > value.lowerBound, !self[end - 1].isAlphanumeric { end -= 1 }
    return shortWord(value.lowerBound..<end).map(Self.prose.contains) ?? false
  }

  /// Up to 6 digits: a count, a status, an exit code.
  func isSmallNumber(_ value: Range<Int>) -> Bool {
    value.count <= 6 && bytes[value].allSatisfy(\.isDigit)
  }

  /// Whether a value was masked before, or is a placeholder: stars, `[API_KEY]`, `<token>`.
  func isMasked(_ value: Range<Int>, names: SecretNames) -> Bool {
    var (start, end) = (value.lowerBound, value.upperBound)
    while start < end, Self.isMaskSign(self[start]) { start += 1 }
    while end > start, Self.isMaskSign(self[end - 1]) { end -= 1 }
    if start == end || isBinding(value) { return true }
    guard start > value.lowerBound, end - start <= 40 else {
      return isCrossedOut(value) || shortWord(value) == "redacted"
    }
    guard end < value.upperBound || isEnd(value.upperBound) else { return false }
    if shortWord(start..<end).map(Self.masks.contains) ?? false { return true }
    if case .secret = names.role(of: start..<end, in: self) {
      // A password that merely ends with such a word, between two signs, is no placeholder.
      return Self.bracket(self[value.lowerBound], closedBy: self[value.upperBound - 1])
        && bytes[start..<end].allSatisfy { $0.isLetter || $0.isNameJoint }
    }
    return false
  }

  /// Where a mark of our own that begins at `index` ends.
  ///
  /// What follows it was judged when it was set, and is not judged again.
  func markEnd(at index: Int) -> Int? {
    guard self[index] == Ascii.openBracket else { return nil }
    return match("[redacted]", at: index) ?? match("[email]", at: index)
  }

  /// Where a placeholder that begins at `index` ends: `${NAME}`, `{{name}}`, `<name>`, `[NAME]`.
  func placeholderEnd(at index: Int) -> Int? {
    var end = index
    if self[end] == Ascii.dollar { end += 1 }
    let close: UInt8
    switch self[end] {
    case Ascii.openBrace: close = Ascii.closeBrace
    case Ascii.less: close = Ascii.greater
    case Ascii.openBracket: close = Ascii.closeBracket
    default: return nil
    }
    let isDouble = close == Ascii.closeBrace && self[end + 1] == Ascii.openBrace
    end = nameEnd(from: end + (isDouble ? 2 : 1))
    guard self[end] == close, !isDouble || self[end + 1] == close else { return nil }
    return end + (isDouble ? 2 : 1)
  }

  private static func isMaskSign(_ byte: UInt8) -> Bool {
    // Stars, brackets of all sorts, and the three bytes of a bullet.
    switch byte {
    case Ascii.star, Ascii.openBracket, Ascii.closeBracket, Ascii.less, Ascii.greater,
      Ascii.openBrace, Ascii.closeBrace, Ascii.dollar, Ascii.hash, Ascii.dot, Ascii.dash,
      Ascii.question, Ascii.comma, Ascii.colon, Ascii.backslash, 0xE2, 0x80, 0xA2:
      true
    default: false
    }
  }

  private static func bracket(_ open: UInt8, closedBy close: UInt8) -> Bool {
    switch open {
    case Ascii.openBracket: close == Ascii.closeBracket
    case Ascii.less: close == Ascii.greater
    case Ascii.openBrace, Ascii.dollar: close == Ascii.closeBrace
    default: false
    }
  }

  /// `$1`, `%s`: where a value will be put in.
  private func isBinding(_ value: Range<Int>) -> Bool {
    guard value.count == 2 else { return false }
    let second = self[value.lowerBound + 1]
    return self[value.lowerBound] == Ascii.dollar
      ? second.isDigit
      : self[value.lowerBound] == Ascii.percent && second.isLower
  }

  /// `xxxx`, `XXXXXXXX`.
  private func isCrossedOut(_ value: Range<Int>) -> Bool {
    value.count >= 3 && bytes[value].allSatisfy { $0.lowercased == UInt8(ascii: "x") }
  }

  /// 8-4-4-4-12 hexadecimal digits.
  func isUUID(_ value: Range<Int>) -> Bool {
    guard value.count == 36 else { return false }
    for (offset, byte) in bytes[value].enumerated() {
      let isJoint = offset == 8 || offset == 13 || offset == 18 || offset == 23
      guard isJoint ? byte == Ascii.dash : byte.isHexadecimal else { return false }
    }
    return true
  }

  /// Whether a value has the look of something drawn at random rather than named by a person.
  func looksRandom(_ value: Range<Int>) -> Bool {
    guard value.count >= 8, !isUUID(value) else { return false }
    var (upper, lower, digits, joints, slashes, hexadecimal) = (0, 0, 0, 0, 0, 0)
    for byte in bytes[value].prefix(256) {
      if byte.isUpper {
        upper += 1
      } else if byte.isLower {
        lower += 1
      } else if byte.isDigit {
        digits += 1
      } else if byte == Ascii.slash {
        slashes += 1
      } else if byte.isName || byte == Ascii.plus {
        joints += 1
      } else if byte != Ascii.equals && byte != UInt8(ascii: "~") {
        return false
      }
      if byte.isHexadecimal { hexadecimal += 1 }
    }
    if slashes > 1 || (slashes > 0 && joints > 0 && value.count < 24) { return false }
    guard digits >= 2, upper + lower > 0 else { return false }
    if hexadecimal == min(value.count, 256) { return value.count >= 16 }
    if upper > 0 && lower > 0 {
      return value.count >= 24 || (joints == 0 && slashes == 0) || !isMadeOfWords(value)
    }
    guard joints == 0, slashes == 0 else { return false }
    // 26 capitals and digits are as a rule an identifier that sorts by time.
    return upper > 0 ? value.count >= 20 && value.count != 26 : value.count >= 16 && digits > 2
  }

  /// Whether each part between joints is a word or a number: `Order-12345`.
  private func isMadeOfWords(_ value: Range<Int>) -> Bool {
    var previous: UInt8 = Ascii.dash
    for byte in bytes[value] {
      if previous.isDigit && byte.isLetter || previous.isLetter && byte.isDigit { return false }
      if previous.isLower && byte.isUpper { return false }
      previous = byte
    }
    return true
  }
}
