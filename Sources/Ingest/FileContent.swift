import CXXHash
import LogModel

/// The identity of a file by its bytes as they lie on disk, whatever they unpack to.
public struct FileContent: Hashable, Sendable {
  /// XXH3-128 of all bytes.
  public var hash: ContentHash
  /// Bytes.
  public var size: Int

  /// Bytes that are read at once: more do not make it faster.
  private static let blockSize = 1 << 18

  /// Reads a file to its end, as large as it is when it is opened.
  ///
  /// Two readings that differ show that it changed in between; its times and its size do not.
  ///
  /// - Returns: `nil` for what is no regular file, and for one that cannot be read whole.
  public init?(ofPath path: String) {
    guard let file = try? PackedFile(path: path), file.isSeekable else { return nil }
    let hasher = ContentHasher()
    let block = UnsafeMutableRawBufferPointer.allocate(
      byteCount: Self.blockSize, alignment: 64)
    defer { block.deallocate() }
    var size = 0
    while case .bytes(let count) = file.read(into: block) {
      hasher.update(UnsafeRawBufferPointer(rebasing: block[..<count]))
      size += count
    }
    guard file.failure == nil else { return nil }
    self.hash = hasher.hash
    self.size = size
  }

  /// XXH3-128 of bytes at hand.
  public static func hash(of bytes: [UInt8]) -> ContentHash {
    let hasher = ContentHasher()
    bytes.withUnsafeBytes { hasher.update($0) }
    return hasher.hash
  }
}
