/// Colours of terminals around words of a log.
enum AnsiCodes {
  /// Past codes and blanks.
  static func skip(_ line: UnsafeRawBufferPointer, from start: Int) -> Int {
    var at = start
    while at < line.count {
      if line[at] == 0x20 || line[at] == 0x09 {
        at &+= 1
      } else if line[at] == 0x1B, let end = end(line, at: at) {
        at = end
      } else {
        return at
      }
    }
    return at
  }

  /// Behind the code at `start`: `ESC [`, numbers, and the letter that ends it.
  static func end(_ line: UnsafeRawBufferPointer, at start: Int) -> Int? {
    guard start &+ 2 < line.count, line[start] == 0x1B, line[start &+ 1] == 0x5B else {
      return nil
    }
    var at = start &+ 2
    let stop = min(line.count, start &+ 24)
    while at < stop, line[at] &- 0x30 < 12 { at &+= 1 }
    return at < stop && (line[at] | 0x20) &- 0x61 < 26 ? at &+ 1 : nil
  }

  /// Where the text before the line's end ends, without blanks and codes behind it.
  static func trimmedEnd(_ line: UnsafeRawBufferPointer, from start: Int) -> Int {
    var end = line.count
    while end > start {
      if line[end &- 1] == 0x20 || line[end &- 1] == 0x09 {
        end &-= 1
        continue
      }
      guard let code = codeBefore(line, end, from: start) else { break }
      end = code
    }
    return end
  }

  /// Where the code begins that ends at `end`.
  static func codeBefore(
    _ line: UnsafeRawBufferPointer, _ end: Int, from start: Int
  ) -> Int? {
    guard end > start, line[end &- 1] == 0x6D else { return nil }
    var at = end &- 2
    let stop = max(start, end &- 24)
    while at > stop, line[at] &- 0x30 < 12 { at &-= 1 }
    guard at > stop, line[at] == 0x5B, line[at &- 1] == 0x1B else { return nil }
    return at &- 1
  }
}
