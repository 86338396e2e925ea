/// A pattern for messages, routes and user agents: `*` any run of bytes, `?` one character.
///
/// `*` also crosses `/`, and `\` makes the next character plain. Brackets mean themselves,
/// because so many messages begin with one:
///
///     Glob("[worker] * timed out").matches("[worker] job 7 timed out")   // true
///
/// A pattern matches the whole text, never a part, and case counts. The time of one match is
/// bounded by the length of the text times the longest run between two stars: only the last
/// star is ever reconsidered, so no pattern can make it worse. Any text is a pattern;
/// ``fault(in:)`` says which are likely mistakes.
public struct Glob: Hashable, Sendable {
  /// The pattern as it was written.
  public let pattern: String
  private let tokens: [Token]

  private enum Token: Hashable, Sendable {
    case byte(UInt8)
    case oneCharacter
    case anyRun
  }

  /// Compiles the pattern; a `\` at its very end stands for itself.
  public init(_ pattern: String) {
    self.pattern = pattern
    var tokens: [Token] = []
    var escaped = false
    for byte in pattern.utf8 {
      switch (escaped, byte) {
      case (false, UInt8(ascii: "\\")):
        escaped = true
        continue
      case (false, UInt8(ascii: "*")):
        if tokens.last != .anyRun { tokens.append(.anyRun) }
      case (false, UInt8(ascii: "?")):
        tokens.append(.oneCharacter)
      default:
        tokens.append(.byte(byte))
      }
      escaped = false
    }
    if escaped { tokens.append(.byte(UInt8(ascii: "\\"))) }
    self.tokens = tokens
  }

  /// What is wrong with a pattern that a person wrote, or nil.
  public static func fault(in pattern: String) -> String? {
    if pattern.isEmpty { return "a pattern cannot be empty" }
    let trailing = pattern.utf8.reversed().prefix { $0 == UInt8(ascii: "\\") }.count
    return trailing % 2 == 1 ? "a pattern cannot end in a single \\" : nil
  }

  /// Whether the whole of `text` matches.
  public func matches(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { matches(UnsafeRawBufferPointer($0)) }
  }

  /// Whether all of `bytes` match; bytes that are not UTF-8 are compared as they stand.
  public func matches(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var next = 0
    var token = 0
    var afterStar: (token: Int, next: Int)?
    while next < bytes.count {
      if token < tokens.count {
        switch tokens[token] {
        case .anyRun:
          token += 1
          afterStar = (token, next)
          continue
        case .byte(let byte) where byte == bytes[next]:
          token += 1
          next += 1
          continue
        case .oneCharacter:
          token += 1
          next = Self.endOfCharacter(at: next, in: bytes)
          continue
        case .byte:
          break
        }
      }
      guard let star = afterStar else { return false }
      next = star.next + 1
      token = star.token
      afterStar = (token, next)
    }
    return tokens[token...].allSatisfy { $0 == .anyRun }
  }

  /// The index after the character that starts at `index`: its lead byte and what continues it.
  private static func endOfCharacter(at index: Int, in bytes: UnsafeRawBufferPointer) -> Int {
    let longest =
      switch bytes[index] {
      case 0xC0..<0xE0: 2
      case 0xE0..<0xF0: 3
      case 0xF0...0xFF: 4
      default: 1
      }
    var end = index + 1
    while end < bytes.count, end - index < longest, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }
}

extension Glob: CustomStringConvertible {
  /// The pattern as it was written.
  public var description: String { pattern }
}
