/// Joins stack traces whose every line wears an envelope of its own: collectors wrap line by line
/// what a program wrote as one record.
///
/// Such a line has a time, so nothing but its looks tells that it begins no record; only what is
/// surely a part of a trace is taken, and only right behind a record of the same writer.
struct WrappedTraces {
  /// Lines that one record may go on for.
  private static let lineLimit = 2000
  private var writer: ObjectIdentifier?
  private var length = 0
  /// Behind the line that opens a trace of Python's, whose source lines are merely indented.
  private var isIndented = false

  /// A record was read inside an envelope; `writer` stands for all that the envelope says of it.
  mutating func began(in writer: ObjectIdentifier) {
    self.writer = writer
    length = 0
    isIndented = false
  }

  /// Whether a text is a part of the trace of the last record.
  mutating func takes(_ text: UnsafeRawBufferPointer, in writer: ObjectIdentifier) -> Bool {
    guard writer == self.writer, length < Self.lineLimit,
      let start = text.firstIndex(where: { $0 != 0x20 && $0 != 0x09 })
    else { return false }
    let words = text[start...]
    func begins(_ parts: [String]) -> Bool { parts.contains { words.starts(with: $0.utf8) } }
    let isPart =
      start > 0 && (begins(Self.frames) || isIndented) || begins(Self.openings)
      || length > 0 && start == 0 && (isIndented && Self.isError(words) || Self.isCallLine(words))
    guard isPart else { return false }
    if begins(["Traceback"]) { isIndented = true } else if start == 0 { isIndented = false }
    length += 1
    return true
  }

  /// Behind blanks: a frame of Java, JavaScript, .NET, Python, Ruby, Go and PHP.
  private static let frames = [
    "at ", "... ", "File \"", "from /", "/", "Caused by", "Suppressed:", "#0 ", "#1 ", "#2 ",
    "#3 ", "#4 ", "#5 ", "#6 ", "#7 ", "#8 ", "#9 ", "[CIRCULAR",
  ]
  private static let openings = [
    "Caused by: ", "Traceback (most recent call last)", "goroutine ",
    "During handling of the above exception", "The above exception was the direct cause",
    "    at ", "--- End of",
  ]

  /// `ValueError: bad`, which ends a trace of Python's: a name, a colon.
  private static func isError(_ words: Slice<UnsafeRawBufferPointer>) -> Bool {
    let name = words.prefix(120).prefix {
      $0 == 0x2E || $0 == 0x5F || $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 26
    }
    return ["Error", "Exception", "Interrupt", "Exit", "Warning"].contains {
      name.suffix($0.utf8.count).elementsEqual($0.utf8)
    }
  }

  /// `main.handle(0xc000, 0x2)`: a function of Go's between its places.
  private static func isCallLine(_ words: Slice<UnsafeRawBufferPointer>) -> Bool {
    guard words.last == 0x29, let open = words.firstIndex(of: 0x28), open > words.startIndex else {
      return false
    }
    return words[..<open].allSatisfy {
      $0 > 0x20 && $0 != 0x22 && $0 != 0x3D && $0 != 0x5B
    } && words[..<open].contains(0x2E)
  }
}
