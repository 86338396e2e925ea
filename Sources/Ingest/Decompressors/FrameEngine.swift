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
