/// Secrets in addresses: `user:pass@host`, and those that are a part of the path.
extension RedactionScan {
  /// What follows `://`: hides the user part.
  mutating func authority(from start: Int, level: Int) -> Int {
    var end = start
    var at: Int?
    var first: Int?
    var afterAt = start
    var colon: Int?
    while end < text.count {
      let byte = text[end]
      if endsAuthority(byte) || byte == Ascii.slash { break }
      if byte == Ascii.backslash || text.markEnd(at: end) != nil { break }
      if byte == Ascii.at {
        (at, afterAt) = (end, end + 1)
        first = first ?? end
      }
      if byte == Ascii.colon, colon == nil { colon = end }
      guard let sign = text.percent(at: end) else {
        end += 1
        continue
      }
      if sign.level <= level {
        if endsAuthority(sign.byte) || sign.byte == Ascii.slash { break }
        if sign.byte == Ascii.at { (at, afterAt) = (end, sign.end) }
        if sign.byte == Ascii.colon, colon == nil { colon = end }
      }
      end = sign.end
    }
    if at == nil, let colon { (at, afterAt) = userPart(from: start, colon: colon, end: end) }
    guard let at, at > start else { return start }
    // Without a password the name ends at the first `@`.
    let user = start..<(colon.map { $0 < at } ?? false ? at : first ?? at)
    guard !text.isMasked(user, names: names) else { return afterAt }
    let secret = colon.flatMap { $0 < at ? $0 + 1 : nil } ?? start
    // `ssh://git@host`: a name alone is a secret only when it looks like one.
    if secret == start, !text.looksRandom(user) { return start }
    hide(user, as: .password)
    remember(secret..<user.upperBound)
    return max(user.upperBound, user.upperBound == at ? afterAt : start)
  }

  /// `root:pass@tcp(db:3306)`: an address without a scheme; `sign` is its `@`.
  mutating func dataSource(at sign: Int) -> Bool {
    guard text.match("tcp(", at: sign + 1) != nil || text.match("unix(", at: sign + 1) != nil
    else { return false }
    var start = sign
    while start > done, sign - start < 64, !endsAuthority(text[start - 1]),
      text[start - 1] != Ascii.equals
    {
      start -= 1
    }
    guard let colon = text.bytes[start..<sign].firstIndex(of: Ascii.colon) else { return false }
    let secret = colon + 1..<sign
    guard !secret.isEmpty, !text.isMasked(secret, names: names) else { return false }
    hide(secret, as: .password)
    remember(secret)
    return true
  }

  private func endsAuthority(_ byte: UInt8) -> Bool {
    byte.isSpace || byte.isQuote || byte == Ascii.question || byte == Ascii.hash
      || byte == Ascii.less || byte == Ascii.greater || byte == Ascii.comma
      || byte == Ascii.openBrace
  }

  /// Where a password with a `/` of its own ends, or one cut before its `@`: what follows the
  /// colon is no port.
  private func userPart(from start: Int, colon: Int, end: Int) -> (Int?, Int) {
    guard text[start] != Ascii.openBracket, end > colon + 1, text[colon] == Ascii.colon,
      !text.bytes[colon + 1..<end].drop(while: \.isDigit).allSatisfy({ !$0.isAlphanumeric })
    else { return (nil, start) }
    if text.isEnd(end) { return (end, end) }
    var index = end
    while index - end < 256, index < text.count, !text[index].isSpace, !text[index].isQuote {
      if text[index] == Ascii.at { return (index, index + 1) }
      index += 1
    }
    return (nil, start)
  }

  /// Paths known to hold secrets: the report link of the pizza factory, hooks of chat systems.
  mutating func secretPath(at index: Int) -> Int {
    if text.hasSlash(before: index), let key = text.match("support/", at: index) {
      return supportPath(from: key, level: slashLevel(endingAt: key))
    }
    guard
      let start = text.match("hooks.slack.com/services/", at: index)
        ?? text.match("webhook.office.com/", at: index)
        ?? (text.hasSlash(before: index) ? text.match("webhooks/", at: index) : nil)
    else { return index + 1 }
    // `/webhooks/stripe` is a route; the secret ones are long and hold numbers.
    var judged = start
    while judged - start < 64, text[judged].isName || text[judged] == Ascii.slash { judged += 1 }
    guard text.bytes[start..<judged].contains(where: \.isDigit),
      judged - start >= 20 || text.isEnd(judged)
    else { return start }
    let end = text.bareEnd(from: start, isParameter: true)
    hide(start..<end, as: .urlKey)
    remember(start..<end)
    return end
  }

