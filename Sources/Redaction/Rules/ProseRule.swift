/// Secrets by their position in a sentence: "password is x", "invalid password 'x'",
/// `IDENTIFIED BY 'x'`, "using token x".
extension RedactionScan {
  /// What a sentence says of the value that it names.
  private struct Telling {
    var kind: RedactionKind
    /// "is", "was", "set to": what follows is the value.
    var isStated = false
    /// "with password", "invalid password": what follows is most likely it.
    var hasLead = false
    /// How often the blank before the value is percent-encoded.
    var level = 0
    /// "changed from x to y": a second value follows.
    var isFrom = false
    /// It is a PIN or a code: digits alone will do.
    var isNumber = false
  }

  /// Content of quotes, and a clause before a value, are looked at for so many bytes.
  private static let reach = 160
  /// What is longer is not taken for a value that a sentence tells.
  private static let longest = 4096 + 64

  /// A word: hides the value behind it, if it names one.
  mutating func sentence(_ word: Range<Int>) -> Int? {
    if let end = database(word) ?? command(word) { return end }
    guard let kind = toldKind(of: word) else { return nil }
    var telling = Telling(kind: kind)
    telling.hasLead = previousWord(before: word.lowerBound).map(ProseWords.leads.contains) ?? false
    telling.isNumber = kind == .password && isNumberName(word)
    guard let start = valueStart(after: word, &telling) else { return nil }
    let sign = pastSigns(start)
    guard let end = value(at: sign, telling) else { return nil }
    if telling.isFrom, let next = text.match(" to ", at: end), let last = value(at: next, telling) {
      return last
    }
    return end
  }

  /// Whether a name of a secret may end with these letters: most words do not.
  private static func mayName(_ before: UInt8, _ last: UInt8) -> Bool {
    switch (before | 0x20, last | 0x20) {
    case (UInt8(ascii: "r"), UInt8(ascii: "d")), (UInt8(ascii: "w"), UInt8(ascii: "d")),
      (UInt8(ascii: "s"), UInt8(ascii: "e")), (UInt8(ascii: "d"), UInt8(ascii: "e")),
      (UInt8(ascii: "e"), UInt8(ascii: "n")), (UInt8(ascii: "i"), UInt8(ascii: "n")),
      (UInt8(ascii: "e"), UInt8(ascii: "t")), (UInt8(ascii: "w"), UInt8(ascii: "t")),
      (UInt8(ascii: "e"), UInt8(ascii: "y")), (UInt8(ascii: "l"), UInt8(ascii: "s")),
      (UInt8(ascii: "d"), UInt8(ascii: "s")), (UInt8(ascii: "s"), UInt8(ascii: "s")),
      (UInt8(ascii: "a"), UInt8(ascii: "l")), (UInt8(ascii: "t"), UInt8(ascii: "p")),
      (UInt8(ascii: "o"), UInt8(ascii: "n")), (UInt8(ascii: "i"), UInt8(ascii: "e")),
      (UInt8(ascii: "i"), UInt8(ascii: "d")), (UInt8(ascii: "r"), UInt8(ascii: "t")),
      (UInt8(ascii: "p"), UInt8(ascii: "w")), (UInt8(ascii: "y"), UInt8(ascii: "s")),
      (UInt8(ascii: "n"), UInt8(ascii: "k")):
      return true
    default: return false
    }
  }

  /// The kind of secret that a word names, alone or with the one before it: "API key".
  private func toldKind(of word: Range<Int>) -> RedactionKind? {
    guard word.count >= 3, Self.mayName(text[word.upperBound - 2], text[word.upperBound - 1]) else {
      return nil
    }
    if case .secret(let kind) = names.role(of: word, in: text) { return told(kind) }
    guard word.count <= 6, text[word.lowerBound - 1].isBlank else { return nil }
    var start = word.lowerBound - 1
    while word.lowerBound - start < 24, text[start - 1].isLetter || text[start - 1] == Ascii.dash {
      start -= 1
    }
    guard start < word.lowerBound - 1,
      case .secret(let kind) = names.role(of: start..<word.upperBound, in: text)
    else { return nil }
    return told(kind)
  }

  private func told(_ kind: RedactionKind) -> RedactionKind? {
    switch kind {
    case .authorization, .signature, .card: nil
    default: kind
    }
  }

  private func isNumberName(_ word: Range<Int>) -> Bool {
    switch text.shortWord(word) {
    case "pin", "otp", "code", "passcode", "totp", "pincode": true
    default: false
    }
  }

