/// Values by the name of their field: `k=v`, `k: v`, `"k":"v"`, `?k=v`, `<k>v</k>`, `--k v`.
extension RedactionScan {
  /// A separator after a name: hides the value if the name says so.
  mutating func field(_ separator: UInt8, at index: Int, end: Int, level: Int) -> Int {
    guard let name = text.fieldName(before: index) else { return end }
    let known = pending.flatMap { index <= $0.limit ? $0 : nil }
    var role = names.role(of: name.range, in: text)
    if role == nil, text.match("--from-literal=", at: name.range.lowerBound - 15) != nil {
      role = .secret(.secret)
    }
    if case .doubtful = role, name.quote == nil, let wide = wideRole(of: name) { role = wide }
    guard let start = valueStart(after: separator, at: end, level: level) else { return end }
    if let quote = text.quote(at: start), endsText(quote, around: name) { return end }
    if name.isDoubled, case .secret(let kind) = role {
      pending = nil
      return doubled(from: start, name: name, kind: kind)
    }
    switch role {
    case nil:
      if known != nil { pending = nil }
      return end
    case .labelled:
      guard let known else { return end }
      if text[start] == Ascii.openBrace { return start }
      pending = nil
      return secret(from: start, name: name, kind: known.kind, level: level, isProse: false)
    case .secret(let kind):
      pending = nil
      let isProse =
        name.quote == nil && (separator == Ascii.colon && start > end || isWordAlone(start))
      return secret(from: start, name: name, kind: kind, level: level, isProse: isProse)
    case .doubtful(let kind):
      pending = nil
      if kind == .key, noteLabel(from: start) { return start }
      if kind == .password, let stop = passOption(from: start, name: name) { return stop }
      return doubtful(from: start, name: name, kind: kind, level: level)
    case .label:
      pending = nil
      _ = noteLabel(from: start)
      return end
    }
  }

  /// `"say token:","n":1`: the quote after the separator ends the string that the name is
  /// in, and there is no value.
  private func endsText(_ quote: Quote, around name: FieldName) -> Bool {
    guard let own = name.quote, own.mark == quote.mark else { return text.closesString(quote) }
    return own.isPercent == quote.isPercent && quote.level < own.level
  }

  /// "API key:", "verification code:": a name of two words.
  private func wideRole(of name: FieldName) -> SecretNames.Role? {
    let blank = name.range.lowerBound - 1
    guard text[blank].isBlank else { return nil }
    var start = blank
    while blank - start < 24, text[start - 1].isLetter || text[start - 1] == Ascii.dash {
      start -= 1
    }
    guard start < blank,
      case .secret(let kind) = names.role(of: start..<name.range.upperBound, in: text)
    else { return nil }
    return .secret(kind)
  }

  /// `""password"":""x""`: a JSON object inside a quoted field of CSV.
  private mutating func doubled(from start: Int, name: FieldName, kind: RedactionKind) -> Int {
    guard let own = name.quote else { return start }
    let marks = own.range.count
    var content = start
    while content - start < marks, text.isMark(of: own, at: content) { content += own.size }
    if content == start {
      return bare(from: start, name: name, kind: kind, level: 0, isProse: false, isElement: true)
    }
    var end = content
    while !text.isEnd(end), !text.isMark(of: own, at: end), text[end] != Ascii.newline {
      end += 1
    }
    guard content - start == marks, hides(content..<end, kind: kind, isParameter: false) else {
      return end
    }
    if kind == .authorization || kind == .bearer, let after = credential(in: content..<end) {
      content = after
    }
    guard !text.isMasked(content..<end, names: names) else { return end }
    hide(content..<end, as: shape(of: content..<end) ?? kind)
    remember(content..<end)
    return end
  }

  /// `-passin pass:x`: where a tool takes a password from.
  private mutating func passOption(from start: Int, name: FieldName) -> Int? {
    let before = name.range.lowerBound
    guard text[before - 1].isBlank, text[before - 2].isLower || text[before - 2].isDigit else {
      return nil
    }
    var option = before - 1
    while before - option < 12, text[option - 1].isLower { option -= 1 }
    guard text.match("pass", at: option) != nil, text[option - 1] == Ascii.dash else { return nil }
    return bare(from: start, name: name, kind: .password, level: 0, isProse: false)
  }

  /// `otp=sent`, `session=started`: one ordinary word without a digit, under a name that is as
  /// common in what a program says of itself.
  private func isWordAlone(_ start: Int) -> Bool {
    var end = start
    while end - start < 24, text[end].isLower { end += 1 }
    return end > start && end - start < 24 && text.isProse(start..<end)
      && (text.isEnd(end) || text[end].isSpace || text[end].isQuote || text[end] == Ascii.comma
        || text[end] == Ascii.closeParenthesis || text[end] == Ascii.closeBracket)
  }

