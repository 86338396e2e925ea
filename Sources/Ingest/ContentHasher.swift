import CXXHash
import LogModel

/// XXH3 of a stream as it goes by, and of single records.
public final class ContentHasher {
  private let state: OpaquePointer?

  public init() {
    state = XXH3_createState()
    XXH3_128bits_reset(state)
  }

  deinit { XXH3_freeState(state) }

  func update(_ bytes: UnsafeRawBufferPointer) {
    recount_xxh3_128_update(state, bytes.baseAddress, bytes.count)
  }

  var hash: ContentHash {
    let digest = XXH3_128bits_digest(state)
    return ContentHash(high: digest.high64, low: digest.low64)
  }

  /// XXH3-64 of one record's bytes: orders events of equal stamps by what they say.
  public static func hash(ofRecord bytes: UnsafeRawBufferPointer) -> UInt64 {
    recount_xxh3_64(bytes.baseAddress, bytes.count)
  }
}
