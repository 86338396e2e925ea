import LogModel
import Scan

extension RecordBuilder {
  /// Notes the values of a good answer whose turn it is; those of its body are found already.
  mutating func noteAnswer(
    _ line: UnsafeRawBufferPointer, _ fields: UnsafePointer<RecordFields>,
    _ batch: inout RecordBatch
  ) {
    if fields.pointee.extras != 0 { findExtras(of: line, numbersOnly: false) }
    if found.isEmpty { sampler.giveBack() }
    note(isNumber: false, &batch) { $0.values.append($1) }
  }

  /// Notes the numbers of a line whose turn it is.
  mutating func noteNumbers(
    _ line: UnsafeRawBufferPointer, _ fields: UnsafePointer<RecordFields>,
    _ batch: inout RecordBatch
  ) {
    found.clear()
    findNumbers(line, fields)
    if found.isEmpty { sampler.giveBack() }
    note(isNumber: true, &batch) { $0.values.append($1) }
  }

  // MARK: Lines that come again

  /// Keeps the values of a line that came twice, for those that follow.
  ///
  /// - Returns: where they stand in the batch; 0 for none.
  func holdValues(
    of record: borrowing LogRecord, _ line: UnsafeRawBufferPointer,
    _ fields: UnsafePointer<RecordFields>, _ batch: inout RecordBatch
  ) -> Int {
    var held = HeldValues(key: 0, values: [])
    found.clear()
    if record.kind == .message {
      let said = fields.pointee.message ?? fields.pointee.error
      let template = said.map { LineTemplate.hash(line.slice($0), hasEscapes: $0.hasEscapes) }
      held.key = StableHash.combine(record.names, template ?? fields.pointee.extras)
      findNumbers(line, fields)
    } else {
      guard record.kind == .request, record.outcome == .success else { return 0 }
      held.key = record.names
      if let body = Self.answer(line, fields), shapeWithValues(body) == nil { found.clear() }
      if fields.pointee.extras != 0 { findExtras(of: line, numbersOnly: false) }
    }
    note(isNumber: record.kind == .message, &batch) { held.values.append($1) }
    return batch.hold(held)
  }

  /// Notes the values of a line that came before, where it is their turn; its record was added
  /// last.
  @inline(__always)
  mutating func noteAgain(_ place: Int, at nanoseconds: Int64, _ batch: inout RecordBatch) {
    if let key = batch.heldKey(at: place), sampler.takes(key, at: nanoseconds) {
      batch.repeatValues(at: place)
    }
  }

  // MARK: Parts

  /// The answer's body, where the line shows it.
  @inline(__always)
  static func answer(
    _ line: UnsafeRawBufferPointer, _ fields: UnsafePointer<RecordFields>
  ) -> UnsafeRawBufferPointer? {
    guard let slice = fields.pointee.responseBody,
      slice.kind == .object || slice.kind == .string
    else { return nil }
    return line.slice(slice)
  }

  /// The hash of a body's names, its plain values found on the way.
  func shapeWithValues(_ body: UnsafeRawBufferPointer) -> UInt64? {
    let found = found
    return AnswerShape.hash(body) { found.add($0, $1, hash: $2) }
  }

  private func note(
    isNumber: Bool, _ batch: inout RecordBatch, _ take: (inout RecordBatch, NotedValue) -> Void
  ) {
    let record = batch.records.count
    found.withEach { one in
      // Mixed, for a shape of one member is called by the hash of its name.
      let name = batch.share(one.name, hash: StableHash.combine(one.hash, 0x7661_6C75_65))
      take(
        &batch, NotedValue(record: record, name: name, value: one.value, isNumber: isNumber))
    }
  }

  private func findNumbers(
    _ line: UnsafeRawBufferPointer, _ fields: UnsafePointer<RecordFields>
  ) {
    if let said = fields.pointee.message ?? fields.pointee.error {
      LineTemplate.forEachNumber(of: line.slice(said), hasEscapes: said.hasEscapes) {
        // Numbers without a key are called by their place.
        let hash = $0.first == 0x23 ? StableHash.hash($0) : AnswerShape.hash(ofName: $0)
        found.add($0, $1, hash: hash)
      }
    }
    if fields.pointee.extras != 0 { findExtras(of: line, numbersOnly: true) }
  }

  /// Plain members of the line at hand that have no meaning of their own.
  private func findExtras(of line: UnsafeRawBufferPointer, numbersOnly: Bool) {
    guard let passed = members?.passedOver else { return }
    for member in passed {
      let value = member.value
      switch value.kind {
      case .number: break
      case .string, .bool: if numbersOnly { continue }
      case .null, .object, .array: continue
      }
      guard value.count <= AnswerShape.valueLimit, value.end <= line.count else { continue }
      let name = UnsafeRawBufferPointer(rebasing: line[member.keyStart..<member.keyEnd])
      found.add(name, line.slice(value), hash: AnswerShape.hash(ofName: name))
    }
  }
}
