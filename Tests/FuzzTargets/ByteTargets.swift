@testable import Ingest

/// Targets that read bytes as they lie on a disk.
enum ByteTargets {
  /// More decoded bytes than this are not asked for: a bomb is another test's matter.
  private static let decodedLimit = 1 << 20

  static func packed(_ bytes: [UInt8]) {
    // Small pieces bring seams to every place.
    for piece in [7, 512, 1 << 16] {
      guard let layers = try? LayerStack(packed: MemoryBytes.feed(bytes, piece: piece), path: "a")
      else { continue }
      read(DecodedStream(path: "a", layers: layers, blockSize: max(64, piece)))
    }
  }

  static func tar(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { _ = TarHeader($0) }
    var attributes = TarAttributes()
    attributes.read(bytes)
    for piece in [512, 1 << 16] {
      guard let layers = try? LayerStack(packed: MemoryBytes.feed(bytes, piece: piece), path: "a")
      else { continue }
      let archive = Archive(path: "a", layers: layers)
      var members = 0
      while members < 64, let member = archive.next(blockSize: 256) {
        members += 1
        if case .stream(let stream) = member { read(stream) }
      }
      _ = archive.damage
    }
  }

  /// Decodes gzip with the engine in use and with zlib: the same bytes up to the first error.
  static func gzip(_ bytes: [UInt8]) {
    let wanted = decoded(bytes, ZlibInflater(), piece: .max, room: 1 << 16, fill: 0)
    for (piece, room) in [(.max, 1 << 16), (7, 1 << 12), (512, 100)] {
      let engine = FrameFormat.gzip.makeEngine()
      let found = decoded(bytes, engine, piece: piece, room: room, fill: 0xA5)
      let same = zip(found, wanted).prefix { $0 == $1 }.count
      precondition(
        found == wanted,
        "pieces of \(piece), room for \(room): \(found.count) bytes where zlib gives "
          + "\(wanted.count), the first \(same) equal")
    }
  }

  /// What the members of a file give before the first error; where reading goes on behind it is
  /// not zlib's matter.
  ///
  /// - Parameter fill: what the output buffer holds before each call.
  private static func decoded(
    _ bytes: [UInt8], _ engine: any FrameEngine, piece: Int, room: Int, fill: UInt8
  ) -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: room, alignment: 16)
    defer { buffer.deallocate() }
    var out: [UInt8] = []
    bytes.withUnsafeBytes { bytes in
      var at = 0
      var isMember = false
      while out.count < decodedLimit {
        let rest = UnsafeRawBufferPointer(rebasing: bytes[at...])
        if !isMember {
          guard case .frame = FrameFormat.gzip.header(rest) else { return }
          engine.reset()
          isMember = true
        }
        buffer.initializeMemory(as: UInt8.self, repeating: fill)
        let part = UnsafeRawBufferPointer(rebasing: rest.prefix(piece))
        let (consumed, produced, step) = engine.decode(part, into: buffer)
        out += buffer[..<produced]
        at += consumed
        if step == .frameEnd { isMember = false }
        guard step == .frameEnd || step == .going && consumed + produced > 0 else { return }
      }
    }
    return Array(out.prefix(decodedLimit))
  }

  private static func read(_ stream: DecodedStream) {
    stream.lookAhead(300)
    while stream.bytesDecoded < decodedLimit {
      stream.consume(stream.window.count)
      if stream.fill() == .end { break }
    }
    _ = (stream.contentHash, stream.damage.map(\.code), stream.offset)
  }
}
