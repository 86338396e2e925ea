import Events
import Ingest
import LogModel

/// The decoded bytes of one event file, piece by piece.
final class EventBytes {
  private let stream: DecodedStream
  private var hasEnded = false
  private var lastByte: UInt8 = 0x0A
  /// What has passed by so far.
  private(set) var border = EventBorder()

  /// - Throws: `IngestError` when it cannot be opened.
  init(path: String) throws(IngestError) {
    stream = try DecodedStream(path: path, isHashed: false, acceptsPipe: true)
  }

  /// The next bytes; `nil` at the end.
  ///
  /// Between bytes that damage parts stands a line end, so that no two rows become one.
  func next() -> [UInt8]? {
    while !hasEnded {
      let filled = stream.fill()
      var bytes = Array(stream.window)
      stream.consume(bytes.count)
      if let last = bytes.last { lastByte = last }
      if filled == .seam, lastByte != 0x0A {
        bytes.append(0x0A)
        lastByte = 0x0A
      }
      hasEnded = filled == .end
      guard !bytes.isEmpty else { continue }
      bytes.withUnsafeBytes { border.take($0) }
      return bytes
    }
    return nil
  }

  /// Of a cut or damaged packing, and of reading that stopped; all of it once the end was reached.
  var damage: [InputWarning] {
    let damage = stream.damage.map {
      InputWarning($0.code, byteOffset: $0.packedOffset, message: $0.message)
    }
    guard let failure = stream.readFailure else { return damage }
    return damage + [InputWarning(.vanished, message: "reading stopped: \(failure)")]
  }
}
