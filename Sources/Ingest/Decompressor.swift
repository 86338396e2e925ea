import LogModel

/// What a decoder hands out next.
public enum DecodedPiece: Equatable {
  /// So many bytes were written to the buffer.
  case bytes(Int)
  /// Bytes are missing here: what stands before and after does not belong together.
  case seam
  case end
}

/// Damage that a decoder met, with its place in the packed file.
public struct StreamDamage: Equatable, Sendable {
  public enum Kind: Sendable {
    case truncated, corrupt, trailingGarbage
    /// It unpacks to more than anybody's log; the rest was left.
    case expansion
  }
  public var kind: Kind
  public var packedOffset: Int
  public var message: String

  /// The code of the warning this becomes; those named after gzip stand for every packing.
  public var code: InputWarning.Code {
    switch kind {
    case .truncated: .gzipTruncated
    case .corrupt: .gzipCorrupt
    case .trailingGarbage: .trailingGarbage
    case .expansion: .expansionLimit
    }
  }
}

/// Turns an input's packed bytes into the decoded stream, piece by piece.
///
/// Damage is no error: whatever can be decoded is, and ``damage`` tells the rest.
protocol Decompressor: AnyObject {
  /// Writes decoded bytes to `buffer`, at least one unless the stream has ended or is torn.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> DecodedPiece
  var damage: [StreamDamage] { get }
  /// What it takes to go on from here later; `nil` where that cannot be done.
  func snapshot() -> DecoderSnapshot?
}

extension Decompressor {
  func snapshot() -> DecoderSnapshot? { nil }
}
