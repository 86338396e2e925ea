/// Hands out bytes as they are.
final class PlainDecompressor: Decompressor {
  private let feed: ByteFeed
  var damage: [StreamDamage] { feed.damage }

  init(feed: ByteFeed) { self.feed = feed }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> DecodedPiece {
    if feed.available.isEmpty, !feed.fill() { return feed.passSeam() ? .seam : .end }
    return .bytes(feed.take(into: buffer))
  }
}
