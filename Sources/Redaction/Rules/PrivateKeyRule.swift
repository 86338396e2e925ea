/// Blocks of private keys, whole or line by line.
extension RedactionScan {
  /// `-----BEGIN … PRIVATE KEY-----`, or the `--` before an option.
  mutating func dashes(at index: Int) -> Int {
    guard let label = text.match("-----BEGIN ", at: index) else { return option(at: index) }
    var end = label
    while end - label < 48, text[end].isUpper || text[end].isDigit || text[end] == Ascii.blank {
      end += 1
    }
    // What everyone may see stays.
    guard text.isPrivateLabel(at: label) else { return end }
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

  /// A line that is a piece of such a block, in a text that holds no more of it: 64 signs of
  /// base64 to the end of the line, as all tools write them, or 70 or 76.
  mutating func blockLine(_ run: Range<Int>) -> Int? {
    guard run.count == 64 || run.count == 70 || run.count == 76,
      text.isEnd(run.upperBound) || text[run.upperBound] == Ascii.newline
        || text[run.upperBound] == Ascii.carriageReturn || text[run.upperBound] == Ascii.quote
        || text[run.upperBound] == Ascii.backslash,
      run.lowerBound == 0 || text[run.lowerBound - 1].isSpace
        || text[run.lowerBound - 1] == UInt8(ascii: "|") || text[run.lowerBound - 1].isQuote
        || text.escapedEnd(before: run.lowerBound)
    else { return nil }
    let content = text.bytes[run]
    guard content.contains(where: \.isUpper), content.contains(where: \.isLower),
      content.contains(where: \.isDigit),
      content.allSatisfy({ $0.isAlphanumeric || $0 == Ascii.plus || $0 == Ascii.slash })
    else { return nil }
    hide(run, as: .privateKey)
    return run.upperBound
  }
}
