/// How far a value reaches, in whatever it stands: a string, an address, a sentence.
extension ByteText {
  /// Where the content of a value that `open` begins ends: at the quote of its own level, at
  /// one of a string around it, or where the line or the text is cut.
  func quotedEnd(after open: Quote) -> Int {
    var index = open.range.upperBound
    while index < count {
      let byte = self[index]
      if byte == Ascii.newline {
        return self[index - 1] == Ascii.carriageReturn ? index - 1 : index
      }
      if open.isPercent {
        if let end = percentQuotedEnd(at: index, level: open.level) { return end }
        index = percent(at: index)?.end ?? index + 1
        continue
      }
      guard byte.isQuote || byte == Ascii.backslash, let close = closing(at: index) else {
        index = escape(at: index)?.end ?? index + 1
        continue
      }
      if close.mark == open.mark, close.level < open.level { return close.range.lowerBound }
      // A quote in the middle of a word was not escaped by whoever wrote the line.
      if close.mark == open.mark, close.level == open.level,
        !self[close.range.upperBound].isAlphanumeric
      {
        return close.range.lowerBound
      }
      if close.mark == Ascii.quote, open.mark != Ascii.quote, closesString(close) {
        return close.range.lowerBound
      }
      index = close.range.upperBound
    }
    return count
  }

  private func percentQuotedEnd(at index: Int, level: Int) -> Int? {
    let byte = self[index]
    if byte.isSpace || byte == Ascii.quote || byte == Ascii.ampersand || byte == Ascii.less {
      return index
    }
    if byte == Ascii.backslash, let sign = escape(at: index), sign.byte != 0 { return sign.start }
    guard let sign = percent(at: index), sign.byte == Ascii.quote, sign.level <= level
    else { return nil }
    return index
  }

  /// The quote at `index`, or after the backslashes there, with only those that are its own.
  private func closing(at index: Int) -> Quote? {
    if self[index].isQuote { return quote(at: index) }
    guard let sign = escape(at: index), sign.byte.isQuote else { return nil }
    return Quote(
      mark: sign.byte, level: sign.level, isPercent: false, range: sign.start..<sign.end)
  }

  /// Whether what follows a quote is what follows a whole string in JSON.
  func closesString(_ quote: Quote) -> Bool {
    var next = quote.range.upperBound
    while next - quote.range.upperBound < 8, self[next].isBlank { next += 1 }
    switch self[next] {
    case Ascii.comma, Ascii.closeBrace, Ascii.closeBracket, Ascii.colon: return true
    default: return isEnd(next)
    }
  }

  /// Where a value without quotes ends.
  ///
  /// - Parameters:
  ///   - isParameter: it is a parameter of an address: `&`, `#`, `<` and `>` end it.
  ///   - level: how often its separator was percent-encoded; a sign encoded more often than
  ///     that is content.
  ///   - isStrict: it is a JSON scalar: any `,`, `}` or `]` ends it.
  func bareEnd(
    from start: Int, isParameter: Bool, level: Int = 0, isStrict: Bool = false
  ) -> Int {
    var index = placeholderEnd(at: start) ?? start
    while index < count {
      let byte = self[index]
      if byte.isWord || byte >= 0x80 {
        index += 1
        continue
      }
      switch byte {
      case Ascii.backslash:
        guard let sign = escape(at: index) else { return index }
        if sign.byte.isQuote
          ? isStrict || endsAfter(sign.end)
          : ends(escaped: sign, isParameter: isParameter || level > 0)
        {
          return sign.byte.isQuote ? sign.start : sign.runStart
        }
        index = sign.end
      case Ascii.percent:
        guard let sign = percent(at: index) else { break }
        if level > 0, sign.level <= level, Self.endsEncoded(sign.byte) { return index }
        index = sign.end
        continue
      case let quote where quote.isQuote:
        if isStrict || endsAfter(index + 1) { return index }
        index += 1
      default:
        if ends(byte, at: index, isParameter: isParameter || level > 0, isStrict: isStrict) {
          return index
        }
        index += 1
      }
      if byte == Ascii.percent { index += 1 }
    }
    return count
  }

  /// `\n`, `\u0020`, and `\u0026` for the `&` before the next parameter.
  private func ends(escaped sign: EscapedSign, isParameter: Bool) -> Bool {
    switch sign.byte {
    case 0: false
    case Ascii.ampersand: isParameter || beginsField(at: sign.end)
    case Ascii.less, Ascii.greater: isParameter
    default: sign.byte.isSpace
    }
  }

  private func ends(_ byte: UInt8, at index: Int, isParameter: Bool, isStrict: Bool) -> Bool {
    if byte.isSpace { return true }
    let next = index + 1
    switch byte {
    case Ascii.openBracket: return markEnd(at: index) != nil
    case Ascii.ampersand:
      return isParameter || isStrict || markEnd(at: next) != nil
        || beginsField(at: next, orEntity: true)
    case Ascii.hash: return isParameter
    case Ascii.less: return isParameter || self[next] == Ascii.slash
    case Ascii.greater: return isParameter
    case Ascii.comma, Ascii.semicolon:
      return isStrict || isEnd(next) || self[next].isSpace || self[next].isQuote
        || self[next] == Ascii.backslash || markEnd(at: next) != nil || beginsField(at: next)
    case Ascii.closeParenthesis, Ascii.closeBracket, Ascii.closeBrace:
      return isStrict || endsAfter(next)
    default: return false
    }
  }

  /// Whether a quote or bracket before `index` is the end of something rather than content.
  private func endsAfter(_ index: Int) -> Bool {
    let next = self[index]
    if isEnd(index) || next.isSpace || next.isQuote { return true }
    switch next {
    case Ascii.comma, Ascii.semicolon, Ascii.colon, Ascii.closeBrace, Ascii.closeBracket,
      Ascii.closeParenthesis, Ascii.greater, Ascii.less, Ascii.backslash, Ascii.dot:
      return true
    default: return false
    }
  }

  /// Whether a name and `=` or `:` begin at `index`: the next field.
  ///
  /// - Parameter orEntity: a name and `;` will do: `&quot;`, or a flag of a cookie.
  func beginsField(at index: Int, orEntity: Bool = false) -> Bool {
    guard self[index].isLetter || self[index] == Ascii.underscore else { return false }
    var end = index
    while end - index < 48, self[end].isName { end += 1 }
    return self[end] == Ascii.equals || self[end] == Ascii.colon
      || orEntity && self[end] == Ascii.semicolon
  }

  private static func endsEncoded(_ byte: UInt8) -> Bool {
    if byte.isSpace || byte.isQuote { return true }
    switch byte {
    case Ascii.ampersand, Ascii.hash, Ascii.semicolon, Ascii.comma, Ascii.closeBrace,
      Ascii.closeBracket, Ascii.less, Ascii.greater:
      return true
    default: return false
    }
  }
}
