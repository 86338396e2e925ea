/// Keys that their makers begin with letters of their own, and other shapes that need no name.
extension RedactionScan {
  private struct Shape: Sendable {
    var prefix: StaticString
    var kind: RedactionKind
    /// Signs after the prefix that make it a key; fewer at the end of a cut text.
    var least: Int
    /// Whether it must begin a word: a prefix of letters alone occurs inside others.
    var beginsWord: Bool
    /// Whether its tail must hold a digit or a capital, so that names in lower case stay.
    var isMixed: Bool
    var tail: @Sendable (UInt8) -> Bool
  }

  private static func shape(
    _ prefix: StaticString, _ kind: RedactionKind, _ least: Int, word: Bool = false,
    mixed: Bool = false, tail: @escaping @Sendable (UInt8) -> Bool = { $0.isBase64URL }
  ) -> Shape {
    Shape(
      prefix: prefix, kind: kind, least: least, beginsWord: word, isMixed: mixed, tail: tail)
  }

  private static let capital: @Sendable (UInt8) -> Bool = { $0.isUpper || $0.isDigit }
  private static let plain: @Sendable (UInt8) -> Bool = { $0.isAlphanumeric }
  private static let dotted: @Sendable (UInt8) -> Bool = { $0.isName }

  /// The shapes by their first letter.
  private static let shapes: [[Shape]] = {
    var byLetter: [[Shape]] = Array(repeating: [], count: 128)
    let all = [
      shape("AKIA", .key, 16, word: true, tail: capital),
      shape("ASIA", .key, 16, word: true, tail: capital),
      shape("AIza", .key, 30, word: true),
      shape("ghp_", .token, 16, tail: plain), shape("gho_", .token, 16, tail: plain),
      shape("ghu_", .token, 16, tail: plain), shape("ghs_", .token, 16, tail: plain),
      shape("ghr_", .token, 16, tail: plain), shape("github_pat_", .token, 16),
      shape("glpat-", .token, 16, tail: dotted),
      shape("glc_", .token, 20, word: true, mixed: true),
      shape("glsa_", .token, 20, word: true, mixed: true),
      shape("xoxb-", .token, 10), shape("xoxp-", .token, 10), shape("xoxa-", .token, 10),
      shape("xoxr-", .token, 10), shape("xoxs-", .token, 10), shape("xoxe-", .token, 10),
      shape("xoxe.", .token, 10), shape("xapp-", .token, 10),
      shape("sk_live_", .key, 10), shape("sk_test_", .key, 10), shape("rk_live_", .key, 10),
      shape("rk_test_", .key, 10), shape("whsec_", .key, 10),
      shape("sk-", .key, 20, word: true, mixed: true),
      shape("npm_", .token, 30, word: true, mixed: true, tail: plain),
      shape("pypi-", .token, 32, word: true, mixed: true),
      shape("SG.", .key, 32, word: true, mixed: true, tail: dotted),
    ]
    for shape in all {
      shape.prefix.withUTF8Buffer { letters in
        if let first = letters.first { byLetter[Int(first)].append(shape) }
      }
    }
    return byLetter
  }()

  /// A letter: the rules whose shapes begin with it.
  mutating func word(at index: Int) -> Int {
    let next: Int
    switch text[index] {
    case UInt8(ascii: "e"): next = webToken(at: index)
    case UInt8(ascii: "B"): next = scheme(at: index)
    case UInt8(ascii: "b"):
      let after = scheme(at: index)
      next = after > index + 1 ? after : bot(at: index)
    case UInt8(ascii: "s"), UInt8(ascii: "h"), UInt8(ascii: "w"): next = secretPath(at: index)
    default: next = index + 1
    }
    guard next == index + 1 else { return next }
    for shape in Self.shapes[Int(text[index] & 0x7F)] {
      if let end = key(of: shape, at: index) { return end }
    }
    return next
  }

  private mutating func key(of shape: Shape, at index: Int) -> Int? {
    guard let tail = text.match(shape.prefix, at: index),
      // Not after a joint either, so that a chain of prefixes is not read from each of them.
      !shape.beginsWord || text.isWordStart(index) && !text[index - 1].isJoint
    else { return nil }
    var end = tail
    while end < text.count, shape.tail(text[end]) { end += 1 }
    let isCut = text.isEnd(end) && end > tail
    guard end - tail >= shape.least || (isCut && !shape.isMixed) else { return nil }
    if shape.isMixed, !text.bytes[tail..<end].contains(where: { $0.isDigit || $0.isUpper }) {
      return nil
    }
    hide(index..<end, as: shape.kind)
    remember(index..<end)
    return end
  }

