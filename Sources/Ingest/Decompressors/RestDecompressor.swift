/// A decoder whose first bytes were looked at: gives them again, then the rest.
///
/// The rest goes straight into the reader's window.
final class RestDecompressor: Decompressor {
  private let head: ByteFeed
  private let rest: any Decompressor
  private var isPastHead = false
  var damage: [StreamDamage] { rest.damage }

  /// - Parameter head: a feed of `rest`, with what was taken from it so far.
  init(head: ByteFeed, rest: any Decompressor) {
    self.head = head
    self.rest = rest
  }

  func snapshot() -> DecoderSnapshot? { isPastHead ? rest.snapshot() : nil }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> DecodedPiece {
    if isPastHead { return rest.read(into: buffer) }
    if !head.available.isEmpty { return .bytes(head.take(into: buffer)) }
    isPastHead = true
    switch head.stop {
    case .seam: return .seam
    case .end: return .end
    case nil: return rest.read(into: buffer)
    }
  }
}
