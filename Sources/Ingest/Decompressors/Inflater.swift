/// How one call of an inflate engine ended.
enum InflateStep {
  /// Needs more input or more room.
  case going
  /// A member ended, its check sum right.
  case memberEnd
  /// A member ended, its check sum or length wrong; its bytes are handed out all the same.
  case badCheckSum
  /// The bytes are no deflate stream.
  case corrupt
}

/// A streaming inflate engine for one gzip member at a time.
protocol Inflater: AnyObject {
  /// Begins a member; the next input byte is the first of its header.
  func reset()
  /// Consumes from `input`, writes to `output`; returns how much of each it took.
  func inflate(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> (consumed: Int, produced: Int, step: InflateStep)
}
