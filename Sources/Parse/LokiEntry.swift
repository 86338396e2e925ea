import LogModel
import Scan

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