  /// Where the value begins; `nil` when there is none.
  private func valueStart(after separator: UInt8, at end: Int, level: Int) -> Int? {
    var start = end
    // `=>`, `:=`, `==`, `::`
    while start - end < 3,
      text[start] == Ascii.equals || text[start] == Ascii.greater
        || text[start] == Ascii.colon
    {
      start += 1
    }
    let sign = start
    while start - sign < 8 {
      if text[start].isBlank {
        start += 1
      } else if level > 0, text[start] == Ascii.plus {
        start += 1
      } else if level > 0, let blank = text.percent(at: start), blank.byte == Ascii.blank {
        start = blank.end
      } else {
        break
      }
    }
    // `password= user=bob`: the value is empty and the next field follows.
    if start > sign, separator == Ascii.equals, text.beginsField(at: start) { return nil }
    start = text.afterColour(at: start)
    return start < text.count ? start : nil
  }

  /// `{"key":"password","value":"x"}`: remembers that the next value is a secret.
  private mutating func noteLabel(from start: Int) -> Bool {
    guard let open = text.quote(at: start) else { return false }
    let content = open.range.upperBound
    var end = content
    while end - content < 64, text[end].isName { end += 1 }
    guard text.quote(at: end) != nil,
      case .secret(let kind) = names.role(of: content..<end, in: text)
    else { return false }
    pending = Pending(kind: kind, limit: end + 96)
    return true
  }

  /// The value of a field that holds a secret.
  private mutating func secret(
    from start: Int, name: FieldName, kind: RedactionKind, level: Int, isProse: Bool
  ) -> Int {
    if let mark = text.markEnd(at: start) { return mark }
    if let open = text.quote(at: start) {
      return quoted(open, kind: name.isParameter ? kind.inAddress : kind)
    }
    switch text[start] {
    case Ascii.openBrace where name.quote != nil:
      pending = Pending(kind: kind, limit: start + 96)
      return start + 1
    case Ascii.openBracket:
      var close = start + 1
      while close - start < 40, text[close].isName || text[close].isBlank { close += 1 }
      if text[close] == Ascii.closeBracket, !text[close + 1].isAlphanumeric,
        text.isMasked(start..<close + 1, names: names)
      {
        return close + 1
      }
      return elements(from: start + 1, name: name, kind: kind)
    default:
      return bare(from: start, name: name, kind: kind, level: level, isProse: isProse)
    }
  }

  mutating func quoted(_ open: Quote, kind: RedactionKind) -> Int {
    let content = open.range.upperBound..<text.quotedEnd(after: open)
    if kind == .authorization || kind == .bearer, let start = credential(in: content) {
      guard !text.isMasked(start..<content.upperBound, names: names) else {
        return content.upperBound
      }
      hide(start..<content.upperBound, as: .bearer)
      remember(start..<content.upperBound)
      return content.upperBound
    }
    guard hides(content, kind: kind, isParameter: false) else { return content.upperBound }
    hide(content, as: shape(of: content) ?? kind)
    remember(content)
    return content.upperBound
  }

  /// The elements of an array under a secret name.
  private mutating func elements(from start: Int, name: FieldName, kind: RedactionKind) -> Int {
    var index = start
    var depth = 0
    while index < text.count {
      while text[index].isBlank || text[index] == Ascii.openBracket {
        if text[index] == Ascii.openBracket {
          if let mark = text.markEnd(at: index) { return mark }
          depth += 1
        }
        index += 1
      }
      if let open = text.quote(at: index) {
        if endsText(open, around: name) { return index }
        index = quoted(open, kind: kind)
        if let close = text.quote(at: index) { index = close.range.upperBound }
      } else if text[index] != Ascii.openBrace {
        index = bare(
          from: index, name: name, kind: kind, level: 0, isProse: false, isElement: true)
      }
      while text[index].isBlank || (depth > 0 && text[index] == Ascii.closeBracket) {
        if text[index] == Ascii.closeBracket { depth -= 1 }
        index += 1
      }
      guard text[index] == Ascii.comma else { return index }
      index += 1
    }
    return index
  }

