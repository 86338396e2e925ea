/// Packings that are told and not read, with what to do about them.
enum UnreadPacking {
  private static let known: [(magic: [UInt8], packing: String, advice: String)] = [
    ([0x50, 0x4B, 0x03, 0x04], "zip", "unpack it first, with unzip"),
    ([0x50, 0x4B, 0x05, 0x06], "zip", "unpack it first, with unzip"),
    ([0x50, 0x4B, 0x07, 0x08], "zip", "unpack it first, with unzip"),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "7z", "unpack it first, with 7z x"),
    ([0x52, 0x61, 0x72, 0x21, 0x1A, 0x07], "rar", "unpack it first, with unrar x"),
    ([0x1F, 0x9D], "compress (.Z)", "unpack it first, with gzip -d"),
    ([0x02, 0x21, 0x4C, 0x18], "the old form of lz4", "unpack it first, with lz4 -d"),
    ([0x4C, 0x5A, 0x49, 0x50, 0x01], "lzip", "unpack it first, with lzip -d"),
    (
      [0xFF, 0x06, 0x00, 0x00, 0x73, 0x4E, 0x61, 0x50, 0x70, 0x59], "snappy",
      "unpack it first, with snzip -d"
    ),
  ]

  static func found(in head: UnsafeRawBufferPointer) -> (packing: String, advice: String)? {
    known.first { head.starts(with: $0.magic) }.map { ($0.packing, $0.advice) }
  }
}
