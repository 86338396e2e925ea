import LogModel
import Scan

/// Files of a node's container runtime: `STAMP stdout F text`; `P` marks a piece of a long line.
public struct ContainerRuntimeLines: LineEnvelope {
  public var name: String { "kubernetes-cri" }

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    EnvelopeHead.isDate(head)
  }

  public func unwrap(_ line: UnsafeRawBufferPointer) -> Unwrapped {
    guard let stamp = EnvelopeStamp.iso(line, from: 0), stamp.moment != nil else {
      return .foreign
    }
    let rest = line[stamp.end...]
    let isError = rest.starts(with: " stderr ".utf8)
    guard isError || rest.starts(with: " stdout ".utf8) else { return .foreign }
    var at = stamp.end + 8
    guard at < line.count, line[at] == 0x46 || line[at] == 0x50 else { return .foreign }
    let isPiece = line[at] == 0x50
    // Further tags may follow the first, behind colons.
    let end = line[at...].prefix(64).firstIndex(of: 0x20) ?? line.count
    guard end == at + 1 || at + 1 < line.count && line[at + 1] == 0x3A else { return .foreign }
    at = min(end + 1, line.count)
    var wrapped = Wrapped(text: JSONSlice(kind: .object, start: at, end: line.count))
    stamp.date(&wrapped)
    wrapped.part = isPiece ? .piece : .last
    wrapped.stream = isError ? 2 : 1
    return .record(wrapped)
  }
}
