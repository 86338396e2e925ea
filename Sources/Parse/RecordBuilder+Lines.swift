import LogModel
import Scan

extension RecordBuilder {
  /// A line that is about no request: what it says, and of those that complain how it reads
  /// beside failures.
  mutating func nameLine(
    _ line: UnsafeRawBufferPointer, _ fields: UnsafePointer<RecordFields>,
    _ record: inout LogRecord, _ batch: inout RecordBatch
  ) {
    let said = fields.pointee.message ?? fields.pointee.error
    if let said { record.operation = template(of: said, in: line, fields, record, &batch) }
    if said == nil, fields.pointee.extras != 0,
      sampler.takes(
        StableHash.combine(record.names, fields.pointee.extras), at: record.nanoseconds)
    {
      noteNumbers(line, fields, &batch)
    }
    guard record.severity >= .warning else { return }
    let text = FailureSignature.text(ofLine: said.map { RecordView.text($0, in: line) } ?? [])
    record.signature = text.withUnsafeBytes { batch.append($0) }
    guard !rules.ignore.isEmpty else { return }
    var view = RecordView(line: line, fields: fields, level: record.severity)
    noteNoise(&view, name: nil, &record)
  }

  /// Where the template of a message stands in the batch: written when it is new there.
  private mutating func template(
    of said: JSONSlice, in line: UnsafeRawBufferPointer, _ fields: UnsafePointer<RecordFields>,
    _ record: borrowing LogRecord, _ batch: inout RecordBatch
  ) -> TextSpan {
    let text = line.slice(said)
    var isMasked = false
    let hash = LineTemplate.hash(text, hasEscapes: said.hasEscapes, isMasked: &isMasked)
    // Nothing is left of a message of blanks.
    guard hash != 0 else { return .none }
    if isMasked || fields.pointee.extras != 0,
      sampler.takes(StableHash.combine(record.names, hash), at: record.nanoseconds)
    {
      noteNumbers(line, fields, &batch)
    }
    if isMasked, !telling.isEmpty, telling.contains(hash) { batch.quote(text) }
    if let known = batch.span(of: hash) { return known }
    LineTemplate.text(text, hasEscapes: said.hasEscapes, into: &scratch)
    if isMasked, scratch.withUnsafeBytes({ SecretStems.occur(in: $0, isTemplate: true) }) {
      if telling.count >= Self.tellingLimit { telling.removeAll(keepingCapacity: true) }
      if telling.insert(hash).inserted { batch.quote(text) }
    }
    return scratch.withUnsafeBytes { batch.share($0, hash: hash) }
  }
}
