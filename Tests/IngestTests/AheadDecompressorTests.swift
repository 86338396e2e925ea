import LogModel
import TestSupport
import Testing

@testable import Ingest

@Suite("decoding on a thread of its own")
struct AheadDecompressorTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func stream(_ path: String, isAhead: Bool, blockSize: Int) throws -> DecodedStream {
    DecodedStream(
      path: path, layers: try LayerStack.open(path: path, acceptsPipe: false),
      blockSize: blockSize, isAhead: isAhead)
  }

  private func decoding(
    _ path: String, isAhead: Bool, blockSize: Int = 256 * 1024
  ) throws -> (Decoding, ContentHash, Int) {
    let stream = try stream(path, isAhead: isAhead, blockSize: blockSize)
    return (Decoding(of: stream), stream.contentHash, stream.bytesRead)
  }

  @Test("gives what the reader's own thread gives", arguments: PackingWriter.allCases)
  func same(packing: PackingWriter) throws {
    let bytes = Shape.lines(60_000) + Shape.noise(700_000)
    let path = try folder.write("a", packing.frame(bytes) + packing.frame(bytes))
    let own = try decoding(path, isAhead: false)
    for size in [64, 4096, 1 << 20] {
      let ahead = try decoding(path, isAhead: true, blockSize: size)
      #expect(ahead == own)
    }
    #expect(own.0.bytes == bytes + bytes)
  }

  @Test("tells the same damage at the same place", arguments: PackingWriter.allCases)
  func damage(packing: PackingWriter) throws {
    let bytes = Shape.lines(20_000)
    let frame = packing.frame(bytes)
    for number in 0..<8 {
      var packed = frame + frame + frame
      let at = frame.count / 2 + number * 97 % frame.count
      for place in at..<at + 3 { packed[place] ^= UInt8(truncatingIfNeeded: number &* 31 | 1) }
      if number % 3 == 0 { packed.removeLast(frame.count / 3) }
      let path = try folder.write("a\(number)", packed)
      let own = try decoding(path, isAhead: false)
      for size in [64, 1 << 14, 1 << 20] {
        let ahead = try decoding(path, isAhead: true, blockSize: size)
        #expect(ahead == own, "damage \(number), windows of \(size)")
        let other = try decoding(path, isAhead: false, blockSize: size)
        #expect(other == own, "damage \(number), windows of \(size), one thread")
      }
      #expect(!own.0.damage.isEmpty)
    }
  }

  @Test("is left at any place, and waits for no reader")
  func left() throws {
    let path = try folder.write("a.gz", GzipWriter.member(Shape.lines(200_000)))
    for count in [0, 1, 3, 40] {
      let stream = try stream(path, isAhead: true, blockSize: 1 << 12)
      for _ in 0..<count where stream.fill() == .more { stream.consume(stream.window.count) }
      #expect(stream.bytesDecoded >= min(count, 1))
    }
  }

  @Test("has places to read on from, some megabytes apart")
  func places() throws {
    let bytes = Shape.lines(500_000)
    let path = try folder.write("a.gz", GzipWriter.member(bytes))
    let stream = try stream(path, isAhead: true, blockSize: 1 << 16)
    var places: [StreamCheckpoint] = []
    while stream.fill() != .end {
      stream.consume(stream.window.count - min(77, stream.window.count))
      if let place = stream.checkpoint() { places.append(place) }
    }
    #expect(places.count > 2)
    for place in places {
      let resumed = try DecodedStream(path: path, resuming: place)
      #expect(Decoding(of: resumed).bytes == Array(bytes[place.offset...]))
    }
  }
}
