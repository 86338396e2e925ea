import LogModel
import Scan

/// Objects one after another that are written over several lines, as `jq` prints them.
public struct JSONStream: DocumentEnvelope {
  public var name: String { "json-stream" }
  public var shape: DocumentShape { .json(.init(areOutermost: true)) }

  public init() {}

  /// The first line is a brace alone, and a key begins the next.
  public func begins(_ head: UnsafeRawBufferPointer) -> Bool {
    let text = head[DocumentHead.start(of: head)...].drop { $0 <= 0x20 }
    guard text.first == 0x7B,
      let next = text.dropFirst().firstIndex(where: { $0 > 0x20 }), head[next] == 0x22
    else { return false }
    return text.prefix(upTo: next).contains(0x0A)
  }

  public func open(
    _ entry: UnsafeRawBufferPointer, under header: [String], into made: inout [UInt8]
  ) -> EntryContent {
    JSONArray.open(entry)
  }
}
