import LogModel
import Scan

/// Parts that the forms of syslog share.
enum Syslog {
  /// `<131>` at `at`, which moves behind it: facility and level in one number up to 191.
  static func priority(_ line: UnsafeRawBufferPointer, _ at: inout Int) -> Severity? {
    guard at < line.count, line[at] == 0x3C else { return nil }
    var value = 0
    var end = at + 1
    while end < line.count, end < at + 5, line[end] &- 0x30 < 10 {
      value = value * 10 + Int(line[end] &- 0x30)
      end += 1
    }
    guard end > at + 1, end < line.count, line[end] == 0x3E, value <= 191 else { return nil }
    at = end + 1
    return SeverityText.severity(Int64(value & 7), .syslog)
  }

  /// `123 ` before a `<`, as streams count the bytes of what follows; where that begins.
  static func countEnd(_ line: UnsafeRawBufferPointer) -> Int {
    var at = 0
    while at < line.count, at < 7, line[at] &- 0x30 < 10 { at += 1 }
    guard at > 0, at + 1 < line.count, line[at] == 0x20, line[at + 1] == 0x3C else { return 0 }
    return at + 1
  }

  /// `123 <131>` or `<131>`.
  static func mayBeginWithPriority(_ head: Slice<UnsafeRawBufferPointer>) -> Bool {
    guard let first = head.first else { return false }
    if first == 0x3C { return true }
    guard first &- 0x30 < 10 else { return false }
    let rest = head.drop { $0 &- 0x30 < 10 }
    return rest.first == 0x20 && (rest.count == 1 || rest.dropFirst().first == 0x3C)
  }

  struct Tag {
    var name: JSONSlice
    var hasProcess: Bool
    /// Where the text begins.
    var end: Int
  }

  /// `sshd[77]: `, `postfix/smtpd[4]: `, `kernel: ` at `start`.
  static func tag(_ line: UnsafeRawBufferPointer, from start: Int) -> Tag? {
    var at = start
    while at < line.count, at - start <= 64, isTagByte(line[at]) { at += 1 }
    guard at > start, at < line.count else { return nil }
    let name = JSONSlice(kind: .string, start: start, end: at)
    var hasProcess = false
    if line[at] == 0x5B {
      let close = line[at...].prefix(24).firstIndex(of: 0x5D)
      guard let close, close > at + 1, close + 1 < line.count else { return nil }
      hasProcess = true
      at = close + 1
    }
    guard line[at] == 0x3A else { return nil }
    at += 1
    guard at == line.count || line[at] == 0x20 || line[at] == 0x09 else { return nil }
    return Tag(name: name, hasProcess: hasProcess, end: min(at + 1, line.count))
  }

  private static func isTagByte(_ byte: UInt8) -> Bool {
    EnvelopeHead.isLetterOrDigit(byte)
      || [0x2D, 0x2E, 0x5F, 0x2F, 0x28, 0x29, 0x40, 0x7E, 0x2B].contains(byte)
  }
}

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
    // Java's own logger writes `Apr 8, 2025 3:02:11 PM a.b.Orders store`, which is no host.
    let isJava = level == nil && line[at..<stamp.end].contains(0x2C)
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
    if isJava, tag == nil || host == nil { return .foreign }
    var wrapped = Wrapped(
      text: JSONSlice(kind: .object, start: tag?.end ?? at, end: line.count))
    stamp.date(&wrapped)
    wrapped.level = level ?? .unknown
    wrapped.host = host
    wrapped.service = tag?.name
    return .record(wrapped)
  }
}

/// `2025-04-08T15:05:09.123456+00:00 host tag[pid]: text`, as rsyslog writes by default and
/// `journalctl -o short-iso` prints; with `<131>` before it where it was forwarded. With `-o
/// short-full` it is `Tue 2025-04-08 15:05:09 CEST host tag[pid]: text`.
public struct SyslogStampedLines: LineEnvelope {
  public var name: String { "syslog-iso" }

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    EnvelopeHead.isDate(head) || head.first == 0x3C || Self.isWeekday(head)
  }

  /// `Tue 2025`
  private static func isWeekday(_ head: Slice<UnsafeRawBufferPointer>) -> Bool {
    guard head.count == 8 else { return false }
    let first = head.startIndex
    return head[first] &- 0x41 < 26 && head[first + 3] == 0x20 && head[first + 4] &- 0x30 < 10
      && head[first + 7] &- 0x30 < 10
  }

  public func unwrap(_ line: UnsafeRawBufferPointer) -> Unwrapped {
    var at = 0
    let level = Syslog.priority(line, &at)
    let isFull = Self.isWeekday(line.prefix(8))
    let found = isFull ? LeadingStamp.read(line, at: 0) : EnvelopeStamp.iso(line, from: at)
    guard let stamp = found, isFull || line[at + 10] == 0x54, stamp.end + 1 < line.count,
      line[stamp.end] == 0x20
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
    guard tag.hasProcess || hasOffset || level != nil || isFull else { return .foreign }
    var wrapped = Wrapped(text: JSONSlice(kind: .object, start: tag.end, end: line.count))
    stamp.date(&wrapped)
    wrapped.level = level ?? .unknown
    wrapped.host = JSONSlice(kind: .string, start: hostStart, end: hostEnd)
    wrapped.service = tag.name
    return .record(wrapped)
  }
}
