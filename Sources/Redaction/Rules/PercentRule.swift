/// Text in percent spelling, read as what it means.
///
/// Most rules know the spellings of the signs they look for; a sentence, an option or a path
/// inside an address is found by decoding the run that it stands in, and hidden where it stands.
extension RedactionScan {
  /// What is decoded more often than this is left.
  private static let deepestPercent = 3

  /// A `%` or `+`: hides what the run around it says once it is decoded.
  ///
  /// - Returns: where the run ends when anything was hidden in it.
  mutating func decodedRun(at index: Int) -> Int? {
    guard index >= percentEnd, depth < Self.deepestPercent else { return nil }
    var start = index
    while start > done, !Self.endsRun(text[start - 1]) { start -= 1 }
    var end = index
    while end < text.count, !Self.endsRun(text[end]) { end += 1 }
    percentEnd = end
    let isValue = text[start - 1] == Ascii.equals
    guard text[index] != Ascii.plus || isValue, end - start >= 8 else { return nil }
    var content: [UInt8] = []
    var places: [Int] = []
    content.reserveCapacity(end - start + 1)
    places.reserveCapacity(end - start + 1)
    var at = start
    while at < end {
      places.append(at)
      if let sign = text.percent(at: at), sign.end <= end {
        // One level at a time: `%2540` becomes `%40`.
        if sign.level == 1 {
          content.append(sign.byte)
          at = sign.end
        } else {
          content.append(Ascii.percent)
          at += 3
        }
      } else {
        content.append(isValue && text[at] == Ascii.plus ? Ascii.blank : text[at])
        at += 1
      }
    }
    places.append(end)
    // Its end is no cut, unless the text ends with it.
    if !text.isEnd(end) { content.append(Ascii.newline) }
    var inner = RedactionScan(
      ByteText(bytes: content), names: names, keepsEmail: keepsEmail, depth: depth + 1)
    inner.run()
    guard !inner.spans.isEmpty else { return nil }
    for span in inner.spans {
      let range =
        places[span.range.lowerBound]..<places[min(span.range.upperBound, places.count - 1)]
      hide(range, as: span.kind.inAddress)
    }
    for range in inner.found {
      decodedValues.append(Array(content[range]))
      remember(places[range.lowerBound]..<places[min(range.upperBound, places.count - 1)])
    }
    decodedValues += inner.decodedValues
    return end
  }

  private static func endsRun(_ byte: UInt8) -> Bool {
    if byte.isSpace || byte.isQuote { return true }
    switch byte {
    case Ascii.ampersand, Ascii.question, Ascii.hash, Ascii.less, Ascii.greater, Ascii.equals,
      Ascii.backslash, Ascii.openBracket, Ascii.closeBracket, Ascii.openBrace, Ascii.closeBrace,
      Ascii.comma, Ascii.semicolon:
      return true
    default: return false
    }
  }
}
