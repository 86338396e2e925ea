import Ingest
import LogModel

/// The decoded bytes of one event file, piece by piece.
final class EventBytes {
  private let stream: DecodedStream
  /// Bytes were missing behind what was read.
  private(set) var isCut = false
  private var hasEnded = false

  /// - Throws: `IngestError` when it cannot be opened.
  init(path: String) throws(IngestError) {
    stream = try DecodedStream(path: path, isHashed: false, acceptsPipe: true)
  }

  /// The next bytes; `nil` at the end, or where the file is cut or damaged.
  func next() -> [UInt8]? {
    guard !hasEnded else { return nil }
    switch stream.fill() {
    case .more:
      let bytes = Array(stream.window)
      stream.consume(bytes.count)
      return bytes
    case .end: break
    case .seam, .full: isCut = true
    }
    hasEnded = true
    return nil
  }
}
