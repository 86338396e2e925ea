import LogModel
import Scan

/// `STAMP text` as tools put a stamp before every line: CloudWatch's export, `docker logs -t`,
/// `kubectl logs --timestamps`.
///
/// A logger's own lines begin so as well: it is this only where the text is a record of a form
/// of its own.
public struct StampedLines: LineEnvelope {
  public var name: String { "stamped-lines" }

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    EnvelopeHead.isDate(head)
  }

  public func unwrap(_ line: UnsafeRawBufferPointer) -> Unwrapped {
    guard let stamp = EnvelopeStamp.iso(line, from: 0), line[10] == 0x54,
      stamp.end + 1 < line.count, line[stamp.end] == 0x20 || line[stamp.end] == 0x09,
      InnerText.isKnown(line, from: stamp.end + 1)
    else { return .foreign }
    var wrapped = Wrapped(text: JSONSlice(kind: .object, start: stamp.end + 1, end: line.count))
    stamp.date(&wrapped)
    return .record(wrapped)
  }
}
