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