  /// `AUTH x`, `PASS x`, `AUTH PLAIN x`: what mail and cache protocols send.
  private mutating func command(_ word: Range<Int>) -> Int? {
    guard word.count == 4,
      text.match("AUTH", at: word.lowerBound) ?? text.match("PASS", at: word.lowerBound) != nil
    else { return nil }
    var telling = Telling(kind: .password)
    var at = word.upperBound
    if text[at] == Ascii.quote { at += 1 }
    guard var start = blanks(from: at, &telling.level) else { return nil }
    for method in ["PLAIN ", "LOGIN ", "XOAUTH2 "] as [StaticString] {
      if let end = text.match(method, at: start) { start = end }
    }
    return value(at: start, telling)
  }

  /// `->`, `~`, `|`, `[`, `(`, `<`: signs that people put between a name and its value.
  private func pastSigns(_ start: Int) -> Int {
    var at = start
    guard text.markEnd(at: at) == nil else { return at }
    while at - start < 6 {
      switch text[at] {
      case Ascii.dash, Ascii.greater, UInt8(ascii: "~"), UInt8(ascii: "|"), Ascii.openBracket,
        UInt8(ascii: "("), Ascii.less, Ascii.blank:
        at += 1
      default: return text.anyQuote(at: at) == nil ? at : start
      }
      if text.markEnd(at: at) != nil { return at }
    }
    return start
  }

  private func previousWord(before index: Int) -> String? {
    var end = index
    while index - end < 3, text[end - 1].isBlank { end -= 1 }
    var start = end
    while end - start < 12, text[start - 1].isLetter { start -= 1 }
    return start < end ? text.shortWord(start..<end) : nil
  }

  /// Where the value behind the name begins, past "is", "was set to" and "for bob is".
  private func valueStart(after word: Range<Int>, _ telling: inout Telling) -> Int? {
    var at = word.upperBound
    if text[at] == UInt8(ascii: "(") { return at + 1 }
    guard let blank = blanks(from: at, &telling.level) else {
      return text.anyQuote(at: at).flatMap { $0.mark == Ascii.apostrophe ? at : nil }
    }
    at = blank
    var isChanging = false
    for _ in 0..<5 {
      var end = at
      while end - at < 10, text[end].isLetter { end += 1 }
      guard let name = text.shortWord(at..<end) else { return at }
      if !telling.isStated, name == "for" || name == "of" || name == "on",
        let stated = clauseEnd(from: end)
      {
        telling.isStated = true
        return stated
      }
      guard ProseWords.connectors.contains(name) else { return at }
      var next = end
      let isColon = text[next] == Ascii.colon || text[next] == Ascii.equals
      if isColon { next += 1 }
      guard let after = blanks(from: next, &telling.level) ?? (isColon ? next : nil) else {
        return at
      }
      telling.isStated =
        telling.isStated || isColon || ProseWords.stating.contains(name)
        || (isChanging && name == "to")
      telling.isFrom = telling.isFrom || name == "from"
      isChanging = isChanging || ProseWords.changing.contains(name)
      at = after
    }
    return at
  }

  /// "for user bob is x", `FOR 'bob'@'host' = 'x'`: where the value begins.
  private func clauseEnd(from start: Int) -> Int? {
    var at = start
    while at - start < 80, !text.isEnd(at), text[at] != Ascii.newline {
      if text[at].isBlank {
        for sign in [" is ", " was ", " = ", " to "] as [StaticString] {
          if let end = text.match(sign, at: at, anyCase: true) { return end }
        }
      } else if text[at] == Ascii.colon, text[at + 1].isBlank {
        return at + 2
      } else if let quote = text.quote(at: at), quote.mark == Ascii.quote,
        text.closesString(quote)
      {
        return nil
      }
      at += 1
    }
    return nil
  }

  /// The end of the blanks at `index`, in any spelling.
  func blanks(from index: Int, _ level: inout Int) -> Int? {
    var end = index
    while end - index < 12 {
      if text[end].isBlank {
        end += 1
      } else if text[end] == Ascii.backslash, text[end + 1] == UInt8(ascii: "t") {
        end += 2
      } else if text[end] == Ascii.plus, end == index, text[end + 1].isAlphanumeric {
        end += 1
        level = max(level, 1)
      } else if let sign = text.percent(at: end), sign.byte == Ascii.blank {
        level = max(level, sign.level)
        end = sign.end
      } else {
        break
      }
    }
    return end > index ? end : nil
  }

