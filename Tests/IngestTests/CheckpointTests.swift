import LogModel
import TestSupport
import Testing

@testable import Ingest

@Suite struct CheckpointTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Every byte from a stream's window on.
  private func rest(of stream: DecodedStream) -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      bytes += stream.window
      stream.consume(stream.window.count)
      if stream.fill() == .end { return bytes }
    }
  }

  @Test("a stream is read on from any place as if it had been read up to there")
  func resumes() throws {
    let bytes = Shape.lines(20_000)
    let path = try folder.write("a.gz", GzipWriter.members([bytes, bytes, bytes]))
    let stream = try DecodedStream(path: path, blockSize: 1 << 12)
    var places: [StreamCheckpoint] = []
    while stream.fill() != .end {
      // A part of the window stays, as a line that has not ended.
      stream.consume(stream.window.count - min(77, stream.window.count))
      if let place = stream.checkpoint() { places.append(place) }
    }
    #expect(places.count > 20)
    let whole = bytes + bytes + bytes
    for place in places {
      let resumed = try DecodedStream(path: path, resuming: place, blockSize: 1 << 10)
      #expect(resumed.offset == place.offset)
      #expect(rest(of: resumed) == Array(whole[place.offset...]))
      #expect(resumed.damage.isEmpty && resumed.bytesDecoded == whole.count)
    }
    // Resuming changes nothing of the place.
    let again = try DecodedStream(path: path, resuming: places[3])
    #expect(rest(of: again) == Array(whole[places[3].offset...]))
  }

  @Test("damage behind a place is told where it lies in the file")
  func damageBehind() throws {
    let bytes = Shape.lines(30_000)
    let packed = GzipWriter.member(bytes)
    let path = try folder.write("a.gz", Array(packed.dropLast(200)))
    let stream = try DecodedStream(path: path, blockSize: 1 << 12)
    var first: StreamCheckpoint?
    while stream.fill() != .end {
      stream.consume(stream.window.count)
      first = first ?? stream.checkpoint()
    }
    let place = try #require(first)
    let resumed = try DecodedStream(path: path, resuming: place)
    while resumed.fill() != .end { resumed.consume(resumed.window.count) }
    #expect(!stream.damage.isEmpty && resumed.damage == stream.damage)
    #expect(resumed.bytesDecoded == stream.bytesDecoded)
  }

  @Test("there is no place in what cannot be read on: plain, packed twice, in an archive, torn")
  func none() throws {
    let bytes = Shape.lines(3000)
    let twice = GzipWriter.member(GzipWriter.member(bytes))
    var torn = GzipWriter.members([bytes, bytes])
    torn[2000] ^= 0xFF
    for (name, content) in [("a.log", bytes), ("b.gz", twice), ("c.gz", torn)] {
      let stream = try DecodedStream(path: try folder.write(name, content), blockSize: 1 << 12)
      while true {
        let fill = stream.fill()
        if fill == .end { break }
        stream.consume(stream.window.count)
        let mayHave = name == "c.gz" && stream.damage.isEmpty
        #expect(mayHave || stream.checkpoint() == nil, "\(name)")
      }
    }
  }

  @Test("a file that became shorter is refused")
  func shorter() throws {
    let bytes = Shape.lines(30_000)
    let packed = GzipWriter.member(bytes)
    let path = try folder.write("a.gz", packed)
    let stream = try DecodedStream(path: path, blockSize: 1 << 12)
    var last: StreamCheckpoint?
    while stream.fill() != .end {
      stream.consume(stream.window.count)
      last = stream.checkpoint() ?? last
    }
    _ = try folder.write("a.gz", Array(packed.prefix(100)))
    let place = try #require(last)
    #expect(throws: IngestError.self) { try DecodedStream(path: path, resuming: place) }
  }
}
