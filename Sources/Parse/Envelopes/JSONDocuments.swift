import LogModel
import Scan

/// Any array of objects as the whole of a file: `[{…},{…}]`; each object is a record.
public struct JSONArray: DocumentEnvelope {
  public var name: String { "json-array" }
  public var shape: DocumentShape { .json(.init(areOutermost: true)) }

  public init() {}

  public func begins(_ head: UnsafeRawBufferPointer) -> Bool {
    DocumentHead.keysOfFirstElement(of: head) != nil
  }

  public func open(
    _ entry: UnsafeRawBufferPointer, under header: [String], into made: inout [UInt8]
  ) -> EntryContent {
    Self.open(entry)
  }

  /// The object is looked at as a line of its own would be.
  static func open(_ entry: UnsafeRawBufferPointer) -> EntryContent {
    guard entry.first == 0x7B else { return .foreign }
    return .record(Wrapped(text: JSONSlice(kind: .object, start: 0, end: entry.count)))
  }
}

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
