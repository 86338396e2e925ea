/// How an input's bytes are packed, found by its first bytes.
public enum Compression: String, Sendable, CaseIterable {
  case none, gzip, zstd, xz, bzip2, lz4
}
