/// Records that a container runtime cut into several lines, until their last piece comes.
struct RecordPieces {
  /// Pieces are joined within one stream of one writer.
  struct Key: Hashable {
    var stream: UInt8
    var names: UInt64
  }

  private struct Open {
    var text: [UInt8]
    var place: Place
  }

  /// Streams that are open at once; and bytes of one record, of which the rest is dropped.
  private static let streamLimit = 256
  static let byteLimit = 1024 * 1024
  private var open: [Key: Open] = [:]

  /// Keeps a piece; `place` is that of the first.
  mutating func add(_ text: [UInt8], at place: Place, to key: Key) {
    if open[key] == nil {
      guard open.count < Self.streamLimit else { return }
      open[key] = Open(text: [], place: place)
    }
    let room = Self.byteLimit - (open[key]?.text.count ?? 0)
    open[key]?.text.append(contentsOf: text.prefix(max(0, room)))
  }

  /// Puts what came before in front of `last`; the place of the first piece, if there was one.
  mutating func join(_ last: inout [UInt8], of key: Key) -> Place? {
    guard let begun = open.removeValue(forKey: key) else { return nil }
    last = begun.text + last.prefix(max(0, Self.byteLimit - begun.text.count))
    return begun.place
  }

  /// Records whose last piece never came, in the order of their places.
  mutating func rest() -> [(text: [UInt8], place: Place)] {
    defer { open.removeAll() }
    return open.values.sorted { $0.place.offset < $1.place.offset }.map { ($0.text, $0.place) }
  }
}
