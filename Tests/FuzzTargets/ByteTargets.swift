@testable import Ingest

/// Targets that read bytes as they lie on a disk.
enum ByteTargets {
  /// More decoded bytes than this are not asked for: a bomb is another test's matter.
  private static let decodedLimit = 1 << 20

  static func packed(_ bytes: [UInt8]) {
    // Small pieces bring seams to every place.
    for piece in [7, 512, 1 << 16] {
      guard let layers = try? LayerStack(packed: feed(bytes, piece), path: "a") else { continue }
      read(DecodedStream(path: "a", layers: layers, blockSize: max(64, piece)))
    }
  }

  static func tar(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { _ = TarHeader($0) }
    var attributes = TarAttributes()
    attributes.read(bytes)
    for piece in [512, 1 << 16] {
      guard let layers = try? LayerStack(packed: feed(bytes, piece), path: "a") else { continue }
      let archive = Archive(path: "a", layers: layers)
      var members = 0
      while members < 64, let member = archive.next(blockSize: 256) {
        members += 1
        if case .stream(let stream) = member { read(stream) }
      }
      _ = archive.damage
    }
  }

  private static func feed(_ bytes: [UInt8], _ piece: Int) -> ByteFeed {
    ByteFeed(PiecedBytes(bytes, piece: piece), size: max(2048, piece))
  }

  private static func read(_ stream: DecodedStream) {
    stream.lookAhead(300)
    while stream.bytesDecoded < decodedLimit {
      stream.consume(stream.window.count)
      if stream.fill() == .end { break }
    }
    _ = (stream.contentHash, stream.damage.map(\.code), stream.offset)
  }
}

/// Bytes at hand, given out in pieces.
private final class PiecedBytes: ByteSource {
  private let bytes: [UInt8]
  private let piece: Int
  private var at = 0
  var damage: [StreamDamage] { [] }
  var failure: String? { nil }

  init(_ bytes: [UInt8], piece: Int) {
    self.bytes = bytes
    self.piece = piece
  }

  func packedOffset(of offset: Int) -> Int { offset }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> DecodedPiece {
    let count = min(piece, buffer.count, bytes.count - at)
    guard count > 0 else { return .end }
    buffer.copyBytes(from: bytes[at..<at + count])
    at += count
    return .bytes(count)
  }
}
