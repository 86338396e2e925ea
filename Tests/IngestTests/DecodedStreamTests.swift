import Glibc
import LogModel
import TestSupport
import Testing

@testable import Ingest

@Suite struct DecodedStreamTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("the size of the window decides nothing", arguments: [1, 64, 100, 4096, 1 << 20])
  func blockSizes(size: Int) throws {
    let bytes = Shape.mixed.bytes
    let plain = try folder.write("a.log", bytes)
    let packed = try folder.write("b.log", GzipWriter.members([bytes, bytes]))
    #expect(try Decoding(stream: plain, blockSize: size).bytes == bytes)
    #expect(try Decoding(stream: packed, blockSize: size).bytes == bytes + bytes)
  }

  @Test("a reader that takes little keeps its place and sees each byte once")
  func windows() throws {
    let bytes = Shape.lines(2000)
    let stream = try DecodedStream(
      path: try folder.write("a.gz", GzipWriter.member(bytes)), blockSize: 64)
    var seen: [UInt8] = []
    var step = 1
    while true {
      #expect(stream.offset == seen.count)
      let count = min(step, stream.window.count)
      seen += stream.window[..<count]
      stream.consume(count)
      step = step % 37 + 1
      if stream.window.count < step, stream.fill() == .end, stream.window.isEmpty { break }
    }
    #expect(seen == bytes && stream.bytesDecoded == bytes.count)
    #expect(stream.bytesRead == GzipWriter.member(bytes).count)
  }

  @Test("a window that nobody takes from grows to its limit and then says so")
  func full() throws {
    let bytes = [UInt8](repeating: 0x61, count: DecodedStream.windowLimit + 1)
    let stream = try DecodedStream(path: try folder.write("a.log", bytes), blockSize: 64)
    while stream.fill() == .more {}
    #expect(stream.fill() == .full && stream.window.count == DecodedStream.windowLimit)
    stream.consume(stream.window.count)
    #expect(stream.fill() == .more && stream.window.count == 1)
    #expect(stream.fill() == .end)
  }

  @Test("members of a byte each fill a window that is kept in few steps")
  func tinyMembers() throws {
    let packed = Array(repeatElement(GzipWriter.member([0x61]), count: 3000).joined())
    let stream = try DecodedStream(path: try folder.write("a.gz", packed), blockSize: 64)
    var fills = 0
    while stream.fill() == .more { fills += 1 }
    #expect(stream.window.count == 3000 && fills < 30)
    stream.consume(3000)
    #expect(stream.fill() == .end)
  }

  @Test("consuming more than there is takes what there is")
  func overConsuming() throws {
    let stream = try DecodedStream(path: try folder.write("a.log", "abc"))
    #expect(stream.fill() == .more)
    stream.consume(99)
    #expect(stream.window.isEmpty && stream.offset == 3)
  }

  @Test("looking ahead passes over no seam and no end")
  func lookAhead() throws {
    let member = GzipWriter.member(Array("whole\ntorn".utf8))
    let cut = try DecodedStream(path: try folder.write("a.gz", Array(member.dropLast(3))))
    cut.lookAhead(512)
    cut.lookAhead(512)
    #expect(String(decoding: cut.window, as: UTF8.self) == "whole\ntorn")
    #expect(cut.fill() == .seam && cut.fill() == .end && cut.fill() == .end)

    let short = try DecodedStream(path: try folder.write("b.log", "abc"))
    short.lookAhead(512)
    #expect(short.fill() == .end)

    let long = try DecodedStream(path: try folder.write("c.log", Shape.lines(500)), blockSize: 64)
    long.lookAhead(512)
    #expect(long.window.count >= 512 && long.offset == 0 && long.fill() == .more)
  }

  @Test("the hash of a content is the same packed, in members, plain and in small windows")
  func hashes() throws {
    let bytes = Shape.lines(3000)
    let halves = [Array(bytes[..<1001]), Array(bytes[1001...])]
    let files = [
      try folder.write("a.log", bytes), try folder.write("b", GzipWriter.member(bytes, level: 1)),
      try folder.write("c.txt", GzipWriter.members(halves)),
    ]
    var hashes: Set<String> = []
    for file in files {
      for size in [64, 1000, 1 << 20] {
        let stream = try DecodedStream(path: file, blockSize: size)
        while stream.fill() != .end { stream.consume(stream.window.count) }
        hashes.insert(stream.contentHash.hexadecimal)
      }
    }
    #expect(hashes.count == 1 && hashes.first?.count == 32)
    let other = try DecodedStream(path: try folder.write("d.log", Array(bytes.dropLast())))
    while other.fill() != .end { other.consume(other.window.count) }
    #expect(!hashes.contains(other.contentHash.hexadecimal))
  }

  @Test("XXH3 of nothing and of a short text are the published ones")
  func knownHashes() throws {
    let empty = try DecodedStream(path: try folder.write("a.log", ""))
    #expect(empty.fill() == .end)
    #expect(empty.contentHash.hexadecimal == "99aa06d3014798d86001c324468d497f")
    #expect([UInt8]().withUnsafeBytes { ContentHasher.hash(ofRecord: $0) } == 0x2D06_8005_38D3_94C2)
  }

  @Test("files that cannot be read say why", .timeLimit(.minutes(10)))
  func unreadable() throws {
    let missing = folder.path + "/none.gz"
    #expect(throws: IngestError.missing(path: missing)) { try DecodedStream(path: missing) }
    #expect(throws: IngestError.specialFile(path: folder.path)) {
      try DecodedStream(path: folder.path)
    }
    // Opening a FIFO would wait for a writer that never comes.
    let pipe = folder.path + "/pipe"
    try #require(mkfifo(pipe, 0o600) == 0)
    #expect(throws: IngestError.specialFile(path: pipe)) { try DecodedStream(path: pipe) }
    #expect(IngestError.missing(path: missing).warning.code == .missing)
    #expect(IngestError.specialFile(path: pipe).warning.code == .specialFile)
    #expect(IngestError.permissionDenied(path: pipe).warning.code == .permissionDenied)
    #expect(IngestError.unreadable(path: pipe, reason: "r").warning.message == "r")
  }

  @Test("a whole file comes unpacked, and never larger than it may be")
  func wholeFile() throws {
    let bytes = Shape.lines(100)
    let packed = try folder.write("a", GzipWriter.member(bytes))
    #expect(try WholeFile.bytes(ofPath: packed) == bytes)
    #expect(throws: IngestError.self) { try WholeFile.bytes(ofPath: packed, limit: 100) }
    let cut = try folder.write("b", Array(GzipWriter.member(bytes).dropLast(9)))
    #expect(throws: IngestError.self) { try WholeFile.bytes(ofPath: cut) }
    #expect(try String(contentsOfPath: try folder.write("c", [0x61, 0xFF])) == "a\u{FFFD}")
  }
}
