import LogModel
import Scan

/// Records that a container runtime cut into several lines, until their last piece comes.
struct RecordPieces {
  /// Pieces are joined within one stream of one writer.
  struct Key: Hashable {
    var stream: UInt8
    var names: UInt64
  }

  /// A piece, and what its envelope says of it.
  struct Piece {
    var text: [UInt8]
    var context: SharedContext
    var time: Timestamp?
    var civil: ParsedTime?
  }

  /// Streams that are open at once; and bytes of one record, of which the rest is dropped.
  private static let streamLimit = 256
  static let byteLimit = 1024 * 1024
  private var open: [Key: (piece: Piece, place: Place)] = [:]

  var isEmpty: Bool { open.isEmpty }

  /// Keeps a piece; `place` is that of the first.
  mutating func add(_ piece: Piece, at place: Place, to key: Key) {
    guard let begun = open[key]?.piece.text.count else {
      guard open.count < Self.streamLimit else { return }
      open[key] = (piece, place)
      return
    }
    open[key]?.piece.text.append(contentsOf: piece.text.prefix(max(0, Self.byteLimit - begun)))
  }

  /// Puts what came before in front of `last`; the place of the first piece, if there was one.
  mutating func join(_ last: inout [UInt8], of key: Key) -> Place? {
    guard let begun = open.removeValue(forKey: key) else { return nil }
    last = begun.piece.text + last.prefix(max(0, Self.byteLimit - begun.piece.text.count))
    return begun.place
  }

  /// Records whose last piece never came, in the order of their places.
  mutating func rest() -> [(piece: Piece, place: Place)] {
    defer { open.removeAll() }
    return open.values.sorted { $0.place.offset < $1.place.offset }
  }
}
