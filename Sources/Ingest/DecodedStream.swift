import CTrap
import CXXHash
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
  /// The packed bytes: of a file, or of a member of an archive.
  private let packed: ByteFeed
  /// When the content of a gzip file was last changed before it was packed, by its first
  /// header, in seconds of the epoch; `nil` where it says nothing.
  public let packedAt: Int64?
  private let decompressor: any Decompressor
  /// ``decompressor``, where it decodes ahead: it alone may ask ``packed`` then.
  private let ahead: AheadDecompressor?
  private let hasher: ContentHasher?
  private var storage: UnsafeMutableRawBufferPointer
  private var begin = 0
  private var end = 0
  /// Why ``lookAhead(_:)`` went no further, until ``fill()`` says so.
  private var stopped: Fill?
  private let expansionFloor: Int
  /// What the bytes behind the window are before anything is written there.
  private let fillByte: UInt8
  /// Set once the stream was left because it unpacks to too much.
  private var expansion: StreamDamage?
  /// A packed byte that gives more than this is no log's, past the floor.
  private static let expansionRatio = 2000
  /// Decoded bytes that went into the window so far.
  public private(set) var bytesDecoded = 0

  /// Opens a file, `-`, or a member of an archive as `archive!member`.
  ///
  /// - Parameters:
  ///   - blockSize: the window's first size, in bytes; it decides no result.
  ///   - isHashed: without, for a stream that was read before, ``contentHash`` is 0.
  ///   - acceptsPipe: whether the path may be a pipe, which can be read once.
  /// - Throws: `IngestError` when the input cannot be opened or its packing is not read.
  public convenience init(
    path: String, blockSize: Int = 256 * 1024, isHashed: Bool = true, acceptsPipe: Bool = false
  ) throws(IngestError) {
    let layers = try LayerStack.open(path: path, acceptsPipe: acceptsPipe)
    guard !layers.isArchive else {
      throw .unsupported(
        path: path, packing: "an archive as a whole", advice: "name a member: \(path)!MEMBER")
    }
    self.init(path: path, layers: layers, blockSize: blockSize, isHashed: isHashed)
  }

  /// - Parameters:
  ///   - isAhead: whether a thread of its own decodes a packed one; it decides no result.
  ///   - expansionFloor: decoded bytes beyond which ``expansionRatio`` is minded.
  ///   - fillByte: what the bytes behind the window are at first; no reader may tell.
  init(
    path: String, layers: LayerStack, blockSize: Int = 256 * 1024, isHashed: Bool = true,
    isAhead: Bool = false, expansionFloor: Int = 8 << 30, fillByte: UInt8 = 0
  ) {
    self.path = path
    self.fillByte = fillByte
    self.expansionFloor = expansionFloor
    hasher = isHashed ? ContentHasher() : nil
    packed = layers.packed
    compression = layers.compression
    packedAt = layers.packedAt
    ahead =
      isAhead && layers.compression != .none
      ? AheadDecompressor(layers.decompressor, packed: packed) : nil
    decompressor = ahead ?? layers.decompressor
    storage = .allocate(byteCount: max(64, blockSize) + Self.padding, alignment: 16)
    storage.initializeMemory(as: UInt8.self, repeating: fillByte)
  }

  /// Reads a file on from a place that was noted when it was read before.
  ///
  /// What stands before it is not read, so nothing is told of the whole: no hash, no head.
  ///
  /// - Throws: `IngestError` when the file cannot be opened, or is shorter by now.
  public init(
    path: String, resuming checkpoint: StreamCheckpoint, blockSize: Int = 256 * 1024
  ) throws(IngestError) {
    let file = try PackedFile(path: path)
    guard file.seek(to: checkpoint.decoder.packedOffset) else {
      throw .unreadable(path: path, reason: "it is shorter than it was")
    }
    self.path = path
    fillByte = 0
    expansionFloor = .max
    hasher = nil
    packed = ByteFeed(file, offset: checkpoint.decoder.packedOffset)
    compression = .gzip
    packedAt = nil
    ahead = nil
    decompressor = FrameDecompressor(feed: packed, format: .gzip, resuming: checkpoint.decoder)
    let rest = checkpoint.window.count
    storage = .allocate(byteCount: max(64, blockSize, rest * 2) + Self.padding, alignment: 16)
    storage.initializeMemory(as: UInt8.self, repeating: 0)
    storage.copyBytes(from: checkpoint.window)
    end = rest
    bytesDecoded = checkpoint.offset + rest
  }

  deinit { storage.deallocate() }

  /// The place where ``window`` begins, to read on from there later; `nil` where that cannot be
  /// done, as with a pipe, a packing that keeps too much, or damage before it.
  public func checkpoint() -> StreamCheckpoint? {
    guard stopped == nil, expansion == nil, let decoder = decompressor.snapshot() else {
      return nil
    }
    return StreamCheckpoint(
      offset: offset, window: Array(window) + decoder.waiting, decoder: decoder)
  }

  /// The bytes that are decoded and not consumed.
  public var window: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: storage[begin..<end])
  }

  /// Offset in the decoded stream of the window's first byte.
  public var offset: Int { bytesDecoded - (end - begin) }

  public var bytesRead: Int { position.read }
  private var position: PackedPosition { ahead?.position ?? PackedPosition(packed) }
  public var damage: [StreamDamage] { decompressor.damage + (expansion.map { [$0] } ?? []) }
  public var readFailure: String? { ahead.map(\.failure) ?? packed.failure }
  /// Complete only when the stream has been read to its end.
  public var contentHash: ContentHash { hasher?.hash ?? ContentHash(high: 0, low: 0) }

  /// When the file was last changed, in seconds of the epoch; `nil` of standard input.
  public var fileChangedAt: Int64? { packed.changedAt }

  /// The last bytes of a file that is not packed, at most `count`, wherever reading is; empty of
  /// any other input.
  public func plainTail(_ count: Int) -> [UInt8] {
    compression == .none ? packed.tail(count) : []
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

  /// Decodes more behind the window: at least half of what it holds, or as far as the stream goes
  /// in one piece.
  public func fill() -> Fill {
    if let told = stopped {
      stopped = nil
      return told
    }
    let kept = window.count
    let fill = decodeMore()
    guard fill == .more else { return fill }
    // The caller looks at what it kept once more, so that much comes with it that frames of a byte
    // each make that no work for every byte.
    while window.count - kept < kept / 2, stopped == nil {
      let next = decodeMore()
      // Said when it is asked again, for by then the window may have been taken from.
      if next == .full { break }
      if next != .more { stopped = next }
    }
    return .more
  }

  private func decodeMore() -> Fill {
    recount_trap_at(Int64(offset))
    makeRoom()
    let room = storage.count - Self.padding - end
    guard room > 0 else { return .full }
    if expansion != nil { return .end }
    if bytesDecoded > expansionFloor, bytesDecoded / Self.expansionRatio > position.read {
      expansion = StreamDamage(
        kind: .expansion, packedOffset: position.consumed,
        message: "unpacks to more than \(Self.expansionRatio) times its size; the rest was left")
      return .seam
    }
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
    larger.initializeMemory(as: UInt8.self, repeating: fillByte)
    larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: storage[..<end]))
    storage.deallocate()
    storage = larger
  }
}

/// XXH3 of a stream as it goes by, and of single records.
public final class ContentHasher {
  private let state: OpaquePointer?

  public init() {
    state = XXH3_createState()
    XXH3_128bits_reset(state)
  }

  deinit { XXH3_freeState(state) }

  func update(_ bytes: UnsafeRawBufferPointer) {
    recount_xxh3_128_update(state, bytes.baseAddress, bytes.count)
  }

  var hash: ContentHash {
    let digest = XXH3_128bits_digest(state)
    return ContentHash(high: digest.high64, low: digest.low64)
  }

  /// XXH3-64 of one record's bytes: orders events of equal stamps by what they say.
  public static func hash(ofRecord bytes: UnsafeRawBufferPointer) -> UInt64 {
    recount_xxh3_64(bytes.baseAddress, bytes.count)
  }
}
