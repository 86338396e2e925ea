/// What belongs to a person: e-mail addresses and payment cards.
extension RedactionScan {
  /// Ends of file names that look like the end of a domain: `pizza@2x.png`.
  private static let fileEndings: Set<String> = [
    "png", "jpg", "jpeg", "gif", "svg", "webp", "ico", "css", "js", "mjs", "cjs", "ts", "tsx",
    "jsx", "json", "map", "html", "tgz", "gz", "zip", "jar", "log", "txt", "service",
    "socket", "conf", "yaml", "yml",
  ]
  /// Users of version control systems, whose addresses name a repository.
  private static let repositoryUsers: Set<String> = ["git", "hg", "svn"]

  /// An `@`: hides the address around it if it is one.
  mutating func email(at sign: Int, end domain: Int) -> Int {
    if dataSource(at: sign) { return domain }
    guard !keepsEmail, let start = localPart(endingAt: sign) else { return domain }
    var end = domain
    var label = domain
    var firstLabel: Range<Int>?
    while end - domain < 255 {
      let byte = text[end]
      if byte.isAlphanumeric || (byte == Ascii.dash && end > label) {
        end += 1
      } else if byte == Ascii.dot, end > label, text[end + 1].isAlphanumeric {
        if firstLabel == nil { firstLabel = label..<end }
        end += 1
        label = end
      } else {
        break
      }
    }
    guard let firstLabel, end - label >= 2, !isBeforeMark(end),
      text.bytes[label..<end].allSatisfy(\.isLetter),
      !isVersion(firstLabel),
      !(text.shortWord(label..<end).map(Self.fileEndings.contains) ?? false),
      !(text.shortWord(start..<sign).map(Self.repositoryUsers.contains) ?? false)
    else { return domain }
    hide(start..<end, as: .email)
    return end
  }

  /// Whether a secret was grown together with what ends at `index`, which is left then, as it
  /// was before the secret was hidden.
  private func isBeforeMark(_ index: Int) -> Bool {
    text.markEnd(at: text[index] == Ascii.dot ? index + 1 : index) != nil
  }

  /// `20` of `node@20.1.0-rc.next`, `v4`, and `2x` of a picture for fine screens.
  private func isVersion(_ label: Range<Int>) -> Bool {
    var digits = label
    if text[digits.lowerBound].lowercased == UInt8(ascii: "v"), digits.count > 1 {
      digits = digits.dropFirst()
    }
    if text[digits.upperBound - 1] == UInt8(ascii: "x"), digits.count > 1 {
      digits = digits.dropLast()
    }
    return text.bytes[digits].allSatisfy(\.isDigit)
  }

  /// Where the part before the `@` begins; `nil` when there is none.
  private func localPart(endingAt sign: Int) -> Int? {
    var start = sign
    while start > done, sign - start < 64 {
      let byte = text[start - 1]
      if byte.isName || byte == Ascii.plus || byte >= 0x80 {
        start -= 1
      } else if byte == Ascii.percent, let plus = text.percent(at: start - 1) {
        // `bob%2Btest%40…` goes on; after any other sign the address begins.
        guard plus.byte == Ascii.plus else {
          start = plus.end
          break
        }
        start -= 1
      } else if byte == Ascii.backslash {
        start = text.escape(at: start - 1)?.end ?? start
        break
      } else {
        break
      }
    }
    // Not in the middle of a letter of several bytes.
    while start < sign, text[start] & 0xC0 == 0x80 { start += 1 }
    while start < sign, text[start] == Ascii.dot || text[start] == Ascii.dash { start += 1 }
    return start < sign && start >= done ? start : nil
  }

  /// A digit: hides the card number that begins there.
  mutating func card(at index: Int) -> Int {
    guard text.isWordStart(index), text[index - 1] != Ascii.dot, text[index - 1] != Ascii.dash,
      !isGrownTogether(at: index)
    else { return index + 1 }
    var digits: [UInt8] = []
    var end = index
    var group = 0
    var isGrouped = false
    while digits.count < 20 {
      if text[end].isDigit {
        digits.append(text[end] & 0x0F)
        group += 1
        end += 1
      } else if text[end] == Ascii.blank || text[end] == Ascii.dash, text[end + 1].isDigit,
        group >= 4, group <= 6
      {
        // Cards are printed in groups of four to six; `15 20 25` is a row of numbers.
        isGrouped = true
        group = 0
        end += 1
      } else {
        break
      }
    }
    guard (13...19).contains(digits.count), !text[end].isWord, text.markEnd(at: end) == nil,
      !(text[end] == Ascii.dot && text[end + 1].isDigit),
      !(text[end] == Ascii.dash && text[end + 1].isWord),
      !isGrouped || group >= 3, Self.isIssued(digits), Self.passesLuhn(digits),
      !isIdentifier(before: index), !isNumbered(before: index)
    else { return isGrouped || digits.isEmpty ? index + 1 : end }
    hide(index..<end, as: .card)
    return end
  }

  private static func isIssued(_ digits: [UInt8]) -> Bool {
    let head = digits.prefix(4).reduce(0) { $0 * 10 + Int($1) }
    return (3000...6999).contains(head) || (2221...2720).contains(head)
  }

  private static func passesLuhn(_ digits: [UInt8]) -> Bool {
    var sum = 0
    for (place, digit) in digits.reversed().enumerated() {
      let doubled = Int(digit) * 2
      sum += place % 2 == 0 ? Int(digit) : (doubled > 9 ? doubled - 9 : doubled)
    }
    return sum % 10 == 0 && digits.contains { $0 != 0 }
  }

  /// Whether the number stands in a field for times or identifiers.
  private func isIdentifier(before index: Int) -> Bool {
    var separator = index
    while index - separator < 4, text[separator - 1].isBlank { separator -= 1 }
    if let quote = text.quote(endingAt: separator) { separator = quote.range.lowerBound }
    while index - separator < 16, text[separator - 1].isBlank { separator -= 1 }
    guard text[separator - 1] == Ascii.colon || text[separator - 1] == Ascii.equals,
      let name = text.fieldName(before: separator - 1)
    else { return false }
    for word in ["id", "time", "timestamp", "ts", "nanos", "offset", "seq", "sequence"] {
      let start = name.range.upperBound - word.utf8.count
      guard start >= name.range.lowerBound,
        text.shortWord(start..<name.range.upperBound) == word
      else { continue }
      let before = start > name.range.lowerBound ? text[start - 1] : 0
      if !before.isLetter || text[start].isUpper { return true }
    }
    return false
  }
}
