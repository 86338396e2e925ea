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

/// What a decoder gives, as the source of the next one.
final class LayerSource: ByteSource {
  private let decompressor: any Decompressor
  private let below: ByteFeed

  /// - Parameter below: what `decompressor` reads.
  init(_ decompressor: any Decompressor, below: ByteFeed) {
    self.decompressor = decompressor
    self.below = below
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> DecodedPiece {
    decompressor.read(into: buffer)
  }

  var damage: [StreamDamage] { decompressor.damage }
  var failure: String? { below.failure }
  /// Decoded bytes have no place of their own: how far the packed ones are read.
  func packedOffset(of offset: Int) -> Int { below.packedOffset }
}

/// Hands out bytes as they are.
final class PlainDecompressor: Decompressor {
  private let feed: ByteFeed
  var damage: [StreamDamage] { feed.damage }

  init(feed: ByteFeed) { self.feed = feed }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> DecodedPiece {
    if feed.available.isEmpty, !feed.fill() { return feed.passSeam() ? .seam : .end }
    return .bytes(feed.take(into: buffer))
  }
}

/// A decoder whose first bytes were looked at: gives them again, then the rest.
///
/// The rest goes straight into the reader's window.
final class RestDecompressor: Decompressor {
  private let head: ByteFeed
  private let rest: any Decompressor
  private var isPastHead = false
  var damage: [StreamDamage] { rest.damage }

  /// - Parameter head: a feed of `rest`, with what was taken from it so far.
  init(head: ByteFeed, rest: any Decompressor) {
    self.head = head
    self.rest = rest
  }

  func snapshot() -> DecoderSnapshot? { isPastHead ? rest.snapshot() : nil }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> DecodedPiece {
    if isPastHead { return rest.read(into: buffer) }
    if !head.available.isEmpty { return .bytes(head.take(into: buffer)) }
    isPastHead = true
    switch head.stop {
    case .seam: return .seam
    case .end: return .end
    case nil: return rest.read(into: buffer)
    }
  }
}
