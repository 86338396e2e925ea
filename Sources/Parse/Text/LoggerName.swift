/// Names that loggers put before the message, where a mark shows that they are none of it.
///
///     7 --- [exec-1] c.a.Orders : message      -- worker: message      a.b.Orders - message
///     factory/client.go:41] message            payments | message      my_app::orders: message
enum LoggerName {
  /// How far a head may reach.
  private static let reach = 160
  private static let partLimit = 6

  /// Where the message begins; `start` where no mark parts it from a name.
  static func skip(_ line: UnsafeRawBufferPointer, from start: Int) -> Int {
    var kept = start
    var at = start
    var parts = 0
    var words = 0
    var isMarked = false
    var isDoubtful = false
    let stop = min(line.count, start &+ reach)
    for _ in 0..<(partLimit &* 2) {
      at = AnsiCodes.skip(line, from: at)
      guard at < stop, parts <= partLimit else { return kept }
      if let next = mark(line, at) {
        if next.isLong { isMarked = true }
        guard parts > 0 || next.isLong else { return kept }
        let behind = AnsiCodes.skip(line, from: next.end)
        guard behind < line.count else { return kept }
        if parts > 0, !next.isLong {
          // `3 retries - giving up` has no name.
          if isDoubtful, words > 0, !isMarked { return kept }
          kept = behind
          words = 0
          if line[at] == 0x3A || line[at] == 0x2D { return kept }
        } else if next.isLong, line[behind] == 0x3A {
          return AnsiCodes.skip(line, from: behind &+ 1)
        }
        at = behind
        continue
      }
      if line[at] == 0x5B || line[at] == 0x28 {
        let close: UInt8 = line[at] == 0x5B ? 0x5D : 0x29
        guard let end = line[at..<stop].firstIndex(of: close) else { return kept }
        at = end &+ 1
        parts += 1
        continue
      }
      let end = wordEnd(line, at, stop)
      if line[at..<end].allSatisfy({ $0 &- 0x30 < 10 }) {
        at = end
        parts += 1
        isDoubtful = true
        continue
      }
      guard words == 0, isName(line, at, end) else { return kept }
      if let behind = closed(line, at, end, isMarked: isMarked) { return behind }
      if isCode(line, at, end) { isDoubtful = false }
      words += 1
      parts += 1
      at = end
    }
    return kept
  }

  /// A dash, a colon or a bar with blanks around it; two dashes or more say that a name follows.
  private static func mark(
    _ line: UnsafeRawBufferPointer, _ at: Int
  ) -> (end: Int, isLong: Bool)? {
    switch line[at] {
    case 0x2D:
      var end = at
      while end < line.count, line[end] == 0x2D { end &+= 1 }
      guard end < line.count, line[end] == 0x20 else { return nil }
      return (end, end &- at > 1)
    case 0x7C: return (at &+ 1, false)
    case 0x3A:
      guard at &+ 1 < line.count, line[at &+ 1] == 0x20 || line[at &+ 1] == 0x1B else {
        return nil
      }
      return (at &+ 1, false)
    default: return nil
    }
  }

  private static func wordEnd(
    _ line: UnsafeRawBufferPointer, _ at: Int, _ stop: Int
  ) -> Int {
    var end = at
    while end < stop, line[end] > 0x20, line[end] != 0x7C { end &+= 1 }
    return end
  }

  /// Letters, digits and the marks that names of code and programs hold.
  private static func isName(_ line: UnsafeRawBufferPointer, _ at: Int, _ end: Int) -> Bool {
    // An address is no name.
    guard end > at, MessageHead.isLetter(line[at]) || line[at] == 0x5F else { return false }
    return line[at..<end].allSatisfy { byte in
      byte &- 0x30 < 10 || MessageHead.isLetter(byte)
        || [0x2E, 0x5F, 0x24, 0x2D, 0x3A, 0x2F, 0x5D, 0x5B, 0x40].contains(byte)
    }
  }

  /// Behind a name whose own last byte, or a tab, parts it from the message.
  private static func closed(
    _ line: UnsafeRawBufferPointer, _ at: Int, _ end: Int, isMarked: Bool
  ) -> Int? {
    let behind = AnsiCodes.skip(line, from: end)
    guard behind < line.count else { return nil }
    let isCode = isCode(line, at, end)
    switch line[end &- 1] {
    case 0x3A: return isMarked || isCode ? behind : nil
    case 0x5D: return line[at..<end].contains(0x3A) ? behind : nil
    default: return isCode && end < line.count && line[end] == 0x09 ? behind : nil
    }
  }

  /// A name of code: parts joined by dots, `::` or slashes, and not an error's own name.
  private static func isCode(_ line: UnsafeRawBufferPointer, _ at: Int, _ end: Int) -> Bool {
    let name = line[at..<end].last == 0x3A ? line[at..<(end &- 1)] : line[at..<end]
    let isJoined = name.dropFirst().dropLast().contains {
      $0 == 0x2E || $0 == 0x2F || $0 == 0x3A
    }
    return isJoined
      && !["Error", "Exception", "Throwable"].contains { ending in
        name.suffix(ending.utf8.count).elementsEqual(ending.utf8)
      }
  }
}