  private mutating func value(at start: Int, _ telling: Telling) -> Int? {
    if let mark = text.markEnd(at: start) { return mark }
    if let open = text.anyQuote(at: start) {
      guard !text.closesString(open),
        let content = text.shortContent(after: open, reach: Self.reach),
        isTold(content, telling, isQuoted: true)
      else { return nil }
      return take(content, telling.kind)
    }
    guard !text.isEnd(start), text[start] != Ascii.openBracket else { return nil }
    var end = bareValueEnd(from: start, level: telling.level)
    while end > start,
      text[end - 1] == Ascii.dot || text[end - 1] == Ascii.colon
        || text[end - 1] == Ascii.greater
    {
      end -= 1
    }
    guard isTold(start..<end, telling, isQuoted: false) else { return nil }
    return take(start..<end, telling.kind)
  }

  /// Judged by its beginning, so that a chain of names is not read to its end each time.
  private func bareValueEnd(from start: Int, level: Int) -> Int {
    let isParameter = level > 0
    for reach in [256, Self.longest] {
      let window = ByteText(bytes: Array(text.bytes[start..<min(text.count, start + reach)]))
      var end = window.bareEnd(from: 0, isParameter: isParameter, level: level)
      if isParameter, let plus = window.bytes[..<end].firstIndex(of: Ascii.plus) { end = plus }
      // What stands behind the window might show that the value does not end there.
      if end + 64 < window.count || start + window.count == text.count { return start + end }
    }
    return start
  }

  private mutating func take(_ value: Range<Int>, _ kind: RedactionKind) -> Int {
    hide(value, as: shape(of: value) ?? kind)
    if text.bytes[value].contains(where: { !$0.isLetter }) { remember(value) }
    return value.upperBound
  }

  private func isTold(_ value: Range<Int>, _ telling: Telling, isQuoted: Bool) -> Bool {
    guard !value.isEmpty, !text.isLiteral(value), !text.isMasked(value, names: names),
      !names.isName(Array(text.bytes[value].prefix(48)))
    else { return false }
    guard telling.kind == .password else {
      return text.looksTold(value, least: telling.isStated || isQuoted ? 6 : 8)
        || (telling.isStated && text.isUUID(value))
    }
    if telling.isNumber, (4...8).contains(value.count), text.bytes[value].allSatisfy(\.isDigit) {
      return true
    }
    if text.looksTold(value, least: telling.isStated || telling.hasLead || isQuoted ? 4 : 6) {
      return true
    }
    if text.isOrdinaryText(value) { return false }
    if isQuoted { return !text.isPath(value) }
    if telling.hasLead, text.isWordAndNumber(value) { return true }
    guard telling.isStated, value.count >= 4 else { return false }
    // "123456" is a password, and so is a word at the end of its sentence.
    if text.bytes[value].allSatisfy(\.isDigit) { return true }
    if text.isWordAndNumber(value) { return true }
    return value.count >= 6 && text.bytes[value].allSatisfy { $0.isLetter || $0.isNameJoint }
      && endsClause(value.upperBound)
  }

  private func endsClause(_ index: Int) -> Bool {
    let next = text[index]
    return text.isEnd(index) || next == Ascii.newline || next == Ascii.dot || next == Ascii.comma
      || next == Ascii.semicolon || next == Ascii.closeParenthesis || next.isQuote
      || next == Ascii.backslash
  }

  /// `IDENTIFIED BY 'x'`, `IDENTIFIED WITH plugin BY 'x'`.
  private mutating func database(_ word: Range<Int>) -> Int? {
    guard word.count == 2 || word.count == 10 else { return nil }
    if word.count == 10 {
      if text.shortWord(word) == "identified" { statementLimit = word.upperBound + 96 }
      return nil
    }
    var level = 0
    guard word.lowerBound < statementLimit, let name = text.shortWord(word),
      name == "by" || name == "as", let start = blanks(from: word.upperBound, &level)
    else { return nil }
    if let mark = text.markEnd(at: start) { return mark }
    if let open = text.anyQuote(at: start) {
      guard !text.closesString(open),
        let content = text.shortContent(after: open, reach: Self.reach), !content.isEmpty,
        !text.isMasked(content, names: names)
      else { return nil }
      return take(content, .password)
    }
    let value = start..<text.bareEnd(from: start, isParameter: false)
    guard text[word.lowerBound].isUpper || text.looksTold(value, least: 6), !value.isEmpty,
      !text.isMasked(value, names: names), !text.isOrdinaryText(value)
    else { return nil }
    return take(value, .password)
  }
}
