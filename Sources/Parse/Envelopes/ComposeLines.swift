import LogModel
import Scan

/// `docker compose logs`: `orders-1  | text`, names padded to one width.
public struct ComposeLines: LineEnvelope {
  public var name: String { "docker-compose" }

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    head.first.map(EnvelopeHead.isLetterOrDigit) ?? false
  }

  public func unwrap(_ line: UnsafeRawBufferPointer) -> Unwrapped {
    var end = 0
    while end < line.count, end < 64, EnvelopeHead.isNameByte(line[end]), line[end] != 0x3A {
      end += 1
    }
    var at = end
    while at < line.count, at < 96, line[at] == 0x20 { at += 1 }
    guard end > 0, at > end, at < line.count, line[at] == 0x7C,
      at + 1 == line.count || line[at + 1] == 0x20,
      !EnvelopeHead.isLevel(UnsafeRawBufferPointer(rebasing: line[..<end]))
    else {
      return line.starts(with: "Attaching to ".utf8) ? .header(labels: nil) : .foreign
    }
    let start = min(at + 2, line.count)
    var wrapped = Wrapped(text: JSONSlice(kind: .object, start: start, end: line.count))
    wrapped.host = JSONSlice(kind: .string, start: 0, end: end)
    let count = PodName.replicaCount(line[..<end])
    wrapped.service = JSONSlice(kind: .string, start: 0, end: count)
    return .record(wrapped)
  }
}
