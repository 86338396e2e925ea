import LogModel
import TestSupport
import Testing

@testable import Ingest

@Suite struct LayerTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func stream(_ packed: [UInt8], floor: Int? = nil) throws -> DecodedStream {
    let path = try folder.write("a.log", packed)
    guard let floor else { return try DecodedStream(path: path) }
    return DecodedStream(
      path: path, layers: try LayerStack.open(path: path, acceptsPipe: false),
      expansionFloor: floor)
  }

  @Test(
    "a packing inside of any other is opened", arguments: PackingWriter.allCases,
    PackingWriter.allCases)
  func twice(inner: PackingWriter, outer: PackingWriter) throws {
    let bytes = Shape.mixed.bytes
    let path = try folder.write("a", outer.frame(inner.frame(bytes)))
    let decoding = try Decoding(stream: path)
    #expect(decoding.bytes == bytes && decoding.damage.isEmpty)
    #expect(try DecodedStream(path: path).compression.rawValue == outer.rawValue)
  }

  @Test("three packings are one too many")
  func thrice() throws {
    let packed = PackingWriter.xz.frame(
      PackingWriter.zstd.frame(PackingWriter.gzip.frame([0x41])))
    let path = try folder.write("a", packed)
    #expect(throws: IngestError.nestedTooDeep(path: path)) { try DecodedStream(path: path) }
    #expect(IngestError.nestedTooDeep(path: path).warning.code == .nestedCompressionLimit)
  }

  @Test("cut outside, the inner stream ends in one damage", arguments: PackingWriter.allCases)
  func cutOutside(outer: PackingWriter) throws {
    let bytes = Shape.noise(300_000)
    let packed = outer.frame(GzipWriter.member(bytes))
    for cut in [packed.count / 3, packed.count * 2 / 3, packed.count - 2] {
      let decoding = try Decoding(stream: try folder.write("a", Array(packed[..<cut])))
      #expect(bytes.starts(with: decoding.bytes))
      #expect(decoding.kinds == [.truncated] && decoding.damage.first?.packedOffset == cut)
    }
  }

  @Test("damage outside leaves a seam, and what stands behind it is found")
  func damageOutside() throws {
    let lines = [Shape.lines(2000), Shape.lines(7), Shape.lines(11)]
    var outer = [
      GzipWriter.member(GzipWriter.member(lines[0])),
      GzipWriter.member(GzipWriter.member(lines[1])),
      GzipWriter.member(GzipWriter.member(lines[2])),
    ]
    outer[1][12] ^= 0xFF
    let decoding = try Decoding(stream: try folder.write("a", outer.flatMap { $0 }))
    #expect(decoding.pieces.first == lines[0] && decoding.pieces.last == lines[2])
    #expect(decoding.kinds.contains(.corrupt))
  }

  @Test(
    "packings that are not read say what to do",
    arguments: [
      ([0x50, 0x4B, 0x03, 0x04, 0x14, 0], "zip"), ([0x50, 0x4B, 0x05, 0x06], "unzip"),
      ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "7z"), (Array("Rar!\u{1A}\u{7}".utf8), "rar"),
      ([0x1F, 0x9D, 0x90], "gzip -d"), ([0x02, 0x21, 0x4C, 0x18, 0], "lz4"),
    ] as [([UInt8], String)])
  func unsupported(head: [UInt8], word: String) throws {
    for packed in [head, GzipWriter.member(head)] {
      let path = try folder.write("a.log", packed)
      let error = #expect(throws: IngestError.self) { try DecodedStream(path: path) }
      let warning = try #require(error?.warning)
      #expect(warning.code == .unsupportedCompression && warning.message.contains(word))
    }
  }

  @Test("what unpacks to far more than its size is left behind the limit")
  func expansion() throws {
    let packed = PackingWriter.zstd.frame([UInt8](repeating: 0, count: 30_000_000))
    #expect(packed.count * 2000 < 10_000_000)
    let limited = try stream(packed, floor: 10_000_000)
    var seams = 0
    while true {
      limited.consume(limited.window.count)
      let fill = limited.fill()
      if fill == .seam { seams += 1 }
      if fill == .end { break }
    }
    #expect(limited.damage.map(\.code) == [.expansionLimit] && seams == 1)
    #expect(limited.bytesDecoded >= 10_000_000 && limited.bytesDecoded < 12_000_000)
    let free = try stream(packed)
    while free.fill() != .end { free.consume(free.window.count) }
    #expect(free.damage.isEmpty && free.bytesDecoded == 30_000_000)
  }
}
