/// Credentials by their scheme: `Bearer x`, `Basic x`.
extension RedactionScan {
  private static let schemes: Set<String> = [
    "bearer", "basic", "token", "apikey", "negotiate", "ntlm", "digest", "oauth", "hawk",
    "aws4-hmac-sha256",
  ]

  /// Words that follow "bearer" and "basic" in a sentence.
  private static let companions: Set<String> = [
    "authentication", "authorization", "credentials", "credential", "understanding",
    "requirements", "information", "configuration", "functionality", "token", "tokens",
    "auth", "of", "realm", "scheme", "header", "access", "required", "missing", "invalid",
    "expired", "is", "was", "not", "and", "or", "in", "for", "to", "the", "plan", "tier",
    "error", "type", "format", "check", "checks", "health", "mode", "user", "info",
  ]

  /// Whether a value is the name of a scheme without its credential.
  func isScheme(_ value: Range<Int>) -> Bool {
    text.shortWord(value).map(Self.schemes.contains)
      ?? (text.match("aws4-hmac-sha256", at: value.lowerBound, anyCase: true)
        == value.upperBound)
  }

  /// Where the credential after `Bearer `, `Basic ` and their like begins.
  ///
  /// Schemes with named parts (Digest, the signed ones of clouds) have none: their parts are
  /// fields of their own.
  func credential(in range: Range<Int>) -> Int? {
    var end = range.lowerBound
    while end < range.upperBound, end - range.lowerBound < 12, text[end].isLetter { end += 1 }
    switch text.shortWord(range.lowerBound..<end) {
    case "bearer", "basic", "token", "apikey", "negotiate", "ntlm": break
    default: return nil
    }
    guard let start = afterBlanks(at: end), start < range.upperBound else { return nil }
    return start
  }

  /// The end of the blanks at `index`, in any spelling; `nil` when there is none.
  private func afterBlanks(at index: Int) -> Int? {
    var end = index
    while end - index < 12 {
      if text[end].isBlank || text[end] == Ascii.plus {
        end += 1
      } else if let sign = text.percent(at: end), sign.byte == Ascii.blank {
        end = sign.end
      } else {
        break
      }
    }
    return end > index ? end : nil
  }

  /// A scheme in running text, where no field says that a credential follows.
  mutating func scheme(at index: Int) -> Int {
    let isBearer = text.match("bearer", at: index, anyCase: true) != nil
    guard isBearer || text.match("basic", at: index, anyCase: true) != nil,
      isBearer && text[index] == UInt8(ascii: "B") || text.isWordStart(index),
      let start = afterBlanks(at: index + (isBearer ? 6 : 5))
    else { return index + 1 }
    if let mark = text.markEnd(at: start) { return mark }
    guard text[start].isBase64URL || text[start] == Ascii.dot || text[start] == Ascii.slash
    else { return start }
    // `Bearer realm="x"`, `Bearer error="invalid_token"`: what a server asks for.
    let parameter = text.nameEnd(from: start)
    if text[parameter] == Ascii.equals, text.quote(at: parameter + 1) != nil { return start }
    let level = text.percent(at: index + (isBearer ? 6 : 5))?.level ?? 0
    let end = text.bareEnd(from: start, isParameter: true, level: level)
    let value = start..<end
    guard looksLikeCredential(value, isBearer: isBearer) else { return start }
    hide(value, as: .bearer)
    remember(value)
    return end
  }

  private func looksLikeCredential(_ value: Range<Int>, isBearer: Bool) -> Bool {
    if value.isEmpty || text.isMasked(value, names: names) { return false }
    var word = value.upperBound
    while word > value.lowerBound, !text[word - 1].isAlphanumeric { word -= 1 }
    guard word > value.lowerBound else { return false }
    if text.shortWord(value.lowerBound..<word).map(Self.companions.contains) ?? false {
      return false
    }
    let isCut = text.isEnd(value.upperBound)
    guard value.count >= 8 else {
      // A credential that the cut left little of, not a word of a sentence.
      return isCut && !text.bytes[value].allSatisfy { $0.isLower || !$0.isAlphanumeric }
    }
    let content = text.bytes[value.lowerBound..<word]
    if content.allSatisfy(\.isLetter) {
      let isWord = content.dropFirst().allSatisfy(\.isLower) || content.allSatisfy(\.isUpper)
      return !isWord || value.count >= (isBearer ? 16 : 24)
    }
    return content.contains(where: \.isDigit) || isBearer || value.count >= 16
  }

  /// A JSON web token: parts of base64url joined by dots, the first a JSON object (`ey…`).
  mutating func webToken(at index: Int) -> Int {
    guard text[index + 1] == UInt8(ascii: "y") else { return index + 1 }
    let isPlain = text[index + 2] == UInt8(ascii: "J")
    // Where a run of such letters begins, so that each run is read once.
    guard isPlain || text.isWordStart(index) && text[index - 1] != Ascii.dash else {
      return index + 1
    }
    let first = partEnd(from: index)
    if text[first] != Ascii.dot {
      // Cut in its first part; a shorter one says nothing but `{"al`.
      guard isPlain, text.isEnd(first), first - index >= 8 else {
        return isPlain ? first : index + 1
      }
      // It may be any object in base64, whose secrets stand elsewhere by themselves.
      if text.isWordStart(index), let end = encoded(from: index) { return end }
      hide(index..<first, as: .jwt)
      return first
    }
    var parts = 1
    var end = first
    while text[end] == Ascii.dot, parts < 5 {
      let next = partEnd(from: end + 1)
      guard next > end + 1 || text.isEnd(next) else { break }
      end = next
      parts += 1
    }
    let isSecondObject = text.match("ey", at: first + 1) != nil
    let isCut = isPlain && text.isEnd(end)
    let isWhole = parts >= 3 && end - index >= 20
    let head = text.bytes[index..<first]
    let isEncoded = head.contains(where: \.isUpper) && head.count >= 10
    guard isCut || (isWhole && isEncoded) || (isPlain && parts >= 2 && isSecondObject)
    else { return isPlain ? first : index + 1 }
    hide(index..<end, as: .jwt)
    remember(index..<end)
    // A service may keep nothing but the signature, and log that alone.
    if parts == 3, let dot = text.bytes[index..<end].lastIndex(of: Ascii.dot) {
      remember(dot + 1..<end)
    }
    return end
  }

  private func partEnd(from start: Int) -> Int {
    var end = start
    while text[end].isBase64URL { end += 1 }
    return end
  }
}
