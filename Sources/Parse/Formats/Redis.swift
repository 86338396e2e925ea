import LogModel
import Scan

/// Lines of Redis and its kin: `7:M 02 Mar 2025 10:00:07.250 # Out of memory`.
///
/// A process and its role come first; a mark stands for the level.
public struct Redis: LogFormat {
  public var name: String { "redis" }
  public var hasContinuations: Bool { true }

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    guard let first = head.first, first &- 0x30 < 10 else { return false }
    return head.count < 8 || head.contains(0x3A)
  }

  public func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    let process = line.prefix(10).prefix { $0 &- 0x30 < 10 }
    let at = process.count
    guard at > 0, at &+ 3 < line.count, line[at] == 0x3A, line[at &+ 2] == 0x20,
      [0x58, 0x43, 0x53, 0x4D].contains(line[at &+ 1]),
      let stamp = LeadingStamp.read(line, at: at &+ 3), stamp.end &+ 2 < line.count,
      line[stamp.end] == 0x20, line[stamp.end &+ 2] == 0x20
    else { return false }
    switch line[stamp.end &+ 1] {
    case 0x2E: fields.level = .trace
    case 0x2D: fields.level = .debug
    case 0x2A: fields.level = .info
    case 0x23: fields.level = .warning
    default: return false
    }
    fields.time = stamp.moment
    fields.localTime = stamp.civil
    let start = stamp.end &+ 3
    let end = AnsiCodes.trimmedEnd(line, from: start)
    if start < end { fields.message = JSONSlice(kind: .string, start: start, end: end) }
    return true
  }
}
