import LogModel
import Scan

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
