import LogModel

/// The directory of a zip archive, which stands at its end: exports of chats come as one.
///
/// Source: PKWARE's APPNOTE, sections 4.3 and 4.4. Members that are stored or deflated are read.
final class ZipDirectory {
  /// What the directory says of a member.
  struct Entry {
    var name: String
    var method: UInt16
    var isEncrypted: Bool
    var checksum: UInt32
    var packedSize: Int
    var size: Int
    /// Of its own header in the file.
    var offset: Int
  }

  private(set) var entries: [Entry] = []
  private let path: String
  /// A larger directory is not read.
  private static let directoryLimit = 64 << 20
  private static let endSize = 22
  private static let memberLimit = 200_000

  /// `nil` where the file is no zip archive, or one without an end.
  init?(path: String) throws(IngestError) {
    self.path = path
    let file = try PackedFile(path: path)
    guard file.isSeekable, let total = file.sizeOfFile,
      Self.bytes(of: file, at: 0, count: 4).map({ $0[0] == 0x50 && $0[1] == 0x4B }) ?? false
    else { return nil }
    let tailStart = max(0, total - 65_557 - 20)
    guard let tail = Self.bytes(of: file, at: tailStart, count: total - tailStart),
      let end = Self.end(in: tail)
    else { return nil }
    var (count, size, offset) = (
      Int(Self.number(tail, end + 10, 2)), Int(Self.number(tail, end + 12, 4)),
      Int(Self.number(tail, end + 16, 4))
    )
    if count == 0xFFFF || size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF, end >= 20,
      Self.number(tail, end - 20, 4) == 0x0706_4B50,
      let large = Self.bytes(of: file, at: Int(clamping: Self.number(tail, end - 12, 8)), count: 56)
    {
      count = Int(clamping: Self.number(large, 32, 8))
      size = Int(clamping: Self.number(large, 40, 8))
      offset = Int(clamping: Self.number(large, 48, 8))
    }
    guard size <= Self.directoryLimit, offset <= total - min(size, total),
      let bytes = Self.bytes(of: file, at: offset, count: size)
    else { return nil }
    read(bytes, count: min(count, Self.memberLimit))
  }

  private func read(_ bytes: [UInt8], count: Int) {
    var at = 0
    while entries.count < count, at + 46 <= bytes.count,
      Self.number(bytes, at, 4) == 0x0201_4B50
    {
      let (nameSize, extraSize, noteSize) = (
        Int(Self.number(bytes, at + 28, 2)), Int(Self.number(bytes, at + 30, 2)),
        Int(Self.number(bytes, at + 32, 2))
      )
      let nameEnd = at + 46 + nameSize
      guard nameEnd + extraSize <= bytes.count else { return }
      var entry = Entry(
        name: String(decoding: bytes[(at + 46)..<nameEnd], as: UTF8.self),
        method: UInt16(Self.number(bytes, at + 10, 2)),
        isEncrypted: Self.number(bytes, at + 8, 2) & 1 == 1,
        checksum: UInt32(Self.number(bytes, at + 16, 4)),
        packedSize: Int(Self.number(bytes, at + 20, 4)),
        size: Int(Self.number(bytes, at + 24, 4)), offset: Int(Self.number(bytes, at + 42, 4)))
      Self.widen(&entry, Array(bytes[nameEnd..<(nameEnd + extraSize)]))
      if !entry.name.hasSuffix("/") { entries.append(entry) }
      at = nameEnd + extraSize + noteSize
    }
  }

  /// Takes the numbers of 64 bits that stand in an extra field where 32 do not do.
  private static func widen(_ entry: inout Entry, _ extra: [UInt8]) {
    var at = 0
    while at + 4 <= extra.count {
      let (kind, size) = (number(extra, at, 2), Int(number(extra, at + 2, 2)))
      var place = at + 4
      at = place + size
      guard kind == 1, at <= extra.count else { continue }
      func next() -> Int? {
        guard place + 8 <= at else { return nil }
        defer { place += 8 }
        return Int(clamping: number(extra, place, 8))
      }
      if entry.size == 0xFFFF_FFFF, let wide = next() { entry.size = wide }
      if entry.packedSize == 0xFFFF_FFFF, let wide = next() { entry.packedSize = wide }
      if entry.offset == 0xFFFF_FFFF, let wide = next() { entry.offset = wide }
    }
  }

  /// The content of a member, as the bytes of a file; a deflated one as gzip.
  func layers(ofMember name: String, path: String) throws(IngestError) -> LayerStack? {
    guard let entry = entries.last(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
      return nil
    }
    guard !entry.isEncrypted, entry.method == 0 || entry.method == 8 else {
      throw .unsupported(
        path: path, packing: entry.isEncrypted ? "an encrypted member" : "a member of this kind",
        advice: "unpack it first, with unzip")
    }
    let file = try PackedFile(path: self.path)
    guard let head = Self.bytes(of: file, at: entry.offset, count: 30),
      Self.number(head, 0, 4) == 0x0403_4B50,
      file.seek(
        to: entry.offset + 30 + Int(Self.number(head, 26, 2)) + Int(Self.number(head, 28, 2)))
    else { throw .unreadable(path: path, reason: "the archive is cut or damaged") }
    return try LayerStack(packed: ByteFeed(ZipMember(file, entry)), path: path)
  }

  /// Where the record of the directory's end begins: the last one.
  private static func end(in tail: [UInt8]) -> Int? {
    guard tail.count >= endSize else { return nil }
    return (0...(tail.count - endSize)).reversed().first {
      tail[$0] == 0x50 && number(tail, $0, 4) == 0x0605_4B50
    }
  }

  /// A number whose lowest byte comes first.
  private static func number(_ bytes: [UInt8], _ at: Int, _ count: Int) -> UInt64 {
    (0..<count).reduce(0) { $0 | UInt64(bytes[at + $1]) << UInt64(8 * $1) }
  }

  private static func bytes(of file: PackedFile, at offset: Int, count: Int) -> [UInt8]? {
    guard count > 0, offset >= 0, file.seek(to: offset) else { return nil }
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let piece = bytes.withUnsafeMutableBytes {
        file.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[filled...]))
      }
      guard case .bytes(let more) = piece else { return nil }
      filled += more
    }
    return bytes
  }
}
