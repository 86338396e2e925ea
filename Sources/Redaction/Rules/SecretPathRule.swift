/// Parts of paths that are secrets.
extension RedactionScan {
  /// Paths known to hold secrets: the report link of the pizza factory, hooks of chat systems.
  mutating func secretPath(at index: Int) -> Int {
    if text.hasSlash(before: index), let key = text.match("support/", at: index) {
      return supportPath(from: key, level: slashLevel(endingAt: key))
    }
    guard
      let start = text.match("hooks.slack.com/services/", at: index)
        ?? text.match("hooks.slack.com/workflows/", at: index)
        ?? text.match("hooks.slack.com/triggers/", at: index)
        ?? text.match("hooks.zapier.com/hooks/catch/", at: index)
        ?? text.match("webhook.office.com/", at: index)
        ?? text.match("outlook.office.com/webhook/", at: index)
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

  /// Parts of paths before one that lets whoever has it in, beside those named as secrets.
  private static let gates: Set<String> = [
    "reset", "resets", "verify", "verification", "invite", "invites", "invitation", "invitations",
    "magic", "magic-link", "magiclink", "confirm", "confirmation", "activate", "activation",
    "unsubscribe", "login-link", "signin", "share", "shared", "recover", "recovery", "unlock",
    "one-time", "onetime", "tokens", "join", "accept", "download-link", "passwordless",
    "email-verify",
    "auth", "sso", "otp", "apikey", "hook", "webhook", "password-reset", "reset-password",
    "verify-email", "confirm-email", "set-password", "passwordreset", "resetpassword",
  ]
  /// Of these a value must look drawn at random from all letters; ids stand there too.
  private static let doors: Set<String> = ["share", "shared", "join", "accept", "auth", "tokens"]

  /// `/token/<random>`: a part of a path after one that is named as a secret, or lets one in.
  mutating func pathSegment(after slash: Int) -> Int {
    let name = text.nameRun(endingAt: text.slashStart(endingAt: slash + 1) ?? slash).range
    guard !name.isEmpty, name.count <= 40, text.hasSlash(before: name.lowerBound) else {
      return slash + 1
    }
    var kind = RedactionKind.token
    var isNamed = false
    let word = String(decoding: text.bytes[name].lazy.map(\.lowercased), as: UTF8.self)
    if case .secret(let named) = names.role(of: name, in: text) {
      (kind, isNamed) = (named, true)
    } else if !Self.gates.contains(word) {
      return slash + 1
    }
    var end = slash + 1
    while end - slash < 512, text[end].isName || text[end] == UInt8(ascii: "~") { end += 1 }
    while end > slash + 1, text[end - 1] == Ascii.dot { end -= 1 }
    let value = slash + 1..<end
    guard value.count >= 8, !text.isMasked(value, names: names) else { return slash + 1 }
    let isRandom = text.looksRandom(value) || text.looksTold(value, least: 8)
    guard
      Self.doors.contains(word)
        ? value.count >= 16 && text.looksRandom(value)
        : isRandom || text.isUUID(value) || !isNamed && isLongMixture(value)
    else { return slash + 1 }
    hide(value, as: kind.inAddress)
    remember(value)
    return end
  }

  /// Letters alone, capitals among them as in no word.
  private func isLongMixture(_ value: Range<Int>) -> Bool {
    value.count >= 16 && text.looksTold(value, least: 16)
  }
}
