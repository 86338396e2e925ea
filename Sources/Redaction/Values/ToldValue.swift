/// What a value in a sentence looks like, where only the words before it name it.
extension ByteText {
  /// The quote at an index, or two of the same as CSV writes one.
  func anyQuote(at index: Int) -> Quote? {
    guard var quote = quote(at: index) else { return nil }
    if !quote.isPercent, quote.level > 0 {
      // `\""x`: such a quote in a field of CSV.
      let next = quote.range.upperBound
      if quote.mark == Ascii.quote, self[next] == quote.mark, self[next + 1].isAlphanumeric {
        quote.range = quote.range.lowerBound..<next + 1
      }
      return quote
    }
    if !quote.isPercent, self[quote.range.upperBound] == quote.mark {
      let after = self[quote.range.upperBound + 1]
      guard after != quote.mark, !after.isSpace, !isEnd(quote.range.upperBound + 1) else {
        return quote
      }
      quote.range = quote.range.lowerBound..<quote.range.upperBound + 1
    }
    return quote
  }

  /// The content of a quote that closes within `reach` bytes.
  func shortContent(after open: Quote, reach: Int) -> Range<Int>? {
    let start = open.range.upperBound
    if open.range.count == 2, self[open.range.lowerBound] == open.mark {
      var end = start
      while end - start < reach, !isEnd(end), !self[end].isQuote { end += 1 }
      return self[end] == open.mark ? start..<end : nil
    }
    let window = ByteText(bytes: Array(bytes[start..<min(count, start + reach)]))
    let moved = Quote(mark: open.mark, level: open.level, isPercent: open.isPercent, range: 0..<0)
    let end = window.quotedEnd(after: moved)
    return end < window.count || start + end == count ? start..<start + end : nil
  }

  /// Whether a value has a digit among letters, or signs, as passwords and tokens have, and is
  /// no date, number, version, path, call or name that people give.
  func looksTold(_ value: Range<Int>, least: Int) -> Bool {
    guard value.count >= least, value.count <= 4096, !isUUID(value), !isPath(value) else {
      return false
    }
    var (letters, digits, signs, dots, capitals, smalls) = (0, 0, 0, 0, 0, 0)
    for byte in bytes[value].prefix(256) {
      switch byte {
      case _ where byte.isDigit: digits += 1
      case _ where byte.isLetter:
        letters += 1
        if byte.isUpper { capitals += 1 } else { smalls += 1 }
      case Ascii.dot: dots += 1
      case UInt8(ascii: "!"), Ascii.hash, Ascii.dollar, Ascii.percent, UInt8(ascii: "^"),
        Ascii.star, Ascii.at, Ascii.ampersand, Ascii.plus, UInt8(ascii: "~"), Ascii.question:
        signs += 1
      case Ascii.dash, Ascii.underscore, Ascii.slash, Ascii.equals: break
      default: return false
      }
    }
    guard letters > 0 else { return false }
    if isOrdinaryText(value) || isWordAndNumber(value) || isAmount(value) || isAssignment(value) {
      return false
    }
    if dots > 0, signs == 0, !looksRandom(value) { return false }
    // `OAuth2Token` is a name.
    if digits == 1, signs == 0, letters >= 8, caseChanges(value) * 4 < value.count,
      bytes[value].allSatisfy(\.isAlphanumeric), least >= 8 || self[value.lowerBound].isUpper
    {
      return false
    }
    if digits > 0 { return letters + digits >= 4 && !isJoinedWords(value) }
    if signs > 0 { return smalls + capitals >= 3 && !isLastOnly(value) }
    // Letters alone: capitals strewn over it, as no name has them.
    return value.count >= 16 && caseChanges(value) * 5 >= value.count
      || value.count >= 10 && value.count <= 64 && isStrewn(value)
  }

  /// `/etc/x`, `./x`, `a/b/c` of words, `https://…`.
  func isPath(_ value: Range<Int>) -> Bool {
    let first = self[value.lowerBound]
    if first == Ascii.slash || first == Ascii.dot { return true }
    return bytes[value].prefix(64).split(separator: Ascii.slash, omittingEmptySubsequences: false)
      .count > 1 && !looksRandom(value)
  }

  /// A word, or words, of a sentence.
  func isOrdinaryText(_ value: Range<Int>) -> Bool {
    var (start, end) = (value.lowerBound, value.upperBound)
    if let blank = bytes[value].prefix(32).firstIndex(of: Ascii.blank) { end = blank }
    while start < end, !self[start].isAlphanumeric { start += 1 }
    while end > start, !self[end - 1].isAlphanumeric { end -= 1 }
    guard let word = longWord(start..<end) else { return false }
    return ProseWords.isOrdinary(word)
  }

