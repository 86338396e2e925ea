import LogModel
import Scan

/// `2025-04-08T15:05:09.123456+00:00 host tag[pid]: text`, as rsyslog writes by default and
/// `journalctl -o short-iso` prints; with `<131>` before it where it was forwarded.
public struct SyslogStampedLines: LineEnvelope {
  public var name: String { "syslog-iso" }

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    EnvelopeHead.isDate(head) || head.first == 0x3C
  }

  public func unwrap(_ line: UnsafeRawBufferPointer) -> Unwrapped {
    var at = 0
    let level = Syslog.priority(line, &at)
    guard let stamp = EnvelopeStamp.iso(line, from: at), line[at + 10] == 0x54,
      stamp.end + 1 < line.count, line[stamp.end] == 0x20
    else { return .foreign }
    let hostStart = stamp.end + 1
    guard let hostEnd = EnvelopeHead.wordEnd(line, from: hostStart, limit: 255),
      hostEnd < line.count, line[hostEnd] == 0x20, line[hostEnd - 1] != 0x3A,
      line[hostStart..<hostEnd].allSatisfy(EnvelopeHead.isNameByte),
      !EnvelopeHead.isLevel(UnsafeRawBufferPointer(rebasing: line[hostStart..<hostEnd])),
      let tag = Syslog.tag(line, from: hostEnd + 1)
    else { return .foreign }
    // A logger's `STAMP word word: text` looks the same; only these stamps have an offset.
    let hasOffset = line[stamp.end - 1] != 0x5A && stamp.moment != nil
    guard tag.hasProcess || hasOffset || level != nil else { return .foreign }
    var wrapped = Wrapped(text: JSONSlice(kind: .object, start: tag.end, end: line.count))
    stamp.date(&wrapped)
    wrapped.level = level ?? .unknown
    wrapped.host = JSONSlice(kind: .string, start: hostStart, end: hostEnd)
    wrapped.service = tag.name
    return .record(wrapped)
  }
}
