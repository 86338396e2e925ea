/// What the first eight bytes of a line say of the envelopes it may wear.
enum EnvelopeHead {
  /// `2025-04-` or `2025/04/`.
  static func isDate(_ head: Slice<UnsafeRawBufferPointer>) -> Bool {
    guard head.count == 8 else { return false }
    let first = head.startIndex
    return head[first] &- 0x30 < 10 && head[first + 3] &- 0x30 < 10
      && (head[first + 4] == 0x2D || head[first + 4] == 0x2F) && head[first + 4] == head[first + 7]
  }

  /// `Apr  8 1`, or another month.
  static func isMonth(_ head: Slice<UnsafeRawBufferPointer>) -> Bool {
    guard head.count == 8 else { return false }
    let first = head.startIndex
    return head[first] &- 0x41 < 26 && head[first + 3] == 0x20
      && (head[first + 5] &- 0x30 < 10 || head[first + 4] &- 0x30 < 10)
  }

  static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
  }

  /// A word that a host, a stream or a process may be called by.
  static func isNameByte(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || byte == 0x2D || byte == 0x2E || byte == 0x5F || byte == 0x3A
  }

  /// The end of the word that begins at `start`, at most `limit` bytes long.
  static func wordEnd(
    _ line: UnsafeRawBufferPointer, from start: Int, limit: Int
  ) -> Int? {
    guard start < line.count else { return nil }
    var end = start
    while end < line.count, line[end] > 0x20 {
      end += 1
      if end - start > limit { return nil }
    }
    return end > start ? end : nil
  }

  /// A level as loggers write it; no host is called so.
  static func isLevel(_ word: UnsafeRawBufferPointer) -> Bool {
    SeverityText.exact(word) != nil
  }
}
