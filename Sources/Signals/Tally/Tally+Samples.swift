import LogModel
import Parse

extension Tally {
  /// Counts the values that records of a batch were chosen for.
  func noteValues(of batch: RecordBatch, in text: UnsafeRawBufferPointer) {
    batch.records.withUnsafeBufferPointer { records in
      guard let first = records.baseAddress else { return }
      for noted in batch.values
      where records.indices.contains(noted.record) && !batch.isDuplicate(noted.record) {
        let record = first + noted.record
        guard record.pointee.nanoseconds.magnitude <= UInt64(EventRef.timeLimit) else { continue }
        values.add(
          record, noted.name, noted.isNumber ? .number : .value, in: text, self,
          value: ValueCode.packed(noted.value, client: record.pointee.client))
      }
    }
  }

  /// Counts how long a good call took; asked for a fourth of them, chosen by their bytes.
  func note(latencyOf record: UnsafePointer<LogRecord>, in text: UnsafeRawBufferPointer) {
    guard record.pointee.kind == .request, record.pointee.outcome == .success else { return }
    values.add(
      record, .none, .latency, in: text, self,
      value: ValueCode.packed(record.pointee.latency, client: record.pointee.client))
  }
}

/// What was seen and who asked, as an ``EventRef`` of ``Tally/values`` holds both in the place of
/// its client.
public struct ValueCode: Hashable, Sendable {
  /// Hash of a value, or a latency as records hold it.
  public var value: UInt32
  /// A part of the client's hash, 0 where it is not known.
  public var client: UInt32

  public init(_ mark: EventRef) {
    value = UInt32(truncatingIfNeeded: mark.client)
    client = UInt32(truncatingIfNeeded: mark.client &>> 32)
  }

  static func packed(_ value: UInt32, client: UInt64) -> UInt64 {
    UInt64(value) | (client & 0xFFFF_FFFF_0000_0000)
  }
}

/// What is kept of records that name the request they belong to.
extension Tally {
  /// Notes when the sources of a batch had to do with their requests.
  func noteTraces(of batch: RecordBatch, in text: UnsafeRawBufferPointer) {
    for traced in batch.traces where traces.admits(traced.trace) {
      guard traced.record < batch.records.count, !batch.isDuplicate(traced.record) else {
        continue
      }
      let record = batch.records[traced.record]
      guard record.nanoseconds.magnitude <= UInt64(EventRef.timeLimit) else { continue }
      let length = Int64(record.latency == 0 ? 0 : record.latency - 1) * 1000
      traces.add(
        .init(
          begin: max(record.nanoseconds - length, -EventRef.timeLimit), end: record.nanoseconds,
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
