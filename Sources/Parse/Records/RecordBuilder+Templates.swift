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

extension RecordBuilder {
  /// The name of an operation that neither a path nor a key names: what its line says, else the
  /// method, else that it has no name.
  static func standIn(
    _ line: UnsafeRawBufferPointer, _ fields: UnsafePointer<RecordFields>
  ) -> [UInt8] {
    for slice in [fields.pointee.message, fields.pointee.method, fields.pointee.job] {
      guard let slice else { continue }
      let said = MessageTemplate.mask(RecordView.text(slice, in: line))
      if !said.isEmpty { return said }
    }
    return Array("requests without a path".utf8)
  }

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
    if record.severity < .warning {
      nameWork(line, fields, &record, &batch)
      guard record.severity == .unknown, record.outcome == .unknown, record.latency == 0,
        !fields.pointee.isObject, let said, FailureWords.tell(line.slice(said))
      else { return }
      record.severity = .told
    }
    let text = FailureSignature.text(ofLine: said.map { RecordView.text($0, in: line) } ?? [])
    record.signature = text.withUnsafeBytes { batch.append($0) }
    // Whose doing an error is: a server's own log names the client of the request.
    if record.severity >= .error {
      identify(line, fields, &record)
      nameDependency(line, fields, said, &record, &batch)
    }
    guard !rules.ignore.isEmpty else { return }
    var view = RecordView(line: line, fields: fields, level: record.severity)
    noteNoise(&view, name: nil, &record)
  }

  /// What an error line says could not be reached: by a field of its own, else in its words.
  private mutating func nameDependency(
    _ line: UnsafeRawBufferPointer, _ fields: UnsafePointer<RecordFields>, _ said: JSONSlice?,
    _ record: inout LogRecord, _ batch: inout RecordBatch
  ) {
    if let peer = fields.pointee.peer ?? fields.pointee.authority {
      return depend(on: line.slice(peer), &record, &batch)
    }
    for slice in [said, fields.pointee.error] {
      guard let slice, let host = HostName.first(in: RecordView.text(slice, in: line)) else {
        continue
      }
      return host.withUnsafeBytes { depend(on: $0, &record, &batch) }
    }
  }

  /// A trace's own line under an error line: `KeyError: db1.internal:5432 is gone`.
  ///
  /// Frames stand further in, and name files.
  func nameDependency(inTrace line: UnsafeRawBufferPointer, _ batch: inout RecordBatch) {
    guard let first = line.first, first != 0x20, first != 0x09, var record = batch.records.last,
      record.kind == .message, record.severity >= .error, record.dependency.isEmpty,
      !record.signature.isEmpty, let host = HostName.first(in: line)
    else { return }
    host.withUnsafeBytes { depend(on: $0, &record, &batch) }
    batch.changeLast { $0 = record }
  }

  /// What a line that complains of nothing says of how long something took: a job, or a call to a
  /// dependency.
  private func nameWork(
    _ line: UnsafeRawBufferPointer, _ fields: UnsafePointer<RecordFields>,
    _ record: inout LogRecord, _ batch: inout RecordBatch
  ) {
    let worked =
      fields.pointee.latencyMilliseconds
      ?? fields.pointee.message.flatMap { MessageCall.workDuration(line.slice($0)) }
    let waited = fields.pointee.waitMilliseconds
    guard worked != nil || waited != nil else { return }
    let job = fields.pointee.job.map { MessageTemplate.mask(RecordView.text($0, in: line)) } ?? []
    guard !job.isEmpty || !record.operation.isEmpty else { return }
    // Who asked for it waits in the queue as well.
    record.latency = Self.code((worked ?? 0) + (waited ?? 0))
    if let peer = fields.pointee.peer ?? fields.pointee.authority {
      depend(on: line.slice(peer), &record, &batch)
    }
    if job.isEmpty {
      record.signature = record.operation
      record.names = StableHash.combine(
        record.names, batch.withText(record.operation) { StableHash.hash($0) })
    } else {
      job.withUnsafeBytes {
        let hash = StableHash.hash($0)
        record.signature = batch.share($0, hash: hash)
        record.names = StableHash.combine(record.names, hash)
      }
    }
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

extension RecordBuilder {
  /// Whom a record is about, by the first field of a definition that it holds: a key of its own, or
  /// a way into its objects and bodies.
  func identify(
    by keys: [String], _ view: inout RecordView, _ record: inout LogRecord
  ) {
    for key in keys {
      var found = view.field(named: key)
      var name = key
      if found == nil, key.utf8.contains(0x2E), let path = FieldPath(key) {
        found = view.scalar(at: path)
        name = path.keys.last ?? key
      }
      guard let text = found, !text.isEmpty else { continue }
      let kind = FieldKeyTable.standard.match(named: name)
      record.identity = kind == .address ? .address : kind == .session ? .session : .user
      record.client = text.withUnsafeBytes { Self.client($0, record.identity) }
      return
    }
  }
}
