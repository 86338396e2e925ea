import LogModel

/// A record of a batch that names the request it belongs to.
///
/// Beside the records and not in them: a record fills two cache lines, and most have no such name.
public struct TracedRecord: Hashable, Sendable {
  /// Its place among the batch's records.
  public var record: Int
  /// Hash of the name.
  public var trace: UInt64
}

extension RecordBatch {
  /// Notes what the record that was added last calls its request.
  mutating func noteTrace(_ name: UnsafeRawBufferPointer) {
    guard !records.isEmpty, let trace = TraceName.hash(name) else { return }
    traces.append(TracedRecord(record: records.count - 1, trace: trace))
  }
}
