import LogModel

/// The packings of an input, opened one inside the other, down to what is in them.
struct LayerStack {
  /// Packings inside of packings that are opened.
  static let limit = 2
  /// So many bytes tell a packing and an archive.
  private static let headSize = TarHeader.size

  /// The bytes as they lie there.
  let packed: ByteFeed
  /// The outermost packing.
  var compression: Compression
  /// The innermost bytes, their head at hand; ``decompressor`` gives these very bytes.
  let content: ByteFeed
  let decompressor: any Decompressor
  let isArchive: Bool
  /// The time in the outermost header of gzip, in seconds of the epoch; `nil` where it has none.
  let packedAt: Int64?

  /// - Throws: `IngestError` when a layer cannot be read, or there are too many.
  init(packed: ByteFeed, path: String) throws(IngestError) {
    self.packed = packed
    var feed = packed
    var outermost: Compression?
    var last: FrameDecompressor?
    var depth = 0
    feed.ensure(Self.headSize)
    packedAt = Self.packingTime(of: feed.available)
    while let format = FrameFormat.packing(feed.available) {
      guard depth < Self.limit else { throw .nestedTooDeep(path: path) }
      depth += 1
      let layer = FrameDecompressor(feed: feed, format: format)
      outermost = outermost ?? format.compression
      last = layer
      feed = ByteFeed(LayerSource(layer, below: feed))
      feed.ensure(Self.headSize)
    }
    if let (packing, advice) = UnreadPacking.found(in: feed.available) {
      throw .unsupported(path: path, packing: packing, advice: advice)
    }
    compression = outermost ?? .none
    content = feed
    isArchive = TarHeader(feed.available) != nil
    let plain: any Decompressor =
      last.map { RestDecompressor(head: feed, rest: $0) } ?? PlainDecompressor(feed: feed)
    if !isArchive, let encoding = TextEncoding(of: feed.available) {
      decompressor = TextDecoder(plain, encoding)
    } else {
      decompressor = plain
    }
  }

  /// The field MTIME of RFC 1952; 0 is none.
  private static func packingTime(of head: UnsafeRawBufferPointer) -> Int64? {
    guard FrameFormat.packing(head)?.compression == .gzip, head.count >= 8 else { return nil }
    let stamp = UInt32(littleEndian: head.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
    return stamp == 0 ? nil : Int64(stamp)
  }

  /// Opens a file, or a member of an archive that is a file: `archive!member`.
  static func open(path: String, acceptsPipe: Bool) throws(IngestError) -> LayerStack {
    do {
      let file = try PackedFile(path: path, acceptsPipe: acceptsPipe)
      return try LayerStack(packed: ByteFeed(file), path: path)
    } catch {
      // A file whose own name holds the mark goes first.
      guard case .missing = error else { throw error }
      for (archive, member) in MemberPath.splits(of: path) {
        if let zip = try ZipDirectory(path: archive) {
          if let layers = try zip.layers(ofMember: member, path: path) { return layers }
          continue
        }
        if let layers = try Archive(path: archive).layers(ofMember: member, path: path) {
          return layers
        }
      }
      throw error
    }
  }
}

/// What a path led to: one stream of bytes, or an archive of several.
public enum OpenedInput {
  case stream(DecodedStream)
  case archive(Archive)

  /// Opens a file, `-`, a pipe, or a member of an archive as `archive!member`.
  ///
  /// - Parameter isAhead: whether a packed stream is decoded on a thread of its own.
  /// - Throws: `IngestError` when it cannot be opened or its packing is not read.
  public static func open(
    path: String, blockSize: Int = 256 * 1024, acceptsPipe: Bool = false, isAhead: Bool = false
  ) throws(IngestError) -> OpenedInput {
    let layers = try LayerStack.open(path: path, acceptsPipe: acceptsPipe)
    return layers.isArchive
      ? .archive(Archive(path: path, layers: layers))
      : .stream(DecodedStream(path: path, layers: layers, blockSize: blockSize, isAhead: isAhead))
  }
}

/// Packings that are told and not read, with what to do about them.
enum UnreadPacking {
  private static let known: [(magic: [UInt8], packing: String, advice: String)] = [
    ([0x50, 0x4B, 0x03, 0x04], "zip", "unpack it first, with unzip"),
    ([0x50, 0x4B, 0x05, 0x06], "zip", "unpack it first, with unzip"),
    ([0x50, 0x4B, 0x07, 0x08], "zip", "unpack it first, with unzip"),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "7z", "unpack it first, with 7z x"),
    ([0x52, 0x61, 0x72, 0x21, 0x1A, 0x07], "rar", "unpack it first, with unrar x"),
    ([0x1F, 0x9D], "compress (.Z)", "unpack it first, with gzip -d"),
    ([0x02, 0x21, 0x4C, 0x18], "the old form of lz4", "unpack it first, with lz4 -d"),
    ([0x4C, 0x5A, 0x49, 0x50, 0x01], "lzip", "unpack it first, with lzip -d"),
    (
      [0xFF, 0x06, 0x00, 0x00, 0x73, 0x4E, 0x61, 0x50, 0x70, 0x59], "snappy",
      "unpack it first, with snzip -d"
    ),
  ]

  static func found(in head: UnsafeRawBufferPointer) -> (packing: String, advice: String)? {
    known.first { head.starts(with: $0.magic) }.map { ($0.packing, $0.advice) }
  }
}
