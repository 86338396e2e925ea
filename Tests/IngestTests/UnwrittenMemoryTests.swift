import TestSupport
import Testing

@testable import Ingest

/// Of damaged files, every decoder hands out bytes that it wrote and decoded, and no others.
///
/// Each file is decoded twice, by engines and into buffers that held other bytes before: what
/// was never written differs then. Zeroed memory would hide it.
@Suite struct UnwrittenMemoryTests {
  private static let fills: [UInt8] = [0xAA, 0x55]

  /// Contents whose blocks end in other ways: lines, long repeats, noise, several members.
  private static let contents: [[[UInt8]]] = [
    [Shape.lines(120)], [Shape.lines(4000)],
    [Shape.lines(300), Shape.lines(2000), Array("after\n".utf8) + Shape.lines(900)],
    [Shape.mixed.bytes + Shape.lines(500)],
    [(0..<3).flatMap { _ in Shape.lines(700) } + [UInt8](repeating: 0x2D, count: 9000)],
    [Array(Shape.window.bytes.prefix(90_000))],
  ]

  private static func format(_ packing: PackingWriter) throws -> FrameFormat {
    try #require(FrameFormat.all.first { $0.compression.rawValue == packing.rawValue })
  }

  /// Decodes by an engine whose own memory holds one byte everywhere, as far as that goes.
  private static func decoding(
    _ packed: [UInt8], _ format: FrameFormat, _ engine: any FrameEngine, stale: [UInt8],
    fill: UInt8, room: Int
  ) -> Decoding {
    _ = Decoding(
      BytesInPieces(stale), format: format, engine: engine, room: 1 << 17, fill: fill)
    engine.reset()
    return Decoding(
      BytesInPieces(packed), format: format, engine: engine, room: room, fill: fill)
  }

  /// How the bytes before the first seam differ; short, for a message.
  private static func difference(_ found: Decoding, _ wanted: Decoding) -> String? {
    let (found, wanted) = (found.pieces[0], wanted.pieces[0])
    guard found != wanted else { return nil }
    let same = zip(found, wanted).prefix { $0 == $1 }.count
    return "\(found.count) bytes where \(wanted.count) are wanted, the first \(same) equal"
  }

  @Test("memory that was not written reaches no output", arguments: PackingWriter.allCases)
  func unwritten(packing: PackingWriter) throws {
    let format = try Self.format(packing)
    let stale = Self.fills.map { packing.frame([UInt8](repeating: $0, count: 140_000)) }
    var damages = DamagedBytes(seed: 11)
    for (number, content) in Self.contents.enumerated() {
      let packed = packing.frames(content)
      for kind in DamagedBytes.Kind.allCases {
        for round in 0..<24 {
          let bytes = damages.damaged(packed, kind)
          let room = [1 << 16, 1 << 12, 1 << 18][round % 3]
          let twice = zip(Self.fills, stale).map { fill, stale in
            Self.decoding(
              bytes, format, format.makeEngine(), stale: stale, fill: fill, room: room)
          }
          #expect(twice[0] == twice[1], "content \(number), \(kind) \(round)")
        }
      }
    }
  }

  @Test("up to a damage the bytes are those of zlib", arguments: DamagedBytes.Kind.allCases)
  func asZlib(kind: DamagedBytes.Kind) throws {
    var damages = DamagedBytes(seed: 5)
    for (number, content) in Self.contents.enumerated() {
      for level: Int32 in [1, 6, 9] {
        let packed = content.flatMap { GzipWriter.member($0, level: level) }
        for round in 0..<16 {
          let bytes = damages.damaged(packed, kind)
          let room = [1 << 16, 1 << 12, 1 << 18, 1 << 9][round % 4]
          let wanted = Decoding(BytesInPieces(bytes), engine: ZlibInflater(), room: 1 << 16)
          let found = Decoding(
            BytesInPieces(bytes), engine: FrameFormat.gzip.makeEngine(), room: room, fill: 0xA5)
          let difference = Self.difference(found, wanted)
          #expect(difference == nil, "content \(number), level \(level), \(kind) \(round)")
        }
      }
    }
  }

  @Test("in a small file, every flipped bit gives what zlib gives")
  func everyBit() throws {
    let packed = GzipWriter.members([Shape.lines(40), Shape.lines(12)])
    for bit in 0..<packed.count * 8 {
      var bytes = packed
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      let wanted = Decoding(BytesInPieces(bytes), engine: ZlibInflater(), room: 1 << 16)
      // In small pieces, noise that follows a damaged header goes on over many calls.
      for size in [Int.max, 7] {
        let found = Decoding(
          BytesInPieces(bytes, size: size), engine: FrameFormat.gzip.makeEngine(), room: 1 << 16,
          fill: 0xA5)
        #expect(Self.difference(found, wanted) == nil, "bit \(bit), pieces of \(size)")
      }
    }
  }

  @Test("the size of buffers decides nothing", arguments: Engine.allCases)
  func anySize(engine: Engine) throws {
    var damages = DamagedBytes(seed: 3)
    let packed = GzipWriter.members([Shape.lines(3000), Shape.lines(40)])
    for round in 0..<20 {
      let bytes = damages.damaged(packed, .flip)
      let wanted = Decoding(BytesInPieces(bytes), engine: engine.make(), room: 1 << 17)
      for (size, room) in [(7, 4096), (700, 1 << 17), (.max, 100), (5000, 9)] {
        let found = Decoding(BytesInPieces(bytes, size: size), engine: engine.make(), room: room)
        #expect(Self.difference(found, wanted) == nil, "\(round): \(size), \(room)")
      }
    }
  }
}
