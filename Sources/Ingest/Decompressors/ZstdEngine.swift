import CZstd

/// libzstd, one frame at a time, windows up to the format's 2 GiB.
///
/// The library tells of no byte that a failing call wrote, so no call is given more than one
/// block: what came before the damage has then been told by earlier calls.
final class ZstdEngine: FrameEngine {
  private let context: OpaquePointer?
  /// How much input the next call may take.
  private var wanted = 0
  /// The last call filled its room, so output may be waiting.
  private var isFlushing = false
  private(set) var reason: String?

  private static let firstBytes = 5
  private static let blockHeaderSize = 3

  init() {
    context = ZSTD_createDCtx()
    ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, 31)
    reset()
  }

  deinit { ZSTD_freeDCtx(context) }

  func reset() {
    ZSTD_DCtx_reset(context, ZSTD_reset_session_only)
    wanted = Self.firstBytes
    isFlushing = false
  }

  func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> (consumed: Int, produced: Int, step: FrameStep) {
    let given = isFlushing ? 0 : min(input.count, wanted)
    var source = ZSTD_inBuffer(src: input.baseAddress, size: given, pos: 0)
    var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
    let result = ZSTD_decompressStream(context, &target, &source)
    if ZSTD_isError(result) != 0 {
      // The check sum was all that this call was given.
      if ZSTD_getErrorCode(result) == ZSTD_error_checksum_wrong { return (given, 0, .badCheckSum) }
      reason = ZSTD_getErrorName(result).map { String(cString: $0) }
      return (0, 0, .corrupt)
    }
    if result == 0 { return (source.pos, target.pos, .frameEnd) }
    isFlushing = target.pos == output.count
    // The hint counts the header of the block that follows.
    wanted = result > Self.blockHeaderSize ? result - Self.blockHeaderSize : result
    return (source.pos, target.pos, .going)
  }
}
