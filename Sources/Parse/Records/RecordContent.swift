import Ingest
import LogModel

/// What tells the records of one moment apart, whatever the order of their lines: a hash of
/// their bytes, or of some of them.
enum RecordContent {
  case none
  /// Lines that nobody cites: by their lengths and a few of their bytes, at a tenth of the cost.
  case sampled
  case hashed

  @inline(__always)
  init(of record: borrowing LogRecord) {
    if record.kind == .message {
      self = record.severity >= .told ? .hashed : .sampled
      // Work that took its time is cited as a request is.
      if record.latency != 0 { self = .hashed }
    } else if record.outcome == .unknown, record.latency == 0 {
      // Of which neither end nor length is known: counted and never cited.
      self = .none
    } else {
      self = .hashed
    }
  }

  /// - Parameter stamp: where the line's time stands; empty where that is not known.
  @inline(__always)
  func hash(of line: UnsafeRawBufferPointer, stamp: Range<Int>) -> UInt64 {
    switch self {
    case .none: 0
    case .sampled: Self.sample(line)
    case .hashed: Self.hash(of: line, stamp: stamp, rest: Self.rest(of: line, stamp: stamp))
    }
  }

  /// Of all bytes, those of the stamp apart.
  ///
  /// - Parameter rest: ``rest(of:stamp:)``, the same for all lines that differ in it alone.
  @inline(__always)
  static func hash(
    of line: UnsafeRawBufferPointer, stamp: Range<Int>, rest: UInt64
  ) -> UInt64 {
    stamp.isEmpty
      ? rest : StableHash.hash(UnsafeRawBufferPointer(rebasing: line[stamp]), seed: rest)
  }

  /// Of all bytes but the stamp's.
  static func rest(of line: UnsafeRawBufferPointer, stamp: Range<Int>) -> UInt64 {
    guard !stamp.isEmpty else { return ContentHasher.hash(ofRecord: line) }
    return StableHash.combine(
      StableHash.hash(UnsafeRawBufferPointer(rebasing: line[..<stamp.lowerBound])),
      ContentHasher.hash(
        ofRecord: UnsafeRawBufferPointer(rebasing: line[stamp.upperBound...])))
  }

  /// What tells a record from all others of a log, whatever file or export it stands in.
  ///
  /// Of its text without its envelopes, and of the moment that this text states: an envelope may
  /// stamp the same line more finely. A text without a stamp is told by its envelope's.
  ///
  /// - Parameter moment: in nanoseconds, before any shift that the user asked for.
  @inline(__always)
  func fingerprint(
    _ content: UInt64, of line: UnsafeRawBufferPointer, moment: Int64
  ) -> UInt64 {
    let text = if case .none = self { Self.sample(line) } else { content }
    return StableHash.combine(text, UInt64(bitPattern: moment))
  }

  /// An envelope's stamp as far as every export of it writes it: some end at milliseconds.
  static func exported(_ moment: Int64) -> Int64 { moment - moment % 1_000_000 }

  private static func sample(_ line: UnsafeRawBufferPointer) -> UInt64 {
    var hash = UInt64(line.count)
    guard line.count >= 32 else { return StableHash.hash(line, seed: hash) }
    for at in [line.count - 8, line.count / 2, line.count * 5 / 8, line.count / 4] {
      let word = line.loadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
      hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
    }
    return hash ^ hash &>> 32
  }
}
