import LogModel
import Parse

/// What is kept of records that name the request they belong to.
extension Tally {
  /// Notes when the sources of a batch had to do with their requests.
  func noteTraces(of batch: RecordBatch, in text: UnsafeRawBufferPointer) {
    for traced in batch.traces where traces.admits(traced.trace) {
      guard traced.record < batch.records.count, !batch.isDuplicate(traced.record) else {
        continue
      }
      let record = batch.records[traced.record]
      guard record.nanoseconds.magnitude <= UInt64(Self.timeLimit) else { continue }
      let length = Int64(record.latency == 0 ? 0 : record.latency - 1) * 1000
      traces.add(
        .init(
          begin: max(record.nanoseconds - length, -Self.timeLimit), end: record.nanoseconds,
          isCoarse: record.fractionDigits == 0),
        trace: traced.trace, source: sourceHash(of: record, in: text))
    }
  }

  /// The hash under which ``TraceSample`` names a source.
  public static func sourceHash(_ name: String) -> UInt64 { StableHash.hash(name, seed: 3) }

  private func sourceHash(of record: LogRecord, in text: UnsafeRawBufferPointer) -> UInt64 {
    let raw = StableHash.hash(slice(record.source, text))
    if let known = sourceHashes[raw] { return known }
    if sourceHashes.count > 4096 { sourceHashes.removeAll(keepingCapacity: true) }
    let hash = Self.sourceHash(clean(record.source, text, limit: Self.nameLimit))
    sourceHashes[raw] = hash
    return hash
  }
}
