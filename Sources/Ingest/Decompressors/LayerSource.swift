/// What a decoder gives, as the source of the next one.
final class LayerSource: ByteSource {
  private let decompressor: any Decompressor
  private let below: ByteFeed

  /// - Parameter below: what `decompressor` reads.
  init(_ decompressor: any Decompressor, below: ByteFeed) {
    self.decompressor = decompressor
    self.below = below
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> DecodedPiece {
    decompressor.read(into: buffer)
  }

  var damage: [StreamDamage] { decompressor.damage }
  var failure: String? { below.failure }
  /// Decoded bytes have no place of their own: how far the packed ones are read.
  func packedOffset(of offset: Int) -> Int { below.packedOffset }
}
