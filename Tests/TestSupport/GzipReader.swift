import CZlib

/// Unpacks gzip with zlib, for tests that look into fixtures.
public enum GzipReader {
  /// What all members hold, up to the end or to where the bytes are cut.
  public static func bytes(of packed: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    guard
      inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return [] }
    defer { inflateEnd(&stream) }
    var out: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    var input = packed
    input.withUnsafeMutableBufferPointer { source in
      stream.next_in = source.baseAddress
      stream.avail_in = UInt32(source.count)
      while true {
        let (result, count) = block.withUnsafeMutableBufferPointer { target in
          stream.next_out = target.baseAddress
          stream.avail_out = UInt32(target.count)
          return (inflate(&stream, Z_NO_FLUSH), target.count - Int(stream.avail_out))
        }
        out += block[..<count]
        if result == Z_STREAM_END, stream.avail_in > 0 {
          inflateReset(&stream)
        } else if result != Z_OK {
          break
        }
      }
    }
    return out
  }
}
