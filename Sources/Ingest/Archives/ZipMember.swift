/// The content of one member of a zip archive, as a source of bytes.
///
/// What is deflated gets the head and the end of a gzip file, which is the same packing.
final class ZipMember: ByteSource {
  private let file: PackedFile
  private var front: [UInt8] = []
  private var left: Int
  private var back: [UInt8] = []
  private var isCut = false
  private let start: Int

  /// - Parameter file: at the place where the content begins.
  init(_ file: PackedFile, _ entry: ZipDirectory.Entry) {
    self.file = file
    left = entry.packedSize
    start = entry.offset
    guard entry.method == 8 else { return }
    front = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
    for number in [entry.checksum, UInt32(truncatingIfNeeded: entry.size)] {
      back += (0..<4).map { UInt8(truncatingIfNeeded: number >> UInt32(8 * $0)) }
    }
  }

  var failure: String? { file.failure }

  var damage: [StreamDamage] {
    guard isCut else { return [] }
    return [
      StreamDamage(
        kind: .truncated, packedOffset: start,
        message: "the archive is cut or damaged inside of this member")
    ]
  }

  func packedOffset(of offset: Int) -> Int { start + offset }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> DecodedPiece {
    guard !buffer.isEmpty, !isCut else { return .end }
    if !front.isEmpty { return Self.give(&front, to: buffer) }
    if left > 0 {
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(buffer.count, left)])
      guard case .bytes(let count) = file.read(into: room) else {
        isCut = true
        return .seam
      }
      left -= count
      return .bytes(count)
    }
    return back.isEmpty ? .end : Self.give(&back, to: buffer)
  }

  private static func give(
    _ bytes: inout [UInt8], to buffer: UnsafeMutableRawBufferPointer
  ) -> DecodedPiece {
    let count = min(bytes.count, buffer.count)
    bytes.withUnsafeBytes {
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[..<count]))
    }
    bytes.removeFirst(count)
    return .bytes(count)
  }
}
