/// Tells lines of a stack trace by their looks.
enum TraceLine {
  /// Behind blanks: a frame of Java, JavaScript, .NET, Python, Ruby, Go and PHP.
  static let frames = [
    "at ", "... ", "File \"", "from ", "/", "Caused by", "Suppressed:", "#0 ", "#1 ", "#2 ",
    "#3 ", "#4 ", "#5 ", "#6 ", "#7 ", "#8 ", "#9 ", "[CIRCULAR", "--- End of", "---> ",
  ]
  static let openings = [
    "Caused by: ", "Traceback (most recent call last)", "goroutine ",
    "During handling of the above exception", "The above exception was the direct cause",
    "    at ", "--- End of", "stack backtrace:",
  ]
  /// What a program prints as it breaks off; a record of its own where no failure was told before.
  static let panics = ["panic: ", "thread '", "[signal "]
  /// Behind frames.
  static let trailers = [
    "created by ", "[signal ", "exit status ", "note: run with `RUST_BACKTRACE", "Suppressed: ",
    "panic: ",
  ]

  /// Where the words of a text begin behind blanks, of which a tab may be written as syslog does.
  static func start(of text: UnsafeRawBufferPointer) -> Int? {
    var at = 0
    while at < text.count {
      if text[at] == 0x20 || text[at] == 0x09 {
        at += 1
      } else if text[at] == 0x23, text[at...].starts(with: "#011".utf8) {
        at += 4
      } else {
        return at
      }
    }
    return nil
  }

  static func begins(_ words: Slice<UnsafeRawBufferPointer>, with parts: [String]) -> Bool {
    parts.contains { words.starts(with: $0.utf8) }
  }

  /// `java.io.IOException: broken pipe`, `ValueError: bad`, `shop.SeatGone: 7`: a name that ends as
  /// those of errors do.
  static func isErrorName(_ words: Slice<UnsafeRawBufferPointer>) -> Bool {
    let name = name(words)
    guard isEnded(words, behind: name) else { return false }
    return ["Error", "Exception", "Throwable", "Interrupt", "Exit"].contains {
      name.count > $0.utf8.count && name.suffix($0.utf8.count).elementsEqual($0.utf8)
    } || name.elementsEqual("Error".utf8)
  }

  /// Any name with a colon behind it or nothing, which ends a trace of Python's.
  static func isName(_ words: Slice<UnsafeRawBufferPointer>) -> Bool {
    let name = name(words)
    return name.count > 2 && isEnded(words, behind: name)
  }

  private static func name(
    _ words: Slice<UnsafeRawBufferPointer>
  ) -> Slice<UnsafeRawBufferPointer> {
    words.prefix(120).prefix {
      $0 == 0x2E || $0 == 0x5F || $0 == 0x24 || $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 26
    }
  }

  private static func isEnded(
    _ words: Slice<UnsafeRawBufferPointer>, behind name: Slice<UnsafeRawBufferPointer>
  ) -> Bool {
    name.endIndex == words.endIndex || words[name.endIndex] == 0x3A
  }

  /// `at a.b(C.java:9)`, whose blanks the collector took off.
  static func isFrame(_ words: Slice<UnsafeRawBufferPointer>) -> Bool {
    words.starts(with: "at ".utf8) && words.last == 0x29
      || words.starts(with: "... ".utf8) && words.last == 0x65
  }

  /// `main.handle(0xc000, 0x2)`: a function of Go's between its places.
  static func isCallLine(_ words: Slice<UnsafeRawBufferPointer>) -> Bool {
    guard words.last == 0x29, let open = words.firstIndex(of: 0x28), open > words.startIndex else {
      return false
    }
    return words[..<open].allSatisfy {
      $0 > 0x20 && $0 != 0x22 && $0 != 0x3D && $0 != 0x5B
    } && words[..<open].contains(0x2E)
  }

  /// Whether the text behind a stamp is surely a line of a trace, which no logger writes as a
  /// record.
  static func isTelling(_ line: UnsafeRawBufferPointer, from start: Int) -> Bool {
    guard start + 3 < line.count else { return false }
    let text = UnsafeRawBufferPointer(rebasing: line[start...])
    switch text[0] {
    case 0x09: return begins(text[1...], with: frames)
    case 0x20:
      return text[1] == 0x20
        && Self.start(of: text).map {
          begins(text[$0...], with: frames)
        } ?? false
    case 0x43, 0x54, 0x44, 0x67: return begins(text[...], with: openings)
    default:
      // A qualified name, as no level and no word of prose is.
      let name = name(text[...])
      return name.contains(0x2E) && isErrorName(text[...])
    }
  }
}
