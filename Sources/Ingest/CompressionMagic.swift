import LogModel

/// Compression by an input's first bytes; its name is never asked.
enum CompressionMagic {
  private static let marks: [(Compression, [UInt8])] = [
    (.gzip, [0x1F, 0x8B]),
    (.zstd, [0x28, 0xB5, 0x2F, 0xFD]),
    (.xz, [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]),
    (.bzip2, [0x42, 0x5A, 0x68]),
    (.lz4, [0x04, 0x22, 0x4D, 0x18]),
  ]

  static func compression(of head: UnsafeRawBufferPointer) -> Compression {
    marks.first { head.starts(with: $0.1) }?.0 ?? .none
  }
}
