import LogModel

/// One record of a log, its texts as pieces of the batch it came in.
///
/// A plain value of fixed size: a batch of them is one allocation, whatever the lines hold.
public struct LogRecord: Sendable {
  public enum Kind: UInt8, Sendable {
    /// A request that a service answered.
    case request
    /// A call to a dependency, as the caller logged it.
    case dependencyCall
    /// Anything else that was said.
    case message
    /// Of series alone: work that lines which are about no request say the length of, and failures
    /// of requests that name a host.
    case work

    /// What arrived somewhere and ended, well or not.
    public var isAttempt: Bool { self == .request || self == .dependencyCall }
  }
  /// What tells one client from another, best first.
  public enum Identity: UInt8, Comparable, Sendable {
    case none, address, session, user

    public static func < (a: Identity, b: Identity) -> Bool { a.rawValue < b.rawValue }
  }

  public var nanoseconds: Int64 = 0
  public var fractionDigits: UInt8 = 0
  public var kind = Kind.message
  public var outcome = Outcome.unknown
  public var severity = Severity.unknown
  public var role = ServiceRole.service
  public var identity = Identity.none
  /// HTTP status, or 0.
  public var status: Int16 = 0
  /// Index of the definition's operation rule that names it, or -1.
  public var rule: Int16 = -1
  /// Index of the definition's rule that knows this failure as noise, or -1.
  public var noise: Int16 = -1
  /// Of an attempt: where its dimensions stand, as ``RecordBatch/dimensions(_:in:)`` reads it; 0
  /// for none. In four bytes that were free: the record fills two cache lines.
  public var dimensions: UInt32 = 0
  /// Hash of who asked; 0 when the line does not say.
  public var client: UInt64 = 0
  /// Hash of the record's own bytes, of successes and failures: no other event is cited.
  public var content: UInt64 = 0
  public var line = 0
  /// 1-based in a document, else 0.
  public var entry: Int32 = 0
  /// How long the call took, in microseconds and one; 0 when the line does not say. In four bytes
  /// that were free, too.
  public var latency: UInt32 = 0
  public var byteOffset = 0
  /// Hash of source, service, operation and dependency: the same texts, the same hash.
  public var names: UInt64 = 0
  /// The clock: host or pod, else what the file is called.
  public var source = TextSpan.none
  public var service = TextSpan.none
  /// `POST /api/order`; empty when the record is about no operation. Of a message, what it
  /// says with what varies masked.
  public var operation = TextSpan.none
  public var dependency = TextSpan.none
  /// Of a failure: status, message and body keys, joined by ``FailureSignature/separator``, and
  /// perhaps the host that it names behind them. Of a success: the members of its answer, joined
  /// likewise. Of a message that says how long work took: what the work is called.
  public var signature = TextSpan.none
  /// Units of the rule, in the order of ``RecordRules/unitNames``.
  public var units = SIMD4<Int32>.zero

  public init() {}

  public var time: Timestamp {
    Timestamp(nanoseconds: nanoseconds, fractionDigits: Int(fractionDigits))
  }
}

/// A piece of a batch's text.
public struct TextSpan: Hashable, Sendable {
  public var offset: UInt32
  public var count: UInt32

  public init(offset: Int, count: Int) {
    self.offset = UInt32(truncatingIfNeeded: offset)
    self.count = UInt32(truncatingIfNeeded: count)
  }

  /// No text.
  public static let none = TextSpan(offset: 0, count: 0)

  public var isEmpty: Bool { count == 0 }
}
