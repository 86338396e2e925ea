/// Walks the text of a rule, byte by byte, and says where it stands when something is wrong.
struct RuleScanner {
  private let bytes: [UInt8]
  private(set) var at = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
      UInt8(ascii: "."), UInt8(ascii: ":"), 0x80...:
      true
    default: false
    }
  }

  var isAtEnd: Bool { at >= bytes.count }

  mutating func skipBlanks() {
    while at < bytes.count, bytes[at] == UInt8(ascii: " ") || bytes[at] == UInt8(ascii: "\t") {
      at += 1
    }
  }

  /// Takes a sign if it stands next.
  mutating func take(_ sign: String) -> Bool {
    skipBlanks()
    guard bytes[at...].starts(with: sign.utf8) else { return false }
    at += sign.utf8.count
    return true
  }

  /// The word that stands next, empty where none does.
  mutating func word() -> String {
    skipBlanks()
    let word = bytes[at...].prefix(while: Self.isWordByte)
    at += word.count
    return String(decoding: word, as: UTF8.self)
  }

  /// Takes a word if it stands next.
  mutating func take(word wanted: String) -> Bool {
    let before = at
    if word() == wanted { return true }
    at = before
    return false
  }

  /// A name: a word, or anything in double quotes.
  mutating func name() throws(RuleError) -> String {
    skipBlanks()
    let start = at
    guard take("\"") else {
      let word = word()
      guard !word.isEmpty else { throw error("a name is missing") }
      return word
    }
    var name: [UInt8] = []
    while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
      if bytes[at] == UInt8(ascii: "\\"), at + 1 < bytes.count { at += 1 }
      name.append(bytes[at])
      at += 1
    }
    guard at < bytes.count else {
      at = start
      throw error("the quote is not closed")
    }
    at += 1
    return String(decoding: name, as: UTF8.self)
  }

  /// Digits with or without a point.
  mutating func number() throws(RuleError) -> Double {
    skipBlanks()
    let digits = bytes[at...].prefix {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ".")
    }
    guard digits.count <= 18, let value = Double(String(decoding: digits, as: UTF8.self)) else {
      throw error("a number is missing")
    }
    at += digits.count
    return value
  }

  /// The unit right behind a number: letters, `%`, or a slash and a letter.
  mutating func unit() -> String {
    skipBlanks()
    let start = at
    if at < bytes.count, bytes[at] == UInt8(ascii: "%") || bytes[at] == UInt8(ascii: "/") {
      at += 1
    }
    while at < bytes.count, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[at]) { at += 1 }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  mutating func goBack(to place: Int) { at = place }

  func error(_ problem: String, at place: Int? = nil) -> RuleError {
    RuleError(
      text: String(decoding: bytes, as: UTF8.self), offset: place ?? at, problem: problem)
  }
}

/// A rule that cannot be read, or names what is not in the logs: where, why, and what can be.
public struct RuleError: Error, Hashable, CustomStringConvertible, Sendable {
  public var text: String
  /// Bytes before the place that it is about.
  public var offset: Int
  public var problem: String
  /// What is read instead.
  public var remedy = "for example: p95(latency, order) > 80ms for 2m"

  public init(text: String, offset: Int, problem: String) {
    self.text = text
    self.offset = offset
    self.problem = problem
  }

  /// Counted in characters from 1.
  public var column: Int {
    String(decoding: text.utf8.prefix(offset), as: UTF8.self).count + 1
  }

  public var description: String {
    "rule '\(text)', column \(column): \(problem); \(remedy)"
  }
}