  private func longWord(_ range: Range<Int>) -> String? {
    guard range.count <= 24 else { return nil }
    return String(decoding: bytes[range].lazy.map(\.lowercased), as: UTF8.self)
  }

  /// `user1`, `node-12`, `attempt_3`: letters and up to three digits.
  func isWordAndNumber(_ value: Range<Int>) -> Bool {
    var at = value.lowerBound
    while at < value.upperBound, self[at].isLetter { at += 1 }
    guard at - value.lowerBound >= 2, caseChanges(value.lowerBound..<at) <= 1 else { return false }
    if self[at] == Ascii.dash || self[at] == Ascii.underscore || self[at] == Ascii.hash { at += 1 }
    let digits = value.upperBound - at
    return (1...3).contains(digits) && bytes[at..<value.upperBound].allSatisfy(\.isDigit)
  }

  /// `30s`, `512MB`, `12:30:01`, `2025-04-08T10:00:00Z`.
  private func isAmount(_ value: Range<Int>) -> Bool {
    var at = value.lowerBound
    while at < value.upperBound, !self[at].isLetter { at += 1 }
    let head = at - value.lowerBound
    guard head > 0, self[value.lowerBound].isDigit else { return false }
    if value.upperBound - at <= 3, value.count <= 8 { return true }
    // A date and a time.
    return head >= 8 && (self[at] == UInt8(ascii: "T") || self[at] == UInt8(ascii: "Z"))
      && bytes[value].allSatisfy {
        $0.isDigit || $0 == Ascii.dash || $0 == Ascii.colon || $0 == Ascii.dot || $0 == Ascii.plus
          || $0 == UInt8(ascii: "T") || $0 == UInt8(ascii: "Z")
      }
  }

  /// `user_id=5`.
  private func isAssignment(_ value: Range<Int>) -> Bool {
    guard let sign = bytes[value].firstIndex(of: Ascii.equals), sign > value.lowerBound else {
      return false
    }
    return !bytes[sign..<value.upperBound].allSatisfy { $0 == Ascii.equals }
      && bytes[value.lowerBound..<sign].allSatisfy(\.isName)
  }

  /// `order-12345`, `two-factor-2`: words and numbers between joints.
  private func isJoinedWords(_ value: Range<Int>) -> Bool {
    var hasJoint = false
    for part in bytes[value].split(whereSeparator: \.isNameJoint) {
      let isNumber = part.allSatisfy(\.isDigit)
      let isWord =
        part.allSatisfy(\.isLower) || part.allSatisfy(\.isUpper)
        || (part.first?.isUpper ?? false) && part.dropFirst().allSatisfy(\.isLower)
      guard isNumber || isWord else { return false }
      hasJoint = hasJoint || part.count < value.count
    }
    return hasJoint
  }

  /// Whether the only sign is the last one: "again!".
  private func isLastOnly(_ value: Range<Int>) -> Bool {
    bytes[value].dropLast().allSatisfy { $0.isLetter || $0.isJoint || $0 == Ascii.underscore }
  }

  /// One small letter between capitals that are more than one word's: `LYEAWeGMKR`.
  private func isStrewn(_ value: Range<Int>) -> Bool {
    value.dropFirst(2).dropLast(2).contains { index in
      self[index].isLower && self[index - 1].isUpper && self[index + 1].isUpper
        && (self[index - 2].isUpper || self[index + 2].isUpper)
    }
  }

  private func caseChanges(_ value: Range<Int>) -> Int {
    var changes = 0
    for index in value.dropFirst() where self[index].isUpper != self[index - 1].isUpper {
      changes += 1
    }
    return changes
  }

  /// Digits, capitals and small letters.
  func looksMixed(_ value: Range<Int>) -> Bool {
    let content = bytes[value]
    return content.contains(where: \.isDigit) && content.contains(where: \.isUpper)
      && content.contains(where: \.isLower)
  }

  /// Whether an escaped line end, `\n`, ends just before `index`.
  func escapedEnd(before index: Int) -> Bool {
    index >= 2 && self[index - 2] == Ascii.backslash && Self.isControlLetter(self[index - 1])
  }

  /// Where the slash that ends at `end` begins, if it is spelled by a number or a backslash.
  func slashStart(endingAt end: Int) -> Int? {
    if self[end - 1] == Ascii.slash { return self[end - 2] == Ascii.backslash ? end - 2 : nil }
    for length in [3, 5, 7] {
      if let sign = percent(at: end - length), sign.end == end { return end - length }
    }
    return nil
  }
}
