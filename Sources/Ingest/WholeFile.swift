import Glibc

extension String {
  /// The text of a small file, bad UTF-8 repaired; throws when it cannot be read.
  public init(contentsOfPath path: String) throws(IngestError) {
    self = String(decoding: try WholeFile.bytes(ofPath: path), as: UTF8.self)
  }
}

/// Small files that are read at once: lists, definitions, event files.
public enum WholeFile {
  /// - Throws: `IngestError`; also when the file is larger than `limit` bytes.
  public static func bytes(
    ofPath path: String, limit: Int = 256 * 1024 * 1024
  ) throws(IngestError) -> [UInt8] {
    let stream = try DecodedStream(path: path, acceptsPipe: true)
    var bytes: [UInt8] = []
    while true {
      switch stream.fill() {
      case .more:
        bytes.append(contentsOf: stream.window)
        stream.consume(stream.window.count)
        if bytes.count > limit {
          throw .unreadable(path: path, reason: "larger than \(limit / 1_048_576) MiB")
        }
      case .end: return bytes
      case .seam, .full:
        throw .unreadable(path: path, reason: "the file is cut or damaged")
      }
    }
  }
}
