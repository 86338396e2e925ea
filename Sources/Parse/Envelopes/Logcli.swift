import LogModel
import Scan

/// `logcli query -o jsonl`: `{"labels":{…},"line":"…","timestamp":"…"}`, one a line.
public struct LogcliLines: LineEnvelope {
  public var name: String { "logcli-jsonl" }
  public var isLimited: Bool { true }

  public init() {}

  /// By as much of its keys as the head holds.
  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    let bytes = Array(head)
    guard bytes.count == 8, bytes[0] == 0x7B else { return false }
    let key = bytes[2...]
    return bytes[1] != 0x22 || key.elementsEqual("labels".utf8)
      || key.starts(with: "line\"".utf8) || key.elementsEqual("timest".utf8)
  }

  public func unwrap(_ line: UnsafeRawBufferPointer) -> Unwrapped {
    guard Self.mayBegin(line) else { return .foreign }
    var cursor = JSONCursor(line)
    guard cursor.enterObject() else { return .foreign }
    var member = JSONMember()
    var text: JSONSlice?
    var labels: JSONSlice?
    var time: Timestamp?
    var hasOthers = false
    loop: while true {
      switch cursor.nextMember(&member) {
      case .member: break
      case .end: break loop
      case .invalid, .cut: return .foreign
      }
      let key = UnsafeRawBufferPointer(rebasing: line[member.keyStart..<member.keyEnd])
      if key.elementsEqual("line".utf8), member.value.kind == .string {
        text = member.value
      } else if key.elementsEqual("labels".utf8), member.value.kind == .object {
        labels = member.value
      } else if key.elementsEqual("timestamp".utf8) {
        let stated = line.slice(member.value)
        time = TimestampText.parse(stated)?.timestamp() ?? EpochText.parse(stated)
      } else {
        hasOthers = true
      }
    }
    // A record of its own may have a time and a `line` of source code.
    guard cursor.isAtEnd(), let text, let time, labels != nil || !hasOthers else {
      return .foreign
    }
    var wrapped = Wrapped(text: text)
    wrapped.time = time
    wrapped.labels = labels
    return .record(wrapped)
  }

  /// One of its three keys is the first; other JSON is not walked twice.
  private static func mayBegin(_ line: UnsafeRawBufferPointer) -> Bool {
    guard line.count > 12, line[0] == 0x7B else { return false }
    let head = line[1...].drop { $0 == 0x20 }
    return head.starts(with: "\"labels\"".utf8) || head.starts(with: "\"line\"".utf8)
      || head.starts(with: "\"timestamp\"".utf8)
  }
}

/// What `logcli query` prints by default: `2025-04-08T15:05:09Z {pod="p-1"}      line`.
public struct LogcliText: LineEnvelope {
  public var name: String { "logcli-text" }
  public var isLimited: Bool { true }

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    EnvelopeHead.isDate(head)
  }

  public func unwrap(_ line: UnsafeRawBufferPointer) -> Unwrapped {
    guard let stamp = EnvelopeStamp.iso(line, from: 0), stamp.moment != nil,
      stamp.end + 2 < line.count, line[stamp.end] == 0x20, line[stamp.end + 1] == 0x7B,
      let labelsEnd = LabelSet.end(line, from: stamp.end + 1),
      labelsEnd < line.count, line[labelsEnd] == 0x20
    else { return .foreign }
    let textStart = line[labelsEnd...].firstIndex { $0 != 0x20 } ?? line.count
    var wrapped = Wrapped(text: JSONSlice(kind: .object, start: textStart, end: line.count))
    stamp.date(&wrapped)
    wrapped.labels = JSONSlice(kind: .object, start: stamp.end + 1, end: labelsEnd)
    return .record(wrapped)
  }
}
