import LogModel
import Scan

extension RecordBuilder {
  /// Most members of one record that are looked at.
  private static let valueLimit = 8

  /// A value as it stands in a line.
  struct FoundValue {
    var name: UnsafeRawBufferPointer
    var hash: UInt64
    var value: UInt32

    init(_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
      self.name = name
      // Numbers without a key are called by their place.
      hash = name.first == 0x23 ? StableHash.hash(name) : AnswerShape.hash(ofName: name)
      self.value = UInt32(truncatingIfNeeded: StableHash.hash(value))
    }
  }

  // MARK: Answers

  /// Notes the values of a good answer whose turn it is; the body's were found already.
  mutating func noteAnswer(
    _ line: UnsafeRawBufferPointer, _ fields: UnsafePointer<RecordFields>, _ body: [FoundValue],
    _ batch: inout RecordBatch
  ) {
    var found = body
    if fields.pointee.extras != 0 { found += Self.plainExtras(of: line, numbersOnly: false) }
    note(found, isNumber: false, &batch) { $0.values.append($1) }
  }

  // MARK: Lines

  /// Notes the numbers of a line whose turn it is.
  mutating func noteNumbers(
    _ line: UnsafeRawBufferPointer, _ fields: UnsafePointer<RecordFields>,
    _ batch: inout RecordBatch
  ) {
    note(Self.numbers(line, fields), isNumber: true, &batch) { $0.values.append($1) }
  }

  private static func numbers(
    _ line: UnsafeRawBufferPointer, _ fields: UnsafePointer<RecordFields>
  ) -> [FoundValue] {
    var found: [FoundValue] = []
    if let said = fields.pointee.message ?? fields.pointee.error {
      LineTemplate.forEachNumber(of: line.slice(said), hasEscapes: said.hasEscapes) {
        found.append(FoundValue($0, $1))
      }
    }
    if fields.pointee.extras != 0 { found += plainExtras(of: line, numbersOnly: true) }
    return found
  }

  // MARK: Lines that come again

  /// Keeps the values of a line that came twice, for those that follow.
  ///
  /// - Returns: where they stand in the batch; 0 for none.
  mutating func holdValues(
    of record: borrowing LogRecord, _ line: UnsafeRawBufferPointer,
    _ fields: UnsafePointer<RecordFields>, _ batch: inout RecordBatch
  ) -> Int {
    var held = HeldValues(key: 0, values: [])
    if record.kind == .message {
      let said = fields.pointee.message ?? fields.pointee.error
      let template = said.map { LineTemplate.hash(line.slice($0), hasEscapes: $0.hasEscapes) }
      held.key = StableHash.combine(record.names, template ?? fields.pointee.extras)
      note(Self.numbers(line, fields), isNumber: true, &batch) { held.values.append($1) }
    } else {
      guard record.kind == .request, record.outcome == .success else { return 0 }
      held.key = record.names
      var found: [FoundValue] = []
      if let body = Self.answer(line, fields) {
        let isWhole = AnswerShape.hash(body, values: { found.append(FoundValue($0, $1)) }) != nil
        if !isWhole { found = [] }
      }
      if fields.pointee.extras != 0 { found += Self.plainExtras(of: line, numbersOnly: false) }
      note(found, isNumber: false, &batch) { held.values.append($1) }
    }
    return batch.hold(held)
  }

  /// Notes the values of a line that came before, where it is their turn; its record was added
  /// last.
  mutating func noteAgain(
    _ place: Int, at nanoseconds: Int64, _ batch: inout RecordBatch
  ) {
    guard let held = batch.held(at: place), sampler.takes(held.key, at: nanoseconds) else {
      return
    }
    for value in held.values {
      var again = value
      again.record = batch.records.count - 1
      batch.values.append(again)
    }
  }

  // MARK: Parts

  /// The answer's body, where the line shows it.
  static func answer(
    _ line: UnsafeRawBufferPointer, _ fields: UnsafePointer<RecordFields>
  ) -> UnsafeRawBufferPointer? {
    fields.pointee.responseBody.flatMap { slice in
      slice.kind == .object || slice.kind == .string ? line.slice(slice) : nil
    }
  }

  /// Those of the smallest hashes, where there are many: the same ones of every such record.
  private func note(
    _ found: [FoundValue], isNumber: Bool, _ batch: inout RecordBatch,
    _ take: (inout RecordBatch, NotedValue) -> Void
  ) {
    let record = batch.records.count
    let chosen =
      found.count <= Self.valueLimit
      ? found[...] : found.sorted { $0.hash < $1.hash }.prefix(Self.valueLimit)
    for one in chosen where one.hash != 0 {
      // Mixed, for a shape of one member is called by the hash of its name.
      let name = batch.share(one.name, hash: StableHash.combine(one.hash, 0x7661_6C75_65))
      take(
        &batch, NotedValue(record: record, name: name, value: one.value, isNumber: isNumber))
    }
  }

  /// Plain members of a line that have no meaning of their own.
  private static func plainExtras(
    of line: UnsafeRawBufferPointer, numbersOnly: Bool
  ) -> [FoundValue] {
    var found: [FoundValue] = []
    var cursor = JSONCursor(line)
    guard cursor.enterObject() else { return [] }
    var member = JSONMember()
    var count = 0
    while count < 64, cursor.nextMember(&member) == .member {
      count += 1
      let value = member.value
      switch value.kind {
      case .number: break
      case .string, .bool: if numbersOnly { continue }
      case .null, .object, .array: continue
      }
      guard value.count <= AnswerShape.valueLimit else { continue }
      let name = UnsafeRawBufferPointer(rebasing: line[member.keyStart..<member.keyEnd])
      guard !AnswerShape.isData(name), FieldKeyTable.standard.tag(of: name) == nil else {
        continue
      }
      found.append(FoundValue(name, line.slice(value)))
    }
    return found
  }
}
