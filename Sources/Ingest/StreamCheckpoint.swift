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
}

/// The state of an engine, as it was; engines made of it do not change it.
protocol EngineSnapshot: Sendable {
  func makeEngine() -> any FrameEngine
}
