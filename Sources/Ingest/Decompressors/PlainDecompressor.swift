/// Hands out a file's bytes as they are.
final class PlainDecompressor: Decompressor {
  private let file: PackedFile
  var damage: [StreamDamage] { [] }

  init(file: PackedFile) { self.file = file }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> DecodedPiece {
    if file.available.isEmpty, !file.fill() { return .end }
    let count = min(buffer.count, file.available.count)
    buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: file.available[..<count]))
    file.consume(count)
    return .bytes(count)
  }
}
