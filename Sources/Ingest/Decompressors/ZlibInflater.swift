import CZlib

/// zlib's inflate: the reference in tests, and the decoder where ISA-L is not to be had.
final class ZlibInflater: FrameEngine {
  private let stream: UnsafeMutablePointer<z_stream>
  /// After a wrong CRC zlib stops in mid trailer: bytes of the length field still to pass.
  private var trailerLeft = 0

  init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 15 bits of window, plus 16 for a gzip header and trailer.
    inflateInit2_(stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
  }

  fileprivate init?(copying other: UnsafeMutablePointer<z_stream>) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    guard inflateCopy(stream, other) == Z_OK else { return nil }
  }

  func snapshot() -> (any EngineSnapshot)? {
    trailerLeft > 0 ? nil : ZlibInflater(copying: stream).map(Snapshot.init)
  }

  /// An engine that is only copied.
  private final class Snapshot: EngineSnapshot, @unchecked Sendable {
    private let held: ZlibInflater

    init(_ held: ZlibInflater) { self.held = held }

    func makeEngine() -> any FrameEngine {
      ZlibInflater(copying: held.stream) ?? ZlibInflater()
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  func reset() {
    inflateReset(stream)
    trailerLeft = 0
  }

  func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> (consumed: Int, produced: Int, step: FrameStep) {
    if trailerLeft > 0 {
      let passed = min(trailerLeft, input.count)
      trailerLeft -= passed
      return (passed, 0, trailerLeft == 0 ? .badCheckSum : .going)
    }
    let given = min(input.count, Int(Int32.max))
    let room = min(output.count, Int(Int32.max))
    stream.pointee.next_in = UnsafeMutablePointer(
      mutating: input.bindMemory(to: UInt8.self).baseAddress)
    stream.pointee.avail_in = UInt32(given)
    stream.pointee.next_out = output.bindMemory(to: UInt8.self).baseAddress
    stream.pointee.avail_out = UInt32(room)
    let status = CZlib.inflate(stream, Z_NO_FLUSH)
    let consumed = given - Int(stream.pointee.avail_in)
    let produced = room - Int(stream.pointee.avail_out)
    switch status {
    case Z_STREAM_END: return (consumed, produced, .frameEnd)
    case Z_OK, Z_BUF_ERROR: return (consumed, produced, .going)
    case Z_DATA_ERROR:
      // Its message is the only thing that tells a wrong check from wrong data.
      switch stream.pointee.msg.map({ String(cString: $0) }) {
      case "incorrect length check": return (consumed, produced, .badCheckSum)
      case "incorrect data check":
        let passed = min(4, given - consumed)
        trailerLeft = 4 - passed
        return (consumed + passed, produced, trailerLeft == 0 ? .badCheckSum : .going)
      default: return (consumed, produced, .corrupt)
      }
    default: return (consumed, produced, .corrupt)
    }
  }
}