  private mutating func bare(
    from start: Int, name: FieldName, kind: RedactionKind, level: Int, isProse: Bool,
    isElement: Bool = false
  ) -> Int {
    var start = start
    var kind = name.isParameter || level > 0 ? kind.inAddress : kind
    let isStrict = name.quote != nil && level == 0 || isElement
    var isForced = false
    let rest = start..<min(text.count, start + 32)
    if kind == .authorization || kind == .bearer, let after = credential(in: rest) {
      (start, kind, isForced) = (after, .bearer, true)
    }
    if let mark = text.markEnd(at: start) { return mark }
    let end = text.bareEnd(
      from: start, isParameter: name.isParameter, level: level, isStrict: isStrict)
    let value = start..<end
    guard
      isForced && !text.isMasked(value, names: names)
        || hides(value, kind: kind, isParameter: name.isParameter),
      !(isProse && isSentence(value, kind: kind)),
      !(kind == .signature && text.match("SIG", at: start) != nil)
    else { return end }
    if kind == .password, text[start] == Ascii.slash, ends(name, with: "pwd", count: 3) {
      // Where a process runs (`PWD=/usr/src`), not a password.
      return end
    }
    if kind == .authorization, isScheme(value) { return end }
    let whole = ends(name, with: "cookie", count: 6) ? start..<cookieEnd(from: end) : value
    hide(whole, as: shape(of: value) ?? kind, quotes: quotes(for: value, of: name))
    // A word in a sentence may be no secret at all, and would be missed all over the output.
    if !isProse || text.bytes[value].contains(where: \.isDigit) { remember(value) }
    return whole.upperBound
  }

  /// "invalid token: signature mismatch": a word of the sentence that goes on.
  private func isSentence(_ value: Range<Int>, kind: RedactionKind) -> Bool {
    if text.isProse(value) || text.isOrdinaryText(value) { return true }
    guard kind != .password, kind != .authorization, value.count < 24 else { return false }
    var end = value.upperBound
    while end > value.lowerBound, !text[end - 1].isLetter { end -= 1 }
    let letters = text.bytes[value.lowerBound..<end]
    return !letters.isEmpty
      && (letters.allSatisfy(\.isLower) || letters.allSatisfy(\.isUpper)
        || letters.dropFirst().allSatisfy(\.isLower) && letters.allSatisfy(\.isLetter))
  }

  /// `Cookie: a=b; c=d`: the pairs that follow belong to the value.
  private func cookieEnd(from end: Int) -> Int {
    var end = end
    while text[end] == Ascii.semicolon, text[end + 1] == Ascii.blank,
      text.beginsField(at: end + 2, orEntity: true)
    {
      end = text.bareEnd(from: end + 2, isParameter: false)
    }
    return end
  }

  private func ends(_ name: FieldName, with letters: StaticString, count: Int) -> Bool {
    text.match(letters, at: name.range.upperBound - count, anyCase: true) != nil
  }

  /// A bare JSON value becomes a string, so that the line stays JSON.
  private func quotes(for value: Range<Int>, of name: FieldName) -> Range<Int>? {
    guard let quote = name.quote, !quote.isPercent else { return nil }
    return quote.range
  }

  func hides(_ value: Range<Int>, kind: RedactionKind, isParameter: Bool) -> Bool {
    if value.isEmpty || text.isLiteral(value) || text.isMasked(value, names: names) {
      return false
    }
    // Cut in the middle of a key a number may be its beginning.
    let isWhole = !isParameter && !text.isEnd(value.upperBound)
    return kind.includesNumbers || !isWhole || !text.isSmallNumber(value)
  }

  /// A token by its shape, whatever the field is called.
  func shape(of value: Range<Int>) -> RedactionKind? {
    let begin = value.lowerBound..<min(value.upperBound, value.lowerBound + 16)
    return begin.contains { text.match("eyJ", at: $0) != nil } ? .jwt : nil
  }

  /// `['x-api-key', 'x']`: a list of names and values in turn, as headers are kept.
  mutating func pair(at comma: Int) -> Int {
    guard let close = text.quote(endingAt: comma), !close.isPercent else { return comma + 1 }
    var start = close.range.lowerBound
    while close.range.lowerBound - start < 40, text[start - 1].isName { start -= 1 }
    let name = start..<close.range.lowerBound
    var value = comma + 1
    while value - comma < 4, text[value].isBlank { value += 1 }
    guard !name.isEmpty, let before = text.quote(endingAt: start), before.mark == close.mark,
      case .secret(let kind) = names.role(of: name, in: text),
      let open = text.quote(at: value), open.mark == close.mark, open.level == close.level,
      let content = text.shortContent(after: open, reach: 4096)
    else { return comma + 1 }
    let bare = credential(in: content).map { $0..<content.upperBound } ?? content
    guard bare.count >= 8, bare.lowerBound > content.lowerBound || text.looksTold(bare, least: 8),
      !text.isMasked(bare, names: names)
    else { return comma + 1 }
    return quoted(open, kind: kind)
  }
}
