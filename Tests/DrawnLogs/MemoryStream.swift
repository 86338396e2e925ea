@testable import Ingest

/// Decoded streams of texts that lie in memory.
enum MemoryStream {
  /// - Parameter path: the name the text is read under; no file has to be there.
  static func of(_ text: String, path: String) throws -> DecodedStream {
    let source = TextSource(text)
    return DecodedStream(path: path, layers: try LayerStack(packed: ByteFeed(source), path: path))
  }
}

private final class TextSource: ByteSource {
  private var rest: ArraySlice<UInt8>
  var damage: [StreamDamage] { [] }
  var failure: String? { nil }

  init(_ text: String) { rest = Array(text.utf8)[...] }

  func packedOffset(of offset: Int) -> Int { offset }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> DecodedPiece {
    let part = rest.prefix(buffer.count)
    guard !part.isEmpty else { return .end }
    buffer.copyBytes(from: part)
    rest = rest.dropFirst(part.count)
    return .bytes(part.count)
  }
}