  /// `bot123456789:AAF…` in the address of a messenger's interface.
  private mutating func bot(at index: Int) -> Int {
    guard let digits = text.match("bot", at: index), text.isWordStart(index) else {
      return index + 1
    }
    var colon = digits
    while colon - digits < 13, text[colon].isDigit { colon += 1 }
    guard colon - digits >= 6, text[colon] == Ascii.colon else { return index + 1 }
    var end = colon + 1
    while text[end].isBase64URL { end += 1 }
    guard end - colon > 20 || (text.isEnd(end) && end > colon + 1) else { return index + 1 }
    hide(digits..<end, as: .token)
    remember(colon + 1..<end)
    return end
  }

  /// `$2b$10$…`, `$argon2id$…`: the hash of a password.
  mutating func passwordHash(at index: Int) -> Int {
    let isBcrypt =
      text[index + 1] == UInt8(ascii: "2") && text[index + 2].isLower
      && text[index + 3] == Ascii.dollar && text[index + 4].isDigit
    let isArgon = text.match("$argon2", at: index) != nil
    guard isBcrypt || isArgon else { return index + 1 }
    var end = index
    while Self.isHashSign(text[end], isArgon: isArgon) { end += 1 }
    guard end - index >= 28 || text.isEnd(end) else { return end }
    hide(index..<end, as: .password)
    return end
  }

  private static func isHashSign(_ byte: UInt8, isArgon: Bool) -> Bool {
    if byte.isAlphanumeric || byte == Ascii.dot || byte == Ascii.slash || byte == Ascii.dollar {
      return true
    }
    return isArgon && (byte == Ascii.equals || byte == Ascii.comma || byte == Ascii.plus)
  }

  /// `-----BEGIN … PRIVATE KEY-----`, or the `--` before an option.
  mutating func dashes(at index: Int) -> Int {
    guard let label = text.match("-----BEGIN ", at: index) else { return option(at: index) }
    var end = label
    while end - label < 48, text[end].isUpper || text[end].isDigit || text[end] == Ascii.blank {
      end += 1
    }
    let words = text.bytes[label..<min(end, text.count)]
    // What everyone may see stays.
    if words.starts(with: "CERTIFICATE".utf8) || words.starts(with: "PUBLIC".utf8)
      || words.starts(with: "RSA PUBLIC".utf8)
    {
      return end
    }
    // Through END, or the end of the field where the block is cut.
    while end < text.count {
      if let close = text.match("-----END ", at: end) {
        end = close
        while text[end].isUpper || text[end].isDigit || text[end] == Ascii.blank { end += 1 }
        while text[end] == Ascii.dash { end += 1 }
        break
      }
      if text[end] == Ascii.quote { break }
      if text[end] == Ascii.backslash, let sign = text.escape(at: end) {
        if sign.byte.isQuote {
          end = sign.start
          break
        }
        end = sign.end
        continue
      }
      end += 1
    }
    hide(index..<end, as: .privateKey)
    return end
  }

  /// `--password x`: an option whose value is the next word.
  private mutating func option(at index: Int) -> Int {
    let name = index + 2
    let end = text.nameEnd(from: name)
    guard !text[index - 1].isName, !isGrownTogether(at: index), text[end] == Ascii.blank,
      case .secret(let kind) = names.role(of: name..<end, in: text),
      text[end + 1] != Ascii.dash, !text[end + 1].isSpace
    else { return index + 1 }
    var start = end + 1
    if let mark = text.markEnd(at: start) { return mark }
    var stop = text.bareEnd(from: start, isParameter: false)
    if let open = text.quote(at: start) {
      guard !text.closesString(open) else { return start }
      start = open.range.upperBound
      stop = text.quotedEnd(after: open)
    }
    let value = start..<stop
    guard !value.isEmpty, !text.isMasked(value, names: names) else { return stop }
    hide(value, as: kind)
    remember(value)
    return stop
  }
}
