/// Secrets in addresses: `user:pass@host`, and those that are a part of the path.
extension RedactionScan {
  /// What follows `://`: hides the user part.
  mutating func authority(from start: Int, level: Int) -> Int {
    var end = start
    var at: Int?
    var first: Int?
    var afterAt = start
    var colon: Int?
    let isKnown = hostOnly.level == level && hostOnly.range.contains(start)
    while end < text.count {
      if isKnown, colon != nil {
        end = hostOnly.range.upperBound
        break
      }
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
    if at == nil, !isKnown { hostOnly = (start..<end, level) }
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
    else { return bareAuthority(at: sign) }
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

  /// `admin:x@db:5432`: an address without a scheme, with a port or a path behind its host.
  private mutating func bareAuthority(at sign: Int) -> Bool {
    var start = sign
    while start > done, sign - start < 64, !endsAuthority(text[start - 1]),
      text[start - 1] != Ascii.colon, text[start - 1] != Ascii.slash
    {
      start -= 1
    }
    let user = text.nameRun(endingAt: start - 1).range
    guard start > done, text[start - 1] == Ascii.colon, start < sign, !user.isEmpty,
      user.lowerBound >= done, !text[user.lowerBound].isDigit
    else { return false }
    var host = sign + 1
    while host - sign < 64, text[host].isName { host += 1 }
    let secret = start..<sign
    guard host > sign + 1,
      text[host] == Ascii.colon && text[host + 1].isDigit
        || text[host] == Ascii.slash,
      text.looksTold(secret, least: 4)
        || text.isWordAndNumber(secret), !text.isMasked(secret, names: names)
    else { return false }
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

  /// `<password>x</password>`.
  mutating func element(at index: Int) -> Int {
    let name = text.nameRun(endingAt: index).range
    let before = text[name.lowerBound - 1]
    guard !name.isEmpty, before == Ascii.less || before == Ascii.colon,
      case .secret(let kind) = names.role(of: name, in: text)
    else { return index + 1 }
    if index >= elementEnd.end { readElement(from: index + 1) }
    let end = elementEnd.end
    let value = index + 1..<end
    let isClosed = text[end] == Ascii.less && text[end + 1] == Ascii.slash
    // Cut, it is a value rather than the sentence that goes on after `<token>`.
    let isCut = text.isEnd(end) && elementEnd.lastBlank < value.lowerBound
    guard isClosed || isCut, !value.isEmpty,
      text.bytes[value].contains(where: \.isAlphanumeric), !text.isMasked(value, names: names)
    else { return index + 1 }
    hide(value, as: kind)
    remember(value)
    return end
  }

  /// To the next tag, or what ends a text.
  private mutating func readElement(from start: Int) {
    var end = start
    var lastBlank = -1
    while end < text.count, text[end] != Ascii.less, text[end] != Ascii.newline,
      text[end] != Ascii.quote, text[end] != Ascii.backslash
    {
      if text[end].isSpace || text[end] == Ascii.openBracket { lastBlank = end }
      end += 1
    }
    elementEnd = (end, lastBlank)
  }
}
