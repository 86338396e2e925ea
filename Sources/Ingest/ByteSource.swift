/// Where a decoder's bytes come from: a file, what another packing gave, a member of an archive.
protocol ByteSource: AnyObject {
  /// Writes bytes to `buffer`, at least one unless the source has ended or is torn.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> DecodedPiece
  /// Damage met on the way here.
  var damage: [StreamDamage] { get }
  /// Why reading stopped before the end, where it did.
  var failure: String? { get }
  /// Where a byte of this source lies in the file, as near as can be told.
  func packedOffset(of offset: Int) -> Int
  /// When the file was last changed, in seconds of the epoch, where it is a file itself.
  var changedAt: Int64? { get }
  /// It can be read again, from any of its offsets.
  var isSeekable: Bool { get }
}

extension ByteSource {
  var changedAt: Int64? { nil }
  var isSeekable: Bool { false }
}
