import LogModel

/// The decoded stream of one input, as a window of bytes that its reader consumes.
///
/// The window always ends in ``padding`` readable bytes beyond its count, so that a scanner may
/// load whole words at its end. It grows when a reader asks for more without consuming, up to
/// ``windowLimit``.
public final class DecodedStream {
  /// Readable bytes behind the window.
  public static let padding = 64
  /// The largest window: what no reader consumed by then is too long for it.
  public static let windowLimit = 16 * 1024 * 1024

  public enum Fill: Equatable {
    /// There is more in the window.
    case more
    /// Bytes are missing behind the window; what is left in it is torn.
    case seam
    case end
    /// The window is as large as it gets, and full.
    case full
  }

  public let path: String
  public let compression: Compression
  /// When the content of a gzip file was last changed before it was packed, by its first
  /// header, in seconds of the epoch; `nil` where it says nothing.
  public let packedAt: Int64?
  private let file: PackedFile
  private let decompressor: any Decompressor
  private let hasher: ContentHasher?
  private var storage: UnsafeMutableRawBufferPointer
  private var begin = 0
  private var end = 0
  /// Why ``lookAhead(_:)`` went no further, until ``fill()`` says so.
  private var stopped: Fill?
  /// Decoded bytes that went into the window so far.
  public private(set) var bytesDecoded = 0

  /// - Parameters:
  ///   - blockSize: the window's first size, in bytes; it decides no result.
  ///   - isHashed: without, for a stream that was read before, ``contentHash`` is 0.
  /// - Throws: `IngestError` when the input cannot be opened or its packing is not read.
  public init(
    path: String, blockSize: Int = 256 * 1024, isHashed: Bool = true
  ) throws(IngestError) {
    self.path = path
    hasher = isHashed ? ContentHasher() : nil
    file = try PackedFile(path: path)
    file.ensure(8)
    compression = CompressionMagic.compression(of: file.available)
    packedAt = Self.packingTime(of: file.available, compression)
    switch compression {
    case .none: decompressor = PlainDecompressor(file: file)
    case .gzip: decompressor = GzipDecompressor(file: file)
    case .zstd, .xz, .bzip2, .lz4: throw .unsupported(path: path, compression: compression)
    }
    storage = .allocate(byteCount: max(64, blockSize) + Self.padding, alignment: 16)
    storage.initializeMemory(as: UInt8.self, repeating: 0)
  }

  deinit { storage.deallocate() }

  /// The bytes that are decoded and not consumed.
  public var window: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: storage[begin..<end])
  }

  /// Offset in the decoded stream of the window's first byte.
  public var offset: Int { bytesDecoded - (end - begin) }

  public var bytesRead: Int { file.bytesRead }
  public var damage: [StreamDamage] { decompressor.damage }
  public var readFailure: String? { file.failure }
  /// Complete only when the stream has been read to its end.
  public var contentHash: ContentHash { hasher?.hash ?? ContentHash(high: 0, low: 0) }

  /// When the file was last changed, in seconds of the epoch; `nil` of standard input.
  public var fileChangedAt: Int64? { file.changedAt }

  /// The field MTIME of RFC 1952; 0 is none.
  private static func packingTime(
    of head: UnsafeRawBufferPointer, _ compression: Compression
  ) -> Int64? {
    guard compression == .gzip, head.count >= 8 else { return nil }
    let stamp = UInt32(littleEndian: head.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
    return stamp == 0 ? nil : Int64(stamp)
  }

  public func consume(_ count: Int) { begin += min(count, end - begin) }

  /// Decodes until the window holds `count` bytes, or as far as the stream goes in one piece.
  ///
  /// What stopped it is what the next ``fill()`` says, so no seam is passed over.
  public func lookAhead(_ count: Int) {
    while window.count < count, stopped == nil {
      let fill = decodeMore()
      if fill != .more { stopped = fill }
    }
  }

  /// Decodes more behind the window.
  public func fill() -> Fill {
    if let told = stopped {
      stopped = nil
      return told
    }
    return decodeMore()
  }

  private func decodeMore() -> Fill {
    makeRoom()
    let room = storage.count - Self.padding - end
    guard room > 0 else { return .full }
    let target = UnsafeMutableRawBufferPointer(rebasing: storage[end..<end + room])
    switch decompressor.read(into: target) {
    case .bytes(let count):
      hasher?.update(UnsafeRawBufferPointer(rebasing: target[..<count]))
      end += count
      bytesDecoded += count
      return .more
    case .seam: return .seam
    case .end: return .end
    }
  }

  /// Moves the rest to the front; grows the window when the rest fills over half of it.
  private func makeRoom() {
    if begin > 0 {
      storage.copyMemory(from: window)
      end -= begin
      begin = 0
    }
    let capacity = storage.count - Self.padding
    guard end > capacity / 2, capacity < Self.windowLimit else { return }
    let larger = UnsafeMutableRawBufferPointer.allocate(
      byteCount: min(capacity * 2, Self.windowLimit) + Self.padding, alignment: 16)
    larger.initializeMemory(as: UInt8.self, repeating: 0)
    larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: storage[..<end]))
    storage.deallocate()
    storage = larger
  }
}
