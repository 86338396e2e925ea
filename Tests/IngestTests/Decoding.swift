import LogModel
import TestSupport

@testable import Ingest

/// What came out of a packed file: the pieces between seams, and the damage.
struct Decoding: Equatable {
  var pieces: [[UInt8]] = [[]]
  var damage: [StreamDamage] = []

  var bytes: [UInt8] { pieces.flatMap { $0 } }
  var kinds: [StreamDamage.Kind] { damage.map(\.kind) }

  /// The lines that stand whole in the pieces; the last piece may end without a line end
  /// unless the stream was cut there.
  var wholeLines: [[UInt8]] {
    pieces.enumerated().flatMap { number, piece -> [[UInt8]] in
      var lines = piece.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
      let rest = lines.removeLast()
      if number == pieces.count - 1, !rest.isEmpty { lines.append(rest) }
      return lines
    }
  }

  init() {}

  /// Decodes with an engine and an output buffer of `room` bytes.
  init(file path: String, engine: any FrameEngine, room: Int = 4096) throws {
    self.init(try PackedFile(path: path), engine: engine, room: room)
  }

  /// - Parameter fill: what every byte of the output buffer is before each call.
  init(
    _ source: any ByteSource, format: FrameFormat = .gzip, engine: any FrameEngine,
    room: Int = 4096, fill: UInt8 = 0
  ) {
    let feed = ByteFeed(source)
    let decompressor = FrameDecompressor(feed: feed, format: format, engine: engine)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: room, alignment: 16)
    defer { buffer.deallocate() }
    loop: while true {
      buffer.initializeMemory(as: UInt8.self, repeating: fill)
      switch decompressor.read(into: buffer) {
      case .bytes(let count): pieces[pieces.count - 1] += buffer[..<count]
      case .seam: pieces.append([])
      case .end: break loop
      }
    }
    damage = decompressor.damage
  }

  /// Reads a file through a stream whose window begins with `blockSize` bytes.
  init(stream path: String, blockSize: Int = 256 * 1024) throws {
    self.init(of: try DecodedStream(path: path, blockSize: blockSize))
  }

  /// Reads a stream to its end.
  init(of stream: DecodedStream) {
    pieces[0] += stream.window
    stream.consume(stream.window.count)
    loop: while true {
      switch stream.fill() {
      case .more, .full:
        pieces[pieces.count - 1] += stream.window
        stream.consume(stream.window.count)
      case .seam: pieces.append([])
      case .end: break loop
      }
    }
    damage = stream.damage
  }
}

/// The engines that decode gzip; every test of the decoder runs with each.
enum Engine: String, CaseIterable, Sendable {
  case zlib
  #if ISAL
    case isal
  #endif

  func make() -> any FrameEngine {
    switch self {
    case .zlib: ZlibInflater()
    #if ISAL
      case .isal: ISALInflater()
    #endif
    }
  }
}

/// Contents that decoders have met in other ways: nothing, one byte, text, noise, long runs.
enum Shape: String, CaseIterable, Sendable {
  case empty, oneByte, lines, noise, run, mixed, window

  var bytes: [UInt8] {
    switch self {
    case .empty: []
    case .oneByte: [0x41]
    case .lines: Self.lines(3000)
    case .noise: Self.noise(200_000)
    case .run: [UInt8](repeating: 0, count: 3_000_000)
    case .mixed: Self.lines(200) + Self.noise(5000) + [UInt8](repeating: 7, count: 70_000)
    // Repeats as far back as the format can point.
    case .window: (0..<8).flatMap { _ in Self.noise(32_768) }
    }
  }

  static func lines(_ count: Int) -> [UInt8] {
    (0..<count).flatMap { Array("line \($0) says \($0 &* 2_654_435_761 % 1000)\n".utf8) }
  }

  static func noise(_ count: Int) -> [UInt8] {
    var state: UInt64 = 88_172_645_463_325_252
    return (0..<count).map { _ in
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return UInt8(truncatingIfNeeded: state)
    }
  }
}

/// CRC-32 as gzip has it, bit by bit (RFC 1952, section 8).
func checkSum(_ bytes: [UInt8]) -> UInt32 {
  ~bytes.reduce(~0) { sum, byte in
    (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum >> 1 ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
  }
}
