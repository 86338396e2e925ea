/// One pass over one text: finds what is to be hidden, from the left to the right.
///
/// Each rule looks a bounded way back and gives the place where it stopped reading ahead, from
/// which the pass goes on; so the whole takes time in proportion to the text.
struct RedactionScan {
  /// A stretch of the text to hide.
  struct Span {
    var range: Range<Int>
    var kind: RedactionKind
    /// Put around what replaces it where a bare JSON value becomes a string.
    var quotes: Range<Int>?
  }

  /// A field named a secret, whose value stands in a field of its own.
  struct Pending {
    var kind: RedactionKind
    /// Past this place the name is forgotten.
    var limit: Int
  }

  /// A program whose short options hold secrets.
  struct Command {
    /// Options whose value is the next word.
    var spaced: String
    /// Options whose value is joined to them.
    var joined: String
    var limit: Int
  }

  let text: ByteText
  let names: SecretNames
  let keepsEmail: Bool
  private(set) var spans: [Span] = []
  /// What a second pass may look for by value.
  private(set) var found: [Range<Int>] = []
  var pending: Pending?
  /// Where a cloud's key id ended; its secret stands near it.
  var cloudKeyEnd = -1
  /// Up to where `BY 'x'` of a database statement gives a password.
  var statementLimit = 0
  /// The program that a command line calls, and up to where its options may stand.
  var command: Command?
  /// Up to where programs were looked for.
  var commandsSeen = 0
  /// Where the run of base64 that was looked at last ends.
  var runEnd = 0
  /// Where the part of a path that was looked at last ends.
  var partEnd = 0
  /// Where the run in percent spelling that was looked at last ends.
  var percentEnd = 0
  /// What was read without a result, not to be read again from every place in it: the bare value
  /// read last, the authority without an `@` and its level, and where the content of an element
  /// ends, with the last sign in it that tells a sentence.
  var plainValue = 0..<0
  var hostOnly = (range: 0..<0, level: 0)
  var elementEnd = (end: 0, lastBlank: -1)
  /// Secrets found in decoded text.
  var decodedValues: [[UInt8]] = []
  /// How often the text was decoded; what is encoded more often is left.
  let depth: Int

  init(_ text: ByteText, names: SecretNames, keepsEmail: Bool, depth: Int = 0) {
    self.text = text
    self.depth = depth
    self.names = names
    self.keepsEmail = keepsEmail
  }

  /// Where the last hidden stretch ends; nothing is looked for before it again.
  var done: Int { spans.last?.range.upperBound ?? 0 }

  /// Whether a secret, or the mark of one, ends just before `index`: what is grown together
  /// with it is no word of its own, neither before nor after the secret is hidden.
  func isGrownTogether(at index: Int) -> Bool {
    guard index > 0 else { return false }
    if done == index { return true }
    guard text[index - 1] == Ascii.closeBracket else { return false }
    return text.markEnd(at: index - 10) == index || text.markEnd(at: index - 7) == index
  }

  mutating func hide(
    _ range: Range<Int>, as kind: RedactionKind, quotes: Range<Int>? = nil
  ) {
    guard !range.isEmpty, range.lowerBound >= done else { return }
    spans.append(Span(range: range, kind: kind, quotes: quotes))
  }

  /// Notes a value that may stand elsewhere without its name.
  mutating func remember(_ range: Range<Int>) {
    if !range.isEmpty { found.append(range) }
  }

  /// As ``ByteText/bareEnd(from:isParameter:level:isStrict:)`` of a value in a plain text, in
  /// proportion to the text however often it is asked for.
  mutating func bareEnd(from start: Int) -> Int {
    let from = text.placeholderEnd(at: start) ?? start
    if plainValue.contains(from) { return plainValue.upperBound }
    let end = text.bareEnd(from: start, isParameter: false)
    if from < end { plainValue = from..<end }
    return end
  }

  mutating func run() {
    var index = 0
    while index < text.count {
      index = max(index + 1, step(at: index))
    }
  }

  private mutating func step(at index: Int) -> Int {
    let byte = text[index]
    switch byte {
    case Ascii.colon, Ascii.equals:
      return separator(byte, at: index, end: index + 1, level: 0)
    case Ascii.plus: return decodedRun(at: index) ?? index + 1
    case Ascii.percent:
      if let end = decodedRun(at: index) { return end }
      guard let sign = text.percent(at: index) else { return index + 1 }
      return encoded(sign.byte, at: index, end: sign.end, level: sign.level)
    case Ascii.backslash:
      guard let sign = text.escape(at: index) else { return index + 1 }
      return encoded(sign.byte, at: sign.start, end: sign.end, level: 0)
    case Ascii.at: return email(at: index, end: index + 1)
    case Ascii.greater: return element(at: index)
    case Ascii.slash: return pathSegment(after: index)
    case Ascii.dash:
      return text[index + 1] == Ascii.dash ? dashes(at: index) : shortOption(at: index)
    case Ascii.comma: return pair(at: index)
    case Ascii.dollar: return passwordHash(at: index)
    default:
      if byte.isDigit { return number(at: index) }
      if byte.isLetter { return word(at: index) }
      return index + 1
    }
  }

  /// A sign in percent or backslash spelling.
  private mutating func encoded(_ byte: UInt8, at index: Int, end: Int, level: Int) -> Int {
    switch byte {
    case Ascii.colon, Ascii.equals: separator(byte, at: index, end: end, level: level)
    case Ascii.at: email(at: index, end: end)
    case Ascii.slash: pathSegment(after: end - 1)
    default: end
    }
  }

  private mutating func separator(_ byte: UInt8, at index: Int, end: Int, level: Int) -> Int {
    if byte == Ascii.colon, let slash = text.slash(at: end), let start = text.slash(at: slash) {
      return authority(from: start, level: level)
    }
    return field(byte, at: index, end: end, level: level)
  }

  /// The text with its secrets replaced, and how many there were.
  func result() -> RedactedText {
    var counts = RedactionCounts()
    var output: [UInt8] = []
    output.reserveCapacity(text.count)
    var copied = 0
    for span in spans {
      output += text.bytes[copied..<span.range.lowerBound]
      if let quotes = span.quotes { output += text.bytes[quotes] }
      // An address is not numbered `user-1`, `user-2`: a number given at first sight would
      // depend on the order in which files are read, and a hash of it could be guessed.
      output += span.kind == .email ? Self.emailMark : Self.mark
      if let quotes = span.quotes { output += text.bytes[quotes] }
      counts.add(span.kind)
      copied = span.range.upperBound
    }
    output += text.bytes[copied...]
    return RedactedText(text: String(decoding: output, as: UTF8.self), counts: counts)
  }

  static let mark = Array("[redacted]".utf8)
  private static let emailMark = Array("[email]".utf8)
}
