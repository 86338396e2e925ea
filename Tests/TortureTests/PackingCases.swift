import TestSupport

extension TortureCase {
  private static let hundred = goodBytes(100)
  private static func member(_ bytes: [UInt8]) -> [UInt8] { GzipWriter.member(bytes) }

  static let packing: [TortureCase] = [
    TortureCase("gzip: whole", file: "a.gz", bytes: { member(hundred) }, records: 100),
    TortureCase("gzip: without its name", file: "a.log", bytes: { member(hundred) }, records: 100),
    TortureCase("plain text that is called gz", file: "a.gz", bytes: { hundred }, records: 100),
    TortureCase(
      "gzip: a line over the seam of two members", file: "a.gz",
      bytes: { member(Array(hundred[..<5000])) + member(Array(hundred[5000...])) },
      records: 100),
    TortureCase(
      "gzip: a member for every line", file: "a.gz",
      bytes: { (0..<100).flatMap { member(goodBytes(1, from: $0)) } }, records: 100),
    TortureCase(
      "gzip: three thousand empty members", file: "a.gz",
      bytes: { [UInt8]((0..<3000).flatMap { _ in member([]) }) + member(hundred) },
      records: 100),
    TortureCase("gzip: one empty member", file: "a.gz", bytes: { member([]) }, records: 0),
    TortureCase("no bytes at all", file: "a.gz", bytes: { [] }, records: 0),
    TortureCase(
      "gzip: zeros behind the last member", file: "a.gz",
      bytes: { member(hundred) + [UInt8](repeating: 0, count: 512) }, records: 100),
    TortureCase(
      "gzip: garbage behind the last member", file: "a.gz",
      bytes: { member(hundred) + Array("garbage".utf8) }, status: 3, records: 100,
      codes: ["trailing-garbage"]),
    TortureCase(
      "gzip: cut in the trailer", file: "a.gz", bytes: { member(hundred).dropLast(4) },
      status: 3, records: 100, codes: ["gzip-truncated"]),
    TortureCase(
      "gzip: cut in the middle", file: "a.gz",
      bytes: { Array(member(hundred).prefix(member(hundred).count * 2 / 3)) },
      status: 3, codes: ["gzip-truncated", "unread-lines"]),
    TortureCase(
      "gzip: cut in the header of the second member", file: "a.gz",
      bytes: { member(hundred) + member(hundred).prefix(6) }, status: 3, records: 100,
      codes: ["gzip-truncated"]),
    TortureCase(
      "gzip: cut in its own header", file: "a.gz", bytes: { Array(member(hundred).prefix(7)) },
      status: 2),
    TortureCase(
      "gzip: a wrong checksum", file: "a.gz",
      bytes: {
        var bytes = member(hundred)
        bytes[bytes.count - 6] ^= 0xFF
        return bytes
      }, status: 3, records: 100, codes: ["gzip-corrupt"]),
    TortureCase(
      "gzip: a wrong length", file: "a.gz",
      bytes: {
        var bytes = member(hundred)
        bytes[bytes.count - 2] ^= 0xFF
        return bytes
      }, status: 3, records: 100, codes: ["gzip-corrupt"]),
    TortureCase(
      "gzip: the members around a damaged one are read", file: "a.gz",
      bytes: {
        var middle = member(goodBytes(100, from: 100))
        for at in 20..<60 { middle[at] ^= 0x5A }
        return member(hundred) + middle + member(goodBytes(100, from: 200))
      }, status: 3, codes: ["gzip-corrupt"]),
    TortureCase(
      "gzip in gzip", file: "a.gz", bytes: { member(member(hundred)) }, records: 100),
    TortureCase(
      "gzip in gzip, six layers deep", file: "a.gz",
      bytes: { (0..<6).reduce(hundred) { bytes, _ in member(bytes) } }, status: 2),
    TortureCase(
      "gzip: sixteen megabytes of zeros", file: "a.gz",
      bytes: { member([UInt8](repeating: 0, count: 16 << 20)) }, status: 2),
    TortureCase(
      "gzip: a zeroed head", file: "a.gz",
      bytes: { [UInt8](repeating: 0, count: 64) + member(hundred).dropFirst(64) }, status: 2),
    TortureCase(
      "zip is named for what it is", file: "a.zip",
      bytes: { [0x50, 0x4B, 0x03, 0x04] + [UInt8](repeating: 7, count: 400) }, status: 2),
  ]
}
