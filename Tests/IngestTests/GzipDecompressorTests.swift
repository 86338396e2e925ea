import LogModel
import TestSupport
import Testing

@testable import Ingest

@Suite struct GzipDecompressorTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func decoded(
    _ packed: [UInt8], _ engine: Engine, room: Int = 4096
  ) throws -> Decoding {
    try Decoding(file: try folder.write("a.gz", packed), engine: engine.make(), room: room)
  }

  @Test("one member gives its bytes", arguments: Shape.allCases, Engine.allCases)
  func oneMember(shape: Shape, engine: Engine) throws {
    let bytes = shape.bytes
    for level: Int32 in [0, 1, 9] {
      let decoding = try decoded(GzipWriter.member(bytes, level: level), engine, room: 65_536)
      #expect(decoding.pieces.count == 1 && decoding.damage.isEmpty)
      #expect(decoding.bytes == bytes, "level \(level)")
    }
  }

  @Test("many members are one stream, a line across their border too", arguments: Engine.allCases)
  func manyMembers(engine: Engine) throws {
    let bytes = Shape.lines(400)
    var pieces: [[UInt8]] = []
    var start = 0
    while start < bytes.count {
      let size = min(bytes.count - start, 1 + pieces.count % 97)
      pieces.append(Array(bytes[start..<start + size]))
      start += size
    }
    let decoding = try decoded(GzipWriter.members(pieces), engine)
    #expect(decoding == (try decoded(GzipWriter.member(bytes), engine)))
    #expect(decoding.bytes == bytes)
  }

  @Test("thirty thousand empty members say nothing", arguments: Engine.allCases)
  func emptyMembers(engine: Engine) throws {
    let empty = GzipWriter.member([])
    let packed =
      (0..<30_000).flatMap { _ in empty } + GzipWriter.member([0x61]) + empty
    let decoding = try decoded(packed, engine)
    #expect(decoding.bytes == [0x61] && decoding.damage.isEmpty)
  }

  @Test("a member for every line gives the lines", arguments: Engine.allCases)
  func memberPerLine(engine: Engine) throws {
    let lines = Shape.lines(2000).split(separator: 0x0A).map { Array($0) + [0x0A] }
    let decoding = try decoded(GzipWriter.members(lines), engine)
    #expect(decoding.bytes == lines.flatMap { $0 } && decoding.damage.isEmpty)
  }

  @Test("a buffer of one byte changes nothing", arguments: Engine.allCases)
  func tinyBuffer(engine: Engine) throws {
    let packed = GzipWriter.members([Shape.lines(20), [], Shape.noise(300)])
    #expect(try decoded(packed, engine, room: 1) == (try decoded(packed, engine)))
  }

  /// Flags: 2 header CRC, 4 extra field, 8 name, 16 comment.
  @Test("all optional fields of a header are passed", arguments: 0..<16, Engine.allCases)
  func headerFields(fields: Int, engine: Engine) throws {
    let flags = UInt8(fields << 1)
    let plain = GzipWriter.member(Array("hello\n".utf8))
    var head: [UInt8] = [0x1F, 0x8B, 8, flags, 1, 2, 3, 4, 0, 3]
    if flags & 4 != 0 { head += [3, 0, 0x41, 0x00, 0x1F] }
    if flags & 8 != 0 { head += Array(repeating: 0x6E, count: 300) + [0] }
    if flags & 16 != 0 { head += Array("c\u{1F}".utf8) + [0] }
    if flags & 2 != 0 {
      let sum = checkSum(head) & 0xFFFF
      head += [UInt8(sum & 255), UInt8(sum >> 8)]
    }
    let packed = head + plain[10...]
    let decoding = try decoded(packed + packed, engine)
    #expect(decoding.bytes == Array("hello\nhello\n".utf8) && decoding.damage.isEmpty)
  }

  @Test("zero padding behind the last member is silent", arguments: [1, 2, 511, 300_000])
  func padding(count: Int) throws {
    for engine in Engine.allCases {
      let packed = GzipWriter.member([0x61]) + [UInt8](repeating: 0, count: count)
      let decoding = try decoded(packed, engine)
      #expect(decoding.bytes == [0x61] && decoding.damage.isEmpty)
      // A member behind the padding belongs to the stream.
      let more = try decoded(packed + GzipWriter.member([0x62]), engine)
      #expect(more.bytes == [0x61, 0x62] && more.pieces.count == 1 && more.damage.isEmpty)
    }
  }

  @Test("garbage behind the last member is told and changes nothing", arguments: Engine.allCases)
  func trailingGarbage(engine: Engine) throws {
    for garbage in [[0x01], [0x1F, 0x8C], Array("<html>".utf8), Shape.noise(5000)] as [[UInt8]] {
      let decoding = try decoded(GzipWriter.member([0x61]) + garbage, engine)
      #expect(decoding.bytes == [0x61])
      #expect(decoding.kinds == [.trailingGarbage])
      #expect(decoding.pieces.count == 1)
    }
  }

  @Test("not gzip at all, nothing, and a header alone", arguments: Engine.allCases)
  func noMember(engine: Engine) throws {
    #expect(try decoded([], engine) == Decoding())
    #expect(try decoded([0x1F], engine).kinds == [.truncated])
    #expect(try decoded(Array("plain text\n".utf8), engine).kinds == [.corrupt])
    let member = GzipWriter.member(Shape.lines(3))
    for count in [2, 3, 9, 10] {
      let decoding = try decoded(Array(member[..<count]), engine)
      #expect(decoding.bytes.isEmpty && decoding.kinds == [.truncated], "\(count)")
    }
    // Another method of compression than deflate.
    var foreign = member
    foreign[2] = 7
    #expect(try decoded(foreign, engine).kinds.contains(.corrupt))
  }
}
