/// How one call of an engine ended.
enum FrameStep {
  /// Needs more input or more room.
  case going
  /// A frame ended, its check sum right.
  case frameEnd
  /// A frame ended, its check sum or length wrong; its bytes are handed out all the same.
  case badCheckSum
  /// The bytes are no frame of this packing.
  case corrupt
}

/// A streaming decoder for one frame at a time: a member of gzip, a stream of xz and bzip2, a
/// frame of zstd and lz4.
///
/// What a call is said to have produced stands also when it ends in ``FrameStep/corrupt``: bytes
/// that it wrote itself, and that are decoded from the input. An engine that cannot tell says less.
protocol FrameEngine: AnyObject {
  /// Begins a frame; the next input byte is the first of its header.
  func reset()
  /// Consumes from `input`, writes to `output`; returns how much of each it took.
  func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> (consumed: Int, produced: Int, step: FrameStep)
  /// What the library said of the last ``FrameStep/corrupt``, where it says anything.
  var reason: String? { get }
  /// The engine as it is between two calls; `nil` of one that cannot be copied.
  func snapshot() -> (any EngineSnapshot)?
}

extension FrameEngine {
  var reason: String? { nil }
  func snapshot() -> (any EngineSnapshot)? { nil }
}

/// A place in a decoded stream from which it can be read on, without what stands before it.
///
/// Some ninety kilobytes: the decoder as it was, and what it had given and nobody had consumed.
public final class StreamCheckpoint: Sendable {
  /// Offset in the decoded stream of the first byte that is given again.
  public let offset: Int
  let window: [UInt8]
  let decoder: DecoderSnapshot

  init(offset: Int, window: [UInt8], decoder: DecoderSnapshot) {
    self.offset = offset
    self.window = window
    self.decoder = decoder
  }
}

/// A decoder between two calls, inside of an undamaged frame of a file.
struct DecoderSnapshot: Sendable {
  var engine: any EngineSnapshot
  /// The first packed byte that the engine has not seen.
  var packedOffset: Int
  var frames: Int
  /// Bytes that it had given and its reader had no room for.
  var waiting: [UInt8] = []
}

/// The state of an engine, as it was; engines made of it do not change it.
protocol EngineSnapshot: Sendable {
  func makeEngine() -> any FrameEngine
}