  /// `/api/support/<apiKey>/report/<fixCode>`: both parts are live.
  private mutating func supportPath(from start: Int, level: Int) -> Int {
    let key = segment(from: start, level: level)
    guard !key.isEmpty else { return start }
    var code: Range<Int>?
    let isCut: Bool
    if let slash = text.slash(at: key.upperBound) {
      var word = slash
      for letter in "report".utf8 where text[word] == letter { word += 1 }
      isCut = text.isEnd(word)
      if word - slash == 6, let after = text.slash(at: word) {
        code = segment(from: after, level: level)
      }
    } else {
      isCut = text.isEnd(key.upperBound) && !text.bytes[key].allSatisfy(\.isLower)
    }
    guard isCut || code != nil else { return start }
    let end = code?.upperBound ?? key.upperBound
    for part in [key, code ?? end..<end] where isPathSecret(part) {
      hide(part, as: .urlKey)
      remember(part)
    }
    return end
  }

  /// How often the slash before `index` is percent-encoded.
  private func slashLevel(endingAt index: Int) -> Int {
    for length in [3, 5, 7] {
      if let sign = text.percent(at: index - length), sign.end == index { return sign.level }
    }
    return 0
  }

  private func isPathSecret(_ part: Range<Int>) -> Bool {
    // `:vendorToken`, `{apiKey}`: a route, not a call.
    !part.isEmpty && text[part.lowerBound] != Ascii.colon
      && text[part.lowerBound] != Ascii.openBrace && !text.isMasked(part, names: names)
  }

  /// The part of a path from `start` to the next slash or the end of the address.
  private func segment(from start: Int, level: Int) -> Range<Int> {
    var end = start
    // A mask or the variable of a route.
    let bracket: UInt8? =
      switch text[start] {
      case Ascii.openBracket: Ascii.closeBracket
      case Ascii.openBrace: Ascii.closeBrace
      case Ascii.less: Ascii.greater
      default: nil
      }
    if bracket != nil { end += 1 }
    while end < text.count {
      if let sign = text.percent(at: end) {
        // A sign encoded more often than the slash before is content.
        guard sign.level > level || sign.byte.isName else { break }
        end = sign.end
      } else if text[end].isPathSign {
        end += 1
      } else {
        if text[end] == bracket { end += 1 }
        break
      }
    }
    return start..<end
  }

  /// `/token/<random>`: a part of a path after one that is named as a secret.
  mutating func pathSegment(after slash: Int) -> Int {
    let name = text.nameRun(endingAt: slash).range
    guard !name.isEmpty, text.hasSlash(before: name.lowerBound),
      case .secret(let kind) = names.role(of: name, in: text)
    else { return slash + 1 }
    var end = slash + 1
    while end - slash < 512, text[end].isName { end += 1 }
    let value = slash + 1..<end
    guard value.count >= 16, text.looksRandom(value) else { return slash + 1 }
    hide(value, as: kind.inAddress)
    remember(value)
    return end
  }

  /// `<password>x</password>`.
  mutating func element(at index: Int) -> Int {
    let name = text.nameRun(endingAt: index).range
    let before = text[name.lowerBound - 1]
    guard !name.isEmpty, before == Ascii.less || before == Ascii.colon,
      case .secret(let kind) = names.role(of: name, in: text)
    else { return index + 1 }
    var end = index + 1
    while end < text.count, text[end] != Ascii.less, text[end] != Ascii.newline,
      text[end] != Ascii.quote, text[end] != Ascii.backslash
    {
      end += 1
    }
    let value = index + 1..<end
    let isClosed = text[end] == Ascii.less && text[end + 1] == Ascii.slash
    // Cut, it is a value rather than the sentence that goes on after `<token>`.
    let isCut =
      text.isEnd(end)
      && !text.bytes[value].contains { $0.isSpace || $0 == Ascii.openBracket }
    guard isClosed || isCut, !value.isEmpty,
      text.bytes[value].contains(where: \.isAlphanumeric), !text.isMasked(value, names: names)
    else { return index + 1 }
    hide(value, as: kind)
    remember(value)
    return end
  }
}
