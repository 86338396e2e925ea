/// The name before a `=` or `:`.
struct FieldName {
  var range: Range<Int>
  /// The quote after the name, when it has one.
  var quote: Quote?
  /// Whether it is a parameter of an address: after `?`, `&` or `#`.
  var isParameter: Bool
  /// Whether its quotes are written twice or more, as CSV writes a quote.
  var isDoubled = false
}

extension ByteText {
  /// How far a name may reach; a longer one is judged by its end.
  private static let longestName = 96

  /// The name that ends before the separator at `separator`.
  func fieldName(before separator: Int) -> FieldName? {
    var end = separator
    while separator - end < 3, self[end - 1].isBlank { end -= 1 }
    end = beforeColour(endingAt: end)
    if let quote = quote(endingAt: end) {
      let inner = quote.range.lowerBound
      if let doubled = doubledName(before: inner, quote) { return doubled }
      if !quote.isPercent, self[end - 1] == quote.mark {
        var start = inner
        while start > 0, inner - start < Self.longestName, self[start - 1] != quote.mark {
          start -= 1
        }
        return FieldName(range: start..<inner, quote: quote, isParameter: false)
      }
      return FieldName(range: nameRun(endingAt: inner).range, quote: quote, isParameter: false)
    }
    // `user[password]=x`, also with its brackets in percent spelling.
    if self[end - 1] == Ascii.closeBracket {
      end -= 1
    } else if self[end - 1].lowercased == UInt8(ascii: "d"), self[end - 2] == UInt8(ascii: "5"),
      self[end - 3] == Ascii.percent
    {
      end -= 3
    }
    let run = nameRun(endingAt: end)
    guard !run.range.isEmpty else { return nil }
    return FieldName(range: run.range, quote: nil, isParameter: run.isParameter)
  }

  /// A name between runs of two or four quotes, plain or escaped alike; `quote` is the last of
  /// those behind it.
  private func doubledName(before inner: Int, _ quote: Quote) -> FieldName? {
    let size = quote.size
    guard quote.mark == Ascii.quote, !quote.isPercent, quote.range.count == size,
      isMark(of: quote, at: inner - size)
    else { return nil }
    var close = inner
    while inner - close < 8 * size, isMark(of: quote, at: close - size) { close -= size }
    var start = close
    while close - start < 48, self[start - 1].isName { start -= 1 }
    let marks = quote.range.upperBound - close
    guard start < close, marks <= 4 * size, isMark(of: quote, at: start - size),
      isMark(of: quote, at: start - marks)
    else { return nil }
    let quotes = Quote(
      mark: quote.mark, level: quote.level, isPercent: false,
      range: close..<quote.range.upperBound)
    return FieldName(range: start..<close, quote: quotes, isParameter: false, isDoubled: true)
  }

  /// Whether a mark spelled like `quote`, with its backslashes, stands at `index`.
  func isMark(of quote: Quote, at index: Int) -> Bool {
    let sign = index + quote.size - 1
    guard index >= 0, self[sign] == quote.mark, self[index - 1] != Ascii.backslash else {
      return false
    }
    return (index..<sign).allSatisfy { self[$0] == Ascii.backslash }
  }

  /// The letters, digits and joints before `end`, without the tail of an escape they follow.
  func nameRun(endingAt end: Int) -> (range: Range<Int>, isParameter: Bool) {
    var start = end
    while start > 0, end - start < Self.longestName, self[start - 1].isName { start -= 1 }
    var before = self[start - 1]
    if before == Ascii.percent, let sign = percent(at: start - 1), sign.end <= end {
      (start, before) = (sign.end, sign.byte)
    } else if before == Ascii.backslash, let sign = escape(at: start - 1), sign.end <= end {
      (start, before) = (sign.end, sign.byte)
    } else if before == Ascii.semicolon, self[start - 2] == UInt8(ascii: "p"),
      self[start - 3] == UInt8(ascii: "m"), self[start - 4] == UInt8(ascii: "a")
    {
      before = Ascii.ampersand
    }
    return (
      start..<end,
      before == Ascii.question || before == Ascii.ampersand || before == Ascii.hash
    )
  }
}
