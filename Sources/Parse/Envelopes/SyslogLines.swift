import LogModel
import Scan

/// `Apr  8 15:05:09 host tag[pid]: text` with or without `<131>` before it (RFC 3164), which is
/// also what `journalctl` prints.
///
/// The year is not in the line, nor is the zone. A line without a tag is all text.
public struct SyslogLines: LineEnvelope {
  public var name: String { "syslog-3164" }

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    EnvelopeHead.isMonth(head) || Syslog.mayBeginWithPriority(head)
  }

  public func unwrap(_ line: UnsafeRawBufferPointer) -> Unwrapped {
    var at = Syslog.countEnd(line)
    let level = Syslog.priority(line, &at)
    if level == nil, at > 0 { return .foreign }
    guard let stamp = EnvelopeStamp.month(line, from: at), stamp.end + 1 < line.count,
      line[stamp.end] == 0x20
    else { return .foreign }
    at = stamp.end + 1
    var host: JSONSlice?
    // Programs that send to their own machine's socket leave the host out.
    var tag = Syslog.tag(line, from: at)
    if tag == nil {
      guard let end = EnvelopeHead.wordEnd(line, from: at, limit: 255), end < line.count,
        line[at..<end].allSatisfy(EnvelopeHead.isNameByte),
        !EnvelopeHead.isLevel(UnsafeRawBufferPointer(rebasing: line[at..<end]))
      else { return .foreign }
      host = JSONSlice(kind: .string, start: at, end: end)
      at = end + 1
      tag = Syslog.tag(line, from: at)
    }
    var wrapped = Wrapped(
      text: JSONSlice(kind: .object, start: tag?.end ?? at, end: line.count))
    wrapped.localTime = stamp.civil
    wrapped.level = level ?? .unknown
    wrapped.host = host
    wrapped.service = tag?.name
    return .record(wrapped)
  }
}
