import CLzma

/// liblzma, one stream at a time.
final class XZEngine: FrameEngine {
  /// A dictionary that needs more memory, in bytes, is refused.
  private static let memoryLimit: UInt64 = 256 * 1024 * 1024

  private let stream: UnsafeMutablePointer<lzma_stream>
  private(set) var reason: String?

  init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: lzma_stream())
    reset()
  }

  deinit {
    lzma_end(stream)
    stream.deallocate()
  }

  func reset() { _ = lzma_stream_decoder(stream, Self.memoryLimit, 0) }

  func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> (consumed: Int, produced: Int, step: FrameStep) {
    stream.pointee.next_in = input.bindMemory(to: UInt8.self).baseAddress
    stream.pointee.avail_in = input.count
    stream.pointee.next_out = output.bindMemory(to: UInt8.self).baseAddress
    stream.pointee.avail_out = output.count
    let result = lzma_code(stream, LZMA_RUN)
    let consumed = input.count - stream.pointee.avail_in
    let produced = output.count - stream.pointee.avail_out
    switch result {
    case LZMA_OK, LZMA_BUF_ERROR: return (consumed, produced, .going)
    case LZMA_STREAM_END: return (consumed, produced, .frameEnd)
    case LZMA_MEMLIMIT_ERROR:
      reason = "unpacking needs more than \(Self.memoryLimit / 1_048_576) MiB of memory"
    case LZMA_OPTIONS_ERROR: reason = "an option that is not known"
    default: reason = nil
    }
    return (consumed, produced, .corrupt)
  }
}
