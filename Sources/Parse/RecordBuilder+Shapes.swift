import LogModel
import Scan

extension RecordBuilder {
  /// What the answer of a good call consists of, where the line shows it.
  mutating func shape(
    _ line: UnsafeRawBufferPointer, _ fields: UnsafePointer<RecordFields>,
    _ record: inout LogRecord, _ batch: inout RecordBatch
  ) {
    guard record.kind == .request, record.outcome == .success else { return }
    var hash = fields.pointee.extras
    let body = Self.answer(line, fields)
    guard body != nil || hash != 0 else { return }
    let isWanted = sampler.takes(record.names, at: record.nanoseconds)
    var isShown = false
    if let body {
      if isWanted { found.clear() }
      if let shown = isWanted ? shapeWithValues(body) : AnswerShape.hash(body) {
        hash &+= shown
        isShown = true
      }
    }
    guard hash != 0 else {
      if isWanted { sampler.giveBack() }
      return
    }
    if isWanted {
      if !isShown { found.clear() }
      noteAnswer(line, fields, &batch)
    }
    // Mixed, for sums of names that are told apart by it alone.
    let mixed = StableHash.combine(hash, 0x7368_6170_65)
    if let known = batch.span(of: mixed) {
      record.signature = known
      return
    }
    var names = isShown ? body.map(AnswerShape.names) ?? [] : []
    if fields.pointee.extras != 0 { names += Self.extras(of: line) }
    record.signature = AnswerShape.text(names: names).withUnsafeBytes {
      batch.share($0, hash: mixed)
    }
  }

  /// The members of a line that have no meaning of their own.
  private static func extras(of line: UnsafeRawBufferPointer) -> [[UInt8]] {
    var names: [[UInt8]] = []
    var cursor = JSONCursor(line)
    guard cursor.enterObject() else { return [] }
    var member = JSONMember()
    while names.count < 64, cursor.nextMember(&member) == .member {
      let name = UnsafeRawBufferPointer(rebasing: line[member.keyStart..<member.keyEnd])
      if FieldKeyTable.standard.tag(of: name) == nil { names.append(Array(name)) }
    }
    return names
  }
}
