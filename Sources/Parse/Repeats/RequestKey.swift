import LogModel

/// The identity of a request, a call or a line of trouble beyond its form: what it asked for or
/// says, how it ended, and in which second.
///
/// Two exports of one log that share no line, one of JSON and one of columns, share these. Several
/// requests may have one key, so such logs are compared by how often each key comes.
public enum RequestKey {
  public static let second: Int64 = 1_000_000_000

  /// The second that a moment lies in.
  @inline(__always)
  public static func second(of nanoseconds: Int64) -> Int64 {
    nanoseconds >= 0 ? nanoseconds / second : (nanoseconds &- (second - 1)) / second
  }

  /// The key of a request, a call or a line of trouble, its second apart; `nil` for any other
  /// record.
  ///
  /// - Parameter text: all text of the record's batch.
  public static func key(
    of record: borrowing LogRecord, in text: UnsafeRawBufferPointer
  ) -> UInt64? {
    var named = record.operation.count
    named |= record.dependency.count
    var counts = record.kind.isAttempt
    if record.kind == .message, record.severity >= .warning { counts = true }
    guard counts, named > 0 else { return nil }
    let what = StableHash.combine(
      StableHash.hash(slice(record.operation, of: text)),
      StableHash.hash(slice(record.dependency, of: text)))
    let end = UInt64(record.kind.rawValue) << 32 | UInt64(UInt16(bitPattern: record.status))
    return StableHash.combine(what, end << 8 | UInt64(record.outcome.rawValue))
  }

  /// The hash of the service that a record is of.
  public static func serviceHash(
    of record: borrowing LogRecord, in text: UnsafeRawBufferPointer
  ) -> UInt64 { StableHash.hash(slice(record.service, of: text)) }

  private static func slice(
    _ span: TextSpan, of text: UnsafeRawBufferPointer
  ) -> UnsafeRawBufferPointer {
    let start = min(Int(span.offset), text.count)
    return UnsafeRawBufferPointer(
      rebasing: text[start..<min(start + Int(span.count), text.count)])
  }
}
