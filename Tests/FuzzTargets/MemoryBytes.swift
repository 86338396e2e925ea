@testable import Ingest

/// Bytes at hand as a source, given out in pieces.
final class MemoryBytes: ByteSource {
  private let bytes: [UInt8]
  private let piece: Int
  private var at = 0
  var damage: [StreamDamage] { [] }
  var failure: String? { nil }

  /// - Parameter piece: bytes a call, at most; seams come to every place where it is small.
  init(_ bytes: [UInt8], piece: Int = .max) {
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

  /// The bytes as a feed whose own buffer is small too.
  static func feed(_ bytes: [UInt8], piece: Int = .max) -> ByteFeed {
    ByteFeed(MemoryBytes(bytes, piece: piece), size: max(2048, min(piece, 1 << 16)))
  }
}
