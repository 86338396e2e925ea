/// Long words: pieces of private keys, and base64 that holds a text with a secret.
extension RedactionScan {
  /// What is encoded more often than this is left.
  private static let deepest = 2

  /// A word that begins at `index`: hides what is encoded in it, or what a sentence says of it.
  mutating func named(at index: Int) -> Int? {
    guard !isGrownTogether(at: index) else { return nil }
    var end = index
    while end - index < 64, text[end].isWord { end += 1 }
    let word = index..<end
    if let stop = joined(word) { return stop }
    if word.count >= 8 || text[end] == Ascii.plus || text[end] == Ascii.slash
      || text[end] == Ascii.dash, let stop = encoded(from: index)
    {
      return stop
    }
    return word.count <= 40 ? sentence(word) : nil
  }

  /// Keys that are told by what stands between their parts.
  private mutating func joined(_ word: Range<Int>) -> Int? {
    let (start, end) = (word.lowerBound, word.upperBound)
    if word.count == 14, text.match(".atlasv1.", at: end) != nil {
      return hideTail(from: start, after: end + 9, least: 20)
    }
    if word.count == 32, text.match("-us", at: end) != nil, text[end + 3].isDigit,
      text.bytes[word].allSatisfy(\.isHexadecimal)
    {
      return hideTail(from: start, after: end + 3, least: 1)
    }
    if word.count >= 20, word.count <= 30, text[end] == Ascii.dot {
      // Three parts of 24 to 28, 6 or 7, and 27 to 38 signs.
      let middle = joinedEnd(from: end + 1)
      if (6...7).contains(middle - end - 1), text[middle] == Ascii.dot {
        let last = joinedEnd(from: middle + 1)
        if last - middle > 26, text.looksMixed(start..<last) {
          return hideTail(from: start, after: last, least: 0)
        }
      }
    }
    if text[start + 3].isDigit, text.match("Q~", at: start + 4) != nil {
      return hideTail(from: start, after: start + 6, least: 28)
    }
    return nil
  }

  private func joinedEnd(from start: Int) -> Int {
    var end = start
    while end - start < 64, text[end].isBase64URL { end += 1 }
    return end
  }

  private mutating func hideTail(from start: Int, after tail: Int, least: Int) -> Int? {
    var end = tail
    while text[end].isName || text[end] == UInt8(ascii: "~") || text[end] == Ascii.equals {
      end += 1
    }
    guard end - tail >= least else { return nil }
    hide(start..<end, as: .token)
    remember(start..<end)
    return end
  }

  /// A run of base64: a line of a key, the secret beside a cloud's key id, or an encoded text.
  mutating func encoded(from start: Int) -> Int? {
    // Each run is read once, and once more each of its parts between slashes: it may be a path.
    let isPart = start > 0 && text[start - 1] == Ascii.slash
    guard start >= (isPart ? partEnd : runEnd) else { return nil }
    var end = start
    while text[end].isBase64URL || text[end] == Ascii.plus || !isPart && text[end] == Ascii.slash {
      end += 1
    }
    if isPart { partEnd = end } else { runEnd = end }
    let run = start..<end
    if let stop = blockLine(run) { return stop }
    if run.count == 40, start - cloudKeyEnd < 120, cloudKeyEnd >= 0, text.looksMixed(run) {
      hide(run, as: .key)
      remember(run)
      return end
    }
    guard run.count >= 16, depth < Self.deepest else { return nil }
    guard var content = Base64Text.decoded(text.bytes[run]) else { return nil }
    // Its end is no cut, unless the text ends with it.
    if !text.isEnd(end) { content.append(Ascii.newline) }
    var inner = RedactionScan(
      ByteText(bytes: content), names: names, keepsEmail: keepsEmail, depth: depth + 1)
    inner.run()
    guard let first = inner.spans.first else { return nil }
    while text[end] == Ascii.equals { end += 1 }
    hide(start..<end, as: first.kind)
    remember(start..<end)
    for range in inner.found { decodedValues.append(Array(content[range])) }
    decodedValues += inner.decodedValues
    return end
  }

  /// A digit: a card number, a key that begins with digits, or a word that does.
  mutating func number(at index: Int) -> Int {
    if text.isWordStart(index), !text[index - 1].isJoint {
      if let end = text.match("1/", at: index), text[end] == Ascii.slash,
        text[end + 1] == UInt8(ascii: "0"),
        let stop = hideTail(from: index, after: end + 1, least: 20)
      {
        return stop
      }
      if let stop = messengerKey(at: index) { return stop }
    }
    let after = card(at: index)
    if done > index { return after }
    guard text.isWordStart(index) else { return after }
    var end = index
    while end - index < 64, text[end].isDigit { end += 1 }
    return text[end].isLetter ? named(at: index) ?? after : after
  }

  /// `123456789:AAF…`: the key of a bot.
  private mutating func messengerKey(at index: Int) -> Int? {
    var colon = index
    while colon - index < 11, text[colon].isDigit { colon += 1 }
    guard (8...10).contains(colon - index), text[colon] == Ascii.colon,
      text[colon + 1] == UInt8(ascii: "A")
    else { return nil }
    var end = colon + 1
    while text[end].isBase64URL { end += 1 }
    guard (32...40).contains(end - colon - 1) else { return nil }
    hide(index..<end, as: .token)
    remember(colon + 1..<end)
    return end
  }
}

/// Text behind base64, with either pair of signs for 62 and 63.
enum Base64Text {
  /// The text that a run encodes; `nil` when it is none. What is left over at the end of a cut
  /// run is passed over.
  static func decoded(_ run: ArraySlice<UInt8>) -> [UInt8]? {
    var content: [UInt8] = []
    content.reserveCapacity(run.count / 4 * 3 + 3)
    var (bits, held) = (UInt32(0), 0)
    for byte in run {
      guard let value = value(of: byte) else { return nil }
      bits = bits << 6 | value
      held += 6
      guard held >= 8 else { continue }
      held -= 8
      let sign = UInt8(truncatingIfNeeded: bits >> UInt32(held))
      // The first sign that no text holds ends the attempt: most words are no base64.
      guard sign >= 0x20 && sign != 0x7F || sign == 0x0A || sign == 0x0D || sign == 0x09 else {
        return nil
      }
      content.append(sign)
    }
    let foreign = content.count { $0 >= 0x80 }
    return foreign * 4 <= content.count ? content : nil
  }

  private static func value(of byte: UInt8) -> UInt32? {
    switch byte {
    case _ where byte.isUpper: UInt32(byte &- 0x41)
    case _ where byte.isLower: UInt32(byte &- 0x61) + 26
    case _ where byte.isDigit: UInt32(byte &- 0x30) + 52
    case Ascii.plus, Ascii.dash: 62
    case Ascii.slash, Ascii.underscore: 63
    default: nil
    }
  }
}
