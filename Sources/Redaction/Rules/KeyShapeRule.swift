/// Keys known by their shape, which need no name.
extension RedactionScan {
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
    if next != index + 1 {
      // `eyJ…` that is no web token may be any object in base64.
      guard done <= index, text[index] == UInt8(ascii: "e"), text.isWordStart(index) else {
        return next
      }
      return keyOfWord(at: index) ?? named(at: index) ?? next
    }
    if KeyShape.isBegun(text[index], text[index + 1], ofWords: false) {
      for shape in KeyShape.anywhere[Int(text[index] & 0x7F)] {
        if let end = key(of: shape, at: index) { return end }
      }
    }
    // What must begin a word does not follow a joint either, so that a chain of prefixes is
    // not read from each of them.
    guard text.isWordStart(index) else { return next }
    return keyOfWord(at: index) ?? named(at: index) ?? next
  }

  private mutating func keyOfWord(at index: Int) -> Int? {
    guard !text[index - 1].isJoint,
      KeyShape.isBegun(text[index], text[index + 1], ofWords: true)
    else { return nil }
    for shape in KeyShape.ofWords[Int(text[index] & 0x7F)] {
      if let end = key(of: shape, at: index) { return end }
    }
    return nil
  }

  private mutating func key(of shape: KeyShape, at index: Int) -> Int? {
    let tail = index + shape.prefix.count
    guard tail <= text.count else { return nil }
    var place = 1
    while place < shape.prefix.count {
      guard text[index + place] == shape.prefix[place] else { return nil }
      place += 1
    }
    var end = tail
    while end < text.count, shape.takes(text[end]) {
      end += 1
      // Judged by its beginning, so that a chain of prefixes is not read to its end each time.
      if end - tail == 256, !shape.accepts(text.bytes[tail..<end]) { return nil }
    }
    while end > tail, text[end - 1] == Ascii.dot { end -= 1 }
    let isCut = text.isEnd(end) && end > tail
    guard end - tail >= shape.least || (isCut && shape.content == .any) else { return nil }
    guard end - tail <= shape.most, shape.accepts(text.bytes[tail..<end]) else { return nil }
    if shape.most != .max, text[end].isWord { return nil }
    hide(index..<end, as: shape.kind)
    remember(index..<end)
    if shape.prefix.first == UInt8(ascii: "A"), shape.tail == .capitals { cloudKeyEnd = end }
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
    let isCrypt =
      text[index + 2] == Ascii.dollar
      && (text[index + 1] == UInt8(ascii: "1") || text[index + 1] == UInt8(ascii: "5")
        || text[index + 1] == UInt8(ascii: "6") || text[index + 1] == UInt8(ascii: "y"))
      || text.match("$apr1$", at: index) != nil
    guard isBcrypt || isArgon || isCrypt else { return index + 1 }
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
}
