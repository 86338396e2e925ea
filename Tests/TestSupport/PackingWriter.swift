import CBzip2
import CLZ4
import CLzma
import CZstd

/// Packs bytes with the library of each packing, for tests.
public enum PackingWriter: String, CaseIterable, Sendable {
  case gzip, zstd, xz, bzip2, lz4

  /// One frame, member or stream, with a check sum of its content.
  public func frame(_ bytes: [UInt8]) -> [UInt8] {
    switch self {
    case .gzip: GzipWriter.member(bytes)
    case .zstd: Self.zstd(bytes)
    case .xz: Self.xz(bytes)
    case .bzip2: Self.bzip2(bytes)
    case .lz4: Self.lz4(bytes)
    }
  }

  /// One frame for each piece, one behind the other.
  public func frames(_ pieces: [[UInt8]]) -> [UInt8] { pieces.flatMap { frame($0) } }

  /// A frame without content, as zstd and lz4 have it; `nil` for the others.
  public func skippable(_ count: UInt8) -> [UInt8]? {
    guard self == .zstd || self == .lz4 else { return nil }
    return [0x53, 0x2A, 0x4D, 0x18, count, 0, 0, 0] + [UInt8](repeating: 0x28, count: Int(count))
  }

  private static func zstd(_ bytes: [UInt8]) -> [UInt8] {
    guard let context = ZSTD_createCCtx() else { return [] }
    defer { ZSTD_freeCCtx(context) }
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
    return filled(ZSTD_compressBound(bytes.count)) { target in
      let written = ZSTD_compress2(context, target.baseAddress, target.count, bytes, bytes.count)
      return ZSTD_isError(written) == 0 ? written : 0
    }
  }

  private static func xz(_ bytes: [UInt8]) -> [UInt8] {
    filled(lzma_stream_buffer_bound(bytes.count)) { target in
      var written = 0
      let result = lzma_easy_buffer_encode(
        1, LZMA_CHECK_CRC32, nil, bytes, bytes.count, target.baseAddress, &written, target.count)
      return result == LZMA_OK ? written : 0
    }
  }

  private static func bzip2(_ bytes: [UInt8]) -> [UInt8] {
    var input = bytes.map(CChar.init(bitPattern:))
    var output = [CChar](repeating: 0, count: bytes.count + bytes.count / 50 + 1024)
    var count = UInt32(output.count)
    // The smallest blocks, so that tests have several.
    let result = BZ2_bzBuffToBuffCompress(
      &output, &count, &input, UInt32(input.count), 1, 0, 0)
    return result == BZ_OK ? output.prefix(Int(count)).map(UInt8.init(bitPattern:)) : []
  }

  private static func lz4(_ bytes: [UInt8]) -> [UInt8] {
    var preferences = LZ4F_preferences_t()
    preferences.frameInfo.contentChecksumFlag = LZ4F_contentChecksumEnabled
    preferences.frameInfo.blockChecksumFlag = LZ4F_blockChecksumEnabled
    return filled(LZ4F_compressFrameBound(bytes.count, &preferences)) { target in
      let written = LZ4F_compressFrame(
        target.baseAddress, target.count, bytes, bytes.count, &preferences)
      return LZ4F_isError(written) == 0 ? written : 0
    }
  }

  private static func filled(
    _ room: Int, _ write: (UnsafeMutableBufferPointer<UInt8>) -> Int
  ) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: room) { target, count in count = write(target) }
  }
}
