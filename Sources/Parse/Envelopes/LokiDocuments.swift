import LogModel
import Scan

/// Loki's answer to a range query: streams in `data.result`, each newest first by default.
public struct LokiQueryRange: DocumentEnvelope {
  public var name: String { "loki-query-range" }

  public var isLimited: Bool { true }
  public var shape: DocumentShape { LokiEntry.shape }

  public init() {}

  public func begins(_ head: UnsafeRawBufferPointer) -> Bool {
    let keys = DocumentHead.keys(of: head)
    guard keys.first == "data" || (keys.first == "status" && keys.dropFirst().first == "data")
    else { return false }
    // A service's own records may begin so too; what stands in `data` tells.
    let inner = DocumentHead.keys(of: head, inside: "data").first ?? ""
    return ["resultType", "result", "stats", "encodingFlags"].contains(inner)
  }

  public func open(
    _ entry: UnsafeRawBufferPointer, under header: [String], into made: inout [UInt8]
  ) -> EntryContent {
    LokiEntry.open(entry)
  }
}

/// What an agent sends to Loki: `{"streams":[{"stream":{…},"values":[["ns","line"],…]}]}`.
public struct LokiPush: DocumentEnvelope {
  public var name: String { "loki-push" }

  public var shape: DocumentShape { LokiEntry.shape }

  public init() {}

  public func begins(_ head: UnsafeRawBufferPointer) -> Bool {
    DocumentHead.keys(of: head).first == "streams"
  }

  public func open(
    _ entry: UnsafeRawBufferPointer, under header: [String], into made: inout [UInt8]
  ) -> EntryContent {
    LokiEntry.open(entry)
  }
}

/// The entries of Loki's documents: `["ns","line"]`, with metadata behind the line or without.
enum LokiEntry {
  static let shape = DocumentShape.json(
    .init(
      containers: ["data", "result", "streams"], entries: ["values"], labels: "stream"))

  static func open(_ entry: UnsafeRawBufferPointer) -> EntryContent {
    var cursor = JSONCursor(entry)
    var stamp = JSONSlice(kind: .null, start: 0, end: 0)
    var text = stamp
    guard cursor.enterArray(), cursor.nextElement(&stamp) == .member,
      cursor.nextElement(&text) == .member, stamp.kind == .string, text.kind == .string
    else { return .foreign }
    guard let time = EpochText.parse(entry.slice(stamp)) else { return .undated }
    var wrapped = Wrapped(text: text)
    wrapped.time = time
    return .record(wrapped)
  }
}
