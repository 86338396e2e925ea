import LogModel
import Scan

/// `<131>1 STAMP HOST APP PROCID MSGID [id k="v"] text` (RFC 5424), `-` for what is not known;
/// the length of the message may stand before it.
public struct SyslogProtocolLines: LineEnvelope {
  public var name: String { "syslog-5424" }

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    Syslog.mayBeginWithPriority(head)
  }

  public func unwrap(_ line: UnsafeRawBufferPointer) -> Unwrapped {
    var at = Syslog.countEnd(line)
    guard let level = Syslog.priority(line, &at), at + 2 < line.count, line[at] &- 0x31 < 9,
      line[at + 1] == 0x20
    else { return .foreign }
    at += 2
    // Stamp, host, application, process, message id.
    var words: [JSONSlice?] = []
    for limit in [40, 255, 48, 128, 32] {
      guard let end = EnvelopeHead.wordEnd(line, from: at, limit: limit), end < line.count,
        line[end] == 0x20
      else { return .foreign }
      let isNil = end == at + 1 && line[at] == 0x2D
      words.append(isNil ? nil : JSONSlice(kind: .string, start: at, end: end))
      at = end + 1
    }
    let dataStart = at
    guard let data = dataEnd(line, from: at) else { return .foreign }
    at = min(data + 1, line.count)
    if line[at...].starts(with: [0xEF, 0xBB, 0xBF]) { at += 3 }
    // What has no message says in its id and its data what happened.
    var end = line.count
    if at == end, line[data - 1] == 0x5D || words[4] != nil {
      at = words[4]?.start ?? dataStart
      if line[data - 1] != 0x5D { end = words[4]?.end ?? end }
    }
    var wrapped = Wrapped(text: JSONSlice(kind: .object, start: at, end: end))
    if let stated = words[0] {
      guard let stamp = EnvelopeStamp.iso(line, from: stated.start), stamp.end == stated.end else {
        return .foreign
      }
      stamp.date(&wrapped)
    }
    wrapped.level = level
    wrapped.host = words[1]
    wrapped.service = words[2]
    return .record(wrapped)
  }

  /// Behind `-` or the last of the bracketed elements; a bracket inside quotes ends nothing.
  private func dataEnd(_ line: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard start < line.count else { return nil }
    if line[start] == 0x2D { return isEnd(line, start + 1) ? start + 1 : nil }
    var at = start
    while at < line.count, line[at] == 0x5B {
      var isQuoted = false
      at += 1
      while at < line.count, isQuoted || line[at] != 0x5D {
        if isQuoted, line[at] == 0x5C { at += 1 } else if line[at] == 0x22 { isQuoted.toggle() }
        at += 1
      }
      guard at < line.count else { return nil }
      at += 1
    }
    return at > start && isEnd(line, at) ? at : nil
  }

  private func isEnd(_ line: UnsafeRawBufferPointer, _ at: Int) -> Bool {
    at == line.count || line[at] == 0x20
  }
}
