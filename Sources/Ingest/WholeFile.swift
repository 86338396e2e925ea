import Glibc
import LogModel

extension String {
  /// The text of a small file, bad UTF-8 repaired; throws when it cannot be read.
  public init(contentsOfPath path: String) throws(IngestError) {
    self = String(decoding: try WholeFile.bytes(ofPath: path), as: UTF8.self)
  }
}

/// Small files that are read at once: lists, definitions, event files.
public enum WholeFile {
  /// The bytes that a file gave, and why there are not more.
  public struct Salvage: Sendable {
    public var bytes: [UInt8]
    /// Of a cut or damaged packing, and of reading that stopped; empty where all was read.
    public var warnings: [InputWarning]
  }

  /// - Throws: `IngestError`; also when the file is cut, damaged or larger than `limit` bytes.
  public static func bytes(
    ofPath path: String, limit: Int = 256 * 1024 * 1024
  ) throws(IngestError) -> [UInt8] {
    let read = try salvage(ofPath: path, limit: limit)
    if let first = read.warnings.first {
      throw .unreadable(path: path, reason: "the file is cut or damaged: \(first.message)")
    }
    return read.bytes
  }

  /// All that can be read of a file, as far as it is not damaged.
  ///
  /// Between bytes that damage parts stands a line end, so that no two lines become one.
  /// - Throws: `IngestError` when it cannot be opened, or is larger than `limit` bytes.
  public static func salvage(
    ofPath path: String, limit: Int = 256 * 1024 * 1024
  ) throws(IngestError) -> Salvage {
    let stream = try DecodedStream(path: path, acceptsPipe: true)
    var bytes: [UInt8] = []
    while true {
      let fill = stream.fill()
      bytes.append(contentsOf: stream.window)
      stream.consume(stream.window.count)
      if bytes.count > limit {
        throw .unreadable(path: path, reason: "larger than \(limit / 1_048_576) MiB")
      }
      if fill == .seam, let last = bytes.last, last != 0x0A { bytes.append(0x0A) }
      if fill == .end { break }
    }
    var warnings = stream.damage.map {
      InputWarning($0.code, byteOffset: $0.packedOffset, message: $0.message)
    }
    if let failure = stream.readFailure {
      warnings.append(InputWarning(.vanished, message: "reading stopped: \(failure)"))
    }
    return Salvage(bytes: bytes, warnings: warnings)
  }
}
