import LogModel
import Scan

/// What a line of free text says, where the time is known from elsewhere.
enum PlainMessage {
  /// Takes level, message and what the message names; a clock at the front is passed over, for
  /// it has no date.
  static func fill(_ fields: UnsafeMutablePointer<RecordFields>, from line: UnsafeRawBufferPointer)
  {
    var start = AnsiCodes.skip(line, from: 0)
    if let clock = clockEnd(line, at: start) { start = clock }
    take(line, from: start, level: .unknown, into: &fields.pointee)
  }

  /// The rest of a line behind its time; `level` is what stood before that.
  static func take(
    _ line: UnsafeRawBufferPointer, from start: Int, level: Severity,
    into fields: inout RecordFields
  ) {
    let head = MessageHead(line, from: start, level: level)
    fields.level = head.level
    let end = AnsiCodes.trimmedEnd(line, from: head.start)
    guard head.start < end else { return }
    fields.message = JSONSlice(kind: .string, start: head.start, end: end)
    MessagePairs.take(line, head.start..<end, into: &fields)
    MessageCall.take(line, head.start..<end, into: &fields)
  }

  /// Behind `15:02:11.123` at `start`, in brackets or not.
  private static func clockEnd(_ line: UnsafeRawBufferPointer, at start: Int) -> Int? {
    var at = start
    if at < line.count, line[at] == 0x5B { at &+= 1 }
    guard at &+ 8 < line.count, line[at &+ 2] == 0x3A, line[at &+ 5] == 0x3A else { return nil }
    for offset in [0, 1, 3, 4, 6, 7] where line[at &+ offset] &- 0x30 > 9 { return nil }
    at &+= 8
    if line[at] == 0x2E || line[at] == 0x2C {
      at &+= 1
      while at < line.count, line[at] &- 0x30 < 10 { at &+= 1 }
    }
    return at
  }
}
