/// A sign written with backslashes: `\"`, `\\\"`, `\u0026`, `\x22`, `\n`.
struct EscapedSign {
  /// The sign meant; 0 when the backslashes escape nothing that matters here.
  var byte: UInt8
  /// How many strings it is nested in: 1 for `\"`, 2 for `\\\"`.
  var level: Int
  /// Where its own backslashes begin; those before it in the run are content.
  var start: Int
  /// Where the run of backslashes begins.
  var runStart: Int
  var end: Int
}

/// A sign written with a percent: `%40`, `%2540`.
struct PercentSign {
  var byte: UInt8
  /// 1 for `%40`, 2 for `%2540`.
  var level: Int
  var end: Int
}

/// A quote that opens or closes a value, in any spelling.
struct Quote {
  var mark: UInt8
  var level: Int
  var isPercent: Bool
  var range: Range<Int>

  /// Bytes that one mark of the level takes, if backslashes spell it.
  var size: Int { 1 << min(level, 6) }
}

extension ByteText {
  /// The sign that begins with the `%` at `index`.
  func percent(at index: Int) -> PercentSign? {
    guard self[index] == Ascii.percent else { return nil }
    var digits = index + 1
    var level = 1
    while level < 4, self[digits] == UInt8(ascii: "2"), self[digits + 1] == UInt8(ascii: "5"),
      self[digits + 2].isHexadecimal, self[digits + 3].isHexadecimal
    {
      digits += 2
      level += 1
    }
    guard let high = self[digits].hexadecimalValue, let low = self[digits + 1].hexadecimalValue
    else { return nil }
    return PercentSign(byte: high << 4 | low, level: level, end: digits + 2)
  }

  /// The sign that begins with the run of backslashes at `index`.
  func escape(at index: Int) -> EscapedSign? {
    guard self[index] == Ascii.backslash else { return nil }
    var end = index
    while self[end] == Ascii.backslash { end += 1 }
    let run = end - index
    var (byte, length, isSpelled): (UInt8, Int, Bool) = (0, 0, false)
    switch self[end] {
    case let sign where sign.isQuote || sign == Ascii.slash: (byte, length) = (sign, 1)
    case UInt8(ascii: "u"):
      if self[end + 1] == UInt8(ascii: "0"), self[end + 2] == UInt8(ascii: "0"),
        let sign = hexadecimalPair(at: end + 3)
      {
        (byte, length, isSpelled) = (sign, 5, true)
      }
    case UInt8(ascii: "x"):
      if let sign = hexadecimalPair(at: end + 1) { (byte, length, isSpelled) = (sign, 3, true) }
    case let letter where Self.isControlLetter(letter): (byte, length) = (Ascii.newline, 1)
    default: break
    }
    let (level, own) = Self.level(backslashes: run, isSpelled: isSpelled)
    return EscapedSign(
      byte: byte, level: level, start: end - own, runStart: index, end: end + length)
  }

  private func hexadecimalPair(at index: Int) -> UInt8? {
    guard let high = self[index].hexadecimalValue, let low = self[index + 1].hexadecimalValue
    else { return nil }
    return high << 4 | low
  }

  /// The level of a sign by the backslashes before it, and how many of them are its own.
  ///
  /// Each level of encoding doubles the backslashes and puts one more before the sign, so a
  /// quote of level t has 2^t - 1 of its own, and those of content before it come in pairs of
  /// that level: the level is the number of ones at the low end of the count. A sign spelled
  /// by its number may stand behind an even count, one level deeper for each halving.
  static func level(backslashes: Int, isSpelled: Bool) -> (level: Int, own: Int) {
    var run = backslashes
    var doubled = 0
    if isSpelled {
      while run > 0, run & 1 == 0 {
        run >>= 1
        doubled += 1
      }
    }
    let ones = (~run).trailingZeroBitCount
    return (doubled + ones, ((1 << ones) - 1) << doubled)
  }

  /// The quote that begins at `index`.
  func quote(at index: Int) -> Quote? {
    let byte = self[index]
    if byte.isQuote {
      return Quote(mark: byte, level: 0, isPercent: false, range: index..<index + 1)
    }
    if byte == Ascii.backslash, let sign = escape(at: index), sign.byte.isQuote {
      return Quote(
        mark: sign.byte, level: sign.level, isPercent: false, range: index..<sign.end)
    }
    if byte == Ascii.percent, let sign = percent(at: index), sign.byte.isQuote {
      return Quote(mark: sign.byte, level: sign.level, isPercent: true, range: index..<sign.end)
    }
    return nil
  }

  /// The quote that ends at `index`.
  func quote(endingAt index: Int) -> Quote? {
    let last = self[index - 1]
    if last.isQuote {
      var start = index - 1
      while index - start < 64, self[start - 1] == Ascii.backslash { start -= 1 }
      let (level, own) = Self.level(backslashes: index - 1 - start, isSpelled: false)
      return Quote(
        mark: last, level: level, isPercent: false, range: index - 1 - own..<index)
    }
    guard self[index - 2] == UInt8(ascii: "2"),
      last == UInt8(ascii: "2") || last == UInt8(ascii: "7")
    else { return nil }
    // The longest spellings first: `\u0022`, `%252522`, `%2522`, `\x22`, `%22`.
    for length in [6, 7, 5, 4, 3] where index >= length {
      var start = index - length
      while index - start < 64, self[start] == Ascii.backslash,
        self[start - 1] == Ascii.backslash
      {
        start -= 1
      }
      guard self[start] == Ascii.percent || self[start] == Ascii.backslash,
        let found = quote(at: start), found.range.upperBound == index
      else { continue }
      return found
    }
    return nil
  }
}
