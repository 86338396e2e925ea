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
        guard record.pointee.nanoseconds.magnitude <= UInt64(Self.timeLimit) else { continue }
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
