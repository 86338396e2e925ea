import LogModel

@testable import Ingest

/// Bytes in memory as a source, some of them a call.
final class BytesInPieces: ByteSource {
  private var rest: ArraySlice<UInt8>
  private let size: Int

  init(_ bytes: [UInt8], size: Int = .max) {
    rest = bytes[...]
    self.size = size
  }

  var damage: [StreamDamage] { [] }
  var failure: String? { nil }
  func packedOffset(of offset: Int) -> Int { offset }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> DecodedPiece {
    let part = rest.prefix(min(size, buffer.count))
    buffer.copyBytes(from: part)
    rest = rest.dropFirst(part.count)
    return part.isEmpty ? .end : .bytes(part.count)
  }
}
