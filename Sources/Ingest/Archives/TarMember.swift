/// The content of one member of an archive, as a source of bytes.
final class TarMember: ByteSource {
  private let archive: ByteFeed
  /// Bytes to come.
  private(set) var left: Int
  /// Where the content begins in the archive's bytes.
  private let start: Int
  private(set) var isCut = false

  init(archive: ByteFeed, size: Int) {
    self.archive = archive
    left = size
    start = archive.offset
  }

  var failure: String? { nil }

  var damage: [StreamDamage] {
    guard isCut else { return [] }
    return [
      StreamDamage(
        kind: .truncated, packedOffset: archive.packedOffset,
        message: "the archive is cut or damaged inside of this member")
    ]
  }

  func packedOffset(of offset: Int) -> Int { archive.packedOffset(of: start + offset) }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> DecodedPiece {
    guard left > 0, !isCut else { return .end }
    if archive.available.isEmpty, !archive.fill() {
      isCut = true
      return .seam
    }
    let room = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(buffer.count, left)])
    let count = archive.take(into: room)
    left -= count
    return .bytes(count)
  }

  /// Passes over what nobody read.
  func drain() {
    while left > 0, !isCut {
      if archive.available.isEmpty, !archive.fill() {
        isCut = true
      } else {
        let count = min(left, archive.available.count)
        archive.consume(count)
        left -= count
      }
    }
  }
}
