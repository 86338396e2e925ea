import LogModel
import Scan

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

/// Stamps that a tool puts before a line: what follows behind their blank is somebody's word, but
/// for the rest of an open stamp: its half of the day, its zone or its year.
enum EnvelopeStamp {
  /// `2025-04-08T15:05:09.123456+00:00` and its kin, from `start`.
  ///
  /// - Parameter spaced: a zone may stand behind a blank, ` +0000` or ` UTC`.
  static func iso(
    _ line: UnsafeRawBufferPointer, from start: Int, spaced: Bool = false
  ) -> LeadingStamp? {
    guard start >= 0, line.count &- start >= 19,
      line[start + 4] == 0x2D || line[start + 4] == 0x2F, line[start + 13] == 0x3A
    else { return nil }
    return read(line, from: start, clockEnd: spaced ? line.count : start + 19)
  }

  /// `Apr  8 15:05:09`, with a year or a fraction where a sender adds them, from `start`.
  static func month(_ line: UnsafeRawBufferPointer, from start: Int) -> LeadingStamp? {
    guard start >= 0, line.count &- start >= 15, ClfTime.isMonth(line, at: start),
      line[start + 3] == 0x20, let colon = line[start...].prefix(20).firstIndex(of: 0x3A)
    else { return nil }
    return read(line, from: start, clockEnd: min(line.count, colon + 6))
  }

  /// Up to the blank behind the clock.
  private static func read(
    _ line: UnsafeRawBufferPointer, from start: Int, clockEnd: Int
  ) -> LeadingStamp? {
    let end = line[clockEnd...].firstIndex { $0 <= 0x20 } ?? line.count
    let short = LeadingStamp.read(UnsafeRawBufferPointer(rebasing: line[..<end]), at: start)
    guard let short, short.civil != nil, mayGoOn(line, behind: end) else { return short }
    return LeadingStamp.read(line, at: start)
  }

  /// Whether `PM`, `CEST`, `+0200` or `2025` may stand behind a blank; most hosts begin otherwise.
  private static func mayGoOn(_ line: UnsafeRawBufferPointer, behind end: Int) -> Bool {
    guard end &+ 2 < line.count, line[end] == 0x20 else { return false }
    let byte = line[end &+ 1]
    if byte == 0x2B || byte == 0x2D || byte &- 0x41 < 26 { return true }
    if byte == 0x61 || byte == 0x70 {
      return line[end &+ 2] | 0x20 == 0x6D || line[end &+ 2] == 0x2E
    }
    return byte == 0x31 || byte == 0x32
  }
}

extension LeadingStamp {
  /// Puts the moment where the zone is known, else the civil time, into `wrapped`.
  func date(_ wrapped: inout Wrapped) {
    wrapped.time = moment
    wrapped.localTime = civil
  }
}
