import LogModel
import TestSupport
import Testing

@testable import Ingest

@Suite struct PackingTests {
  private let folder: TemporaryFolder
  private static let parts = [
    Array("first line\nsecond line\nthird, over the".utf8),
    Array(" border\nfourth line\n".utf8), Array("fifth line\nlast line\n".utf8),
  ]

  init() throws { folder = try TemporaryFolder() }

  private func decoded(_ packed: [UInt8], blockSize: Int = 256 * 1024) throws -> Decoding {
    try Decoding(stream: try folder.write("a.log", packed), blockSize: blockSize)
  }

  @Test("each packing gives what was packed", arguments: PackingWriter.allCases, Shape.allCases)
  func wholeStreams(packing: PackingWriter, shape: Shape) throws {
    let packed = packing.frame(shape.bytes)
    for size in [64, 5000, 256 * 1024] {
      let decoding = try decoded(packed, blockSize: size)
      #expect(decoding.bytes == shape.bytes && decoding.damage.isEmpty, "window \(size)")
    }
    let stream = try DecodedStream(path: try folder.write("b", packed))
    #expect(stream.compression.rawValue == packing.rawValue)
  }

  @Test("frames one behind the other are one stream", arguments: PackingWriter.allCases)
  func concatenated(packing: PackingWriter) throws {
    let empty = packing.frame([])
    let packed = empty + packing.frames(Self.parts) + empty + packing.frame([0x0A])
    let decoding = try decoded(packed)
    #expect(decoding.pieces == [Self.parts.flatMap { $0 } + [0x0A]] && decoding.damage.isEmpty)
  }

  @Test("frames without content are passed over", arguments: [PackingWriter.zstd, .lz4])
  func skippable(packing: PackingWriter) throws {
    let hole = try #require(packing.skippable(40))
    let packed = hole + packing.frame(Self.parts[0]) + hole + hole + packing.frame(Self.parts[1])
    let decoding = try decoded(packed)
    #expect(decoding.pieces == [Self.parts[0] + Self.parts[1]] && decoding.damage.isEmpty)
    let cut = try decoded(packing.frame(Self.parts[2]) + hole.dropLast(3))
    #expect(cut.bytes == Self.parts[2] && cut.kinds == [.truncated])
  }

  @Test("padding is silent, other bytes behind are told", arguments: PackingWriter.allCases)
  func behind(packing: PackingWriter) throws {
    let packed = packing.frame(Self.parts[1])
    let padded = try decoded(packed + [UInt8](repeating: 0, count: 5000))
    #expect(padded.bytes == Self.parts[1] && padded.damage.isEmpty)
    let garbage = try decoded(packed + Array("no packing at all".utf8))
    #expect(garbage.bytes == Self.parts[1] && garbage.kinds == [.trailingGarbage])
    #expect(garbage.damage.first?.packedOffset == packed.count)
    #expect(garbage.damage.first?.message.contains(packing.rawValue) ?? false)
  }

  @Test(
    "cut anywhere, what comes out is a begin of the original", arguments: PackingWriter.allCases)
  func cuts(packing: PackingWriter) throws {
    let bytes = Shape.lines(30_000) + Shape.noise(40_000)
    let packed = packing.frame(bytes)
    var longest = 0
    for cut in (1..<40).map({ packed.count * $0 / 40 }) + [packed.count - 1] {
      let decoding = try decoded(Array(packed[..<cut]))
      #expect(decoding.kinds == [.truncated], "cut at \(cut)")
      #expect(decoding.damage.first?.packedOffset == cut)
      #expect(bytes.starts(with: decoding.bytes), "cut at \(cut)")
      // What a cut tore is parted from a line that would be whole.
      if !decoding.bytes.isEmpty { #expect(decoding.pieces.count == 2 && decoding.pieces[1] == []) }
      #expect(decoding.bytes.count >= longest)
      longest = decoding.bytes.count
    }
    #expect(longest > bytes.count / 2)
  }

  @Test("a damaged byte costs nothing before it", arguments: PackingWriter.allCases)
  func damaged(packing: PackingWriter) throws {
    let parts = [Shape.lines(9000), Shape.lines(20_000), Array("after\n".utf8) + Shape.lines(50)]
    let frames = parts.map { packing.frame($0) }
    for place in 1..<16 {
      var packed = frames
      packed[1][30 + (packed[1].count - 60) * place / 16] ^= 0x55
      let decoding = try decoded(packed.flatMap { $0 })
      #expect(!decoding.damage.isEmpty, "place \(place)")
      #expect(decoding.damage.first?.kind == .corrupt)
      #expect(decoding.bytes.starts(with: parts[0]), "place \(place)")
      #expect(decoding.pieces.last == parts[2], "place \(place)")
    }
  }

  @Test("blocks before a damaged one come out", arguments: [PackingWriter.zstd, .lz4, .bzip2])
  func blocks(packing: PackingWriter) throws {
    let bytes = Shape.noise(1_000_000)
    var packed = packing.frame(bytes)
    packed[packed.count * 3 / 4] ^= 0x11
    for size in [64, 256 * 1024, 1 << 22] {
      let decoding = try decoded(packed, blockSize: size)
      let first = try #require(decoding.pieces.first)
      // The decoders give a block's bytes before they have seen its check sum.
      let right = zip(first, bytes).prefix { $0 == $1 }.count
      #expect(right > bytes.count * 6 / 10 && decoding.kinds.first == .corrupt, "window \(size)")
    }
  }

  @Test("a block that is damaged takes none of those before it along")
  func zstdBlocks() throws {
    // Runs and lines: blocks that are no stored bytes, so the decoder notices at once.
    let bytes = Shape.lines(60_000)
    let whole = PackingWriter.zstd.frame(bytes)
    var gained: Set<Int> = []
    for place in 1..<20 {
      var packed = whole
      for at in 0..<8 { packed[packed.count * place / 20 + at] ^= 0x5A }
      let decoding = try decoded(packed)
      let small = try decoded(packed, blockSize: 64)
      #expect(decoding.pieces == small.pieces && !decoding.damage.isEmpty)
      if let count = decoding.pieces.first?.count { gained.insert(count / 131_072) }
    }
    #expect(gained.count > 3)
  }

  @Test("nothing but a header, and hardly that, is told as cut", arguments: PackingWriter.allCases)
  func heads(packing: PackingWriter) throws {
    let packed = packing.frame(Self.parts[0])
    for count in 6..<10 {
      let decoding = try decoded(Array(packed[..<count]))
      #expect(decoding.kinds == [.truncated] && decoding.bytes.isEmpty, "\(count) bytes")
    }
  }

  @Test("headers in every place do not make salvage slow", arguments: PackingWriter.allCases)
  func hostileHeaders(packing: PackingWriter) throws {
    let head = Array(packing.frame(Self.parts[0]).prefix(12))
    let packed = (0..<20_000).flatMap { _ in head }
    var decoding = Decoding()
    let spent = try ContinuousClock().measure { decoding = try decoded(packed) }
    #expect(!decoding.damage.isEmpty && decoding.damage.count <= 64)
    #expect(spent < .seconds(20))
  }

  @Test("text that begins like a packing is text")
  func lookalikes() throws {
    for text in ["BZh is how bzip2 begins", "BZ", "(\u{B5}/", "PKZIP", "BZh9 lives\n", "7z"] {
      #expect(try decoded(Array(text.utf8)).bytes == Array(text.utf8), "\(text)")
    }
  }
}
