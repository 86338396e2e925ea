import CLZ4

/// liblz4, one frame at a time.
///
/// The library tells of no byte that a failing call wrote, so no call is given more than one
/// block: what came before the damage has then been told by earlier calls.
final class LZ4Engine: FrameEngine {
  private var context: OpaquePointer?
  /// How much input the next call may take.
  private var wanted = 0
  /// The last call filled its room, so output may be waiting.
  private var isFlushing = false
  private(set) var reason: String?

  private static let firstBytes = 7
  private static let blockHeaderSize = 4

  init() {
    LZ4F_createDecompressionContext(&context, UInt32(LZ4F_VERSION))
    reset()
  }

  deinit { LZ4F_freeDecompressionContext(context) }

  func reset() {
    LZ4F_resetDecompressionContext(context)
    wanted = Self.firstBytes
    isFlushing = false
  }

  func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> (consumed: Int, produced: Int, step: FrameStep) {
    var consumed = isFlushing ? 0 : min(input.count, wanted)
    var produced = output.count
    let result = LZ4F_decompress(
      context, output.baseAddress, &produced, input.baseAddress, &consumed, nil)
    if LZ4F_isError(result) != 0 {
      reason = LZ4F_getErrorName(result).map { String(cString: $0) }
      return (0, 0, .corrupt)
    }
    if result == 0 { return (consumed, produced, .frameEnd) }
    isFlushing = produced == output.count
    // The hint counts the header of the block that follows.
    wanted = result > Self.blockHeaderSize ? result - Self.blockHeaderSize : result
    return (consumed, produced, .going)
  }
}
