import Ingest
import LogModel
import Scan

/// Makes a record of the fields of a line: what it was about, how it ended, who asked.
struct RecordBuilder {
  private let rules: RecordRules
  private let unitNames: [String]
  private var routes: RouteCache

  init(rules: RecordRules) {
    self.rules = rules
    unitNames = rules.unitNames
    routes = RouteCache(rules: rules)
  }

  /// Appends a record to `batch`; its place is set by the caller.
  mutating func append(
    line: UnsafeRawBufferPointer, fields: RecordFields, time: Timestamp,
    context: StreamContext, to batch: inout RecordBatch
  ) -> LogRecord {
    var record = LogRecord()
    record.nanoseconds = time.nanoseconds
    record.fractionDigits = time.fractionDigits
    record.severity = fields.level == .unknown ? context.level : fields.level
    record.status = Int16(truncatingIfNeeded: fields.status)
    record.role = context.role
    record.content = ContentHasher.hash(ofRecord: line)
    record.service = service(line, fields, context, &batch)
    record.source = append(fields.host, of: line, else: context.source, to: &batch)
    classify(line, fields, context, &record, &batch)
    guard record.kind != .message else { return record }
    identify(line, fields, &record)
    var view = RecordView(line: line, fields: fields, level: record.severity)
    nameOperation(&view, &record, &batch)
    if record.outcome == .failure { describeFailure(&view, &record, &batch) }
    return record
  }

  private func service(
    _ line: UnsafeRawBufferPointer, _ fields: RecordFields, _ context: StreamContext,
    _ batch: inout RecordBatch
  ) -> TextSpan {
    guard !context.serviceIsFixed else {
      return context.service.withUnsafeBytes { batch.append($0) }
    }
    return append(fields.service, of: line, else: context.service, to: &batch)
  }

  private func append(
    _ slice: JSONSlice?, of line: UnsafeRawBufferPointer, else fallback: [UInt8],
    to batch: inout RecordBatch
  ) -> TextSpan {
    guard let slice, slice.count <= 256 else {
      return fallback.withUnsafeBytes { batch.append($0) }
    }
    return batch.append(line.slice(slice))
  }

  /// Request, call to a dependency, or plain message: by the record's own type, else by fields.
  private func classify(
    _ line: UnsafeRawBufferPointer, _ fields: RecordFields, _ context: StreamContext,
    _ record: inout LogRecord, _ batch: inout RecordBatch
  ) {
    let type = fields.type.map { Array(line.slice($0)) } ?? context.type
    let hasRoute = fields.path != nil || fields.operation != nil
    switch RecordType(type) {
    case .request:
      record.kind = hasRoute || fields.status != 0 ? .request : .message
    case .message: record.kind = .message
    case .dependency:
      record.kind = .dependencyCall
      record.dependency = type.withUnsafeBytes { batch.append($0) }
    }
    if record.kind == .request, let peer = fields.peer {
      record.dependency = append(peer, of: line, else: [], to: &batch)
    }
    record.outcome = Self.outcome(status: fields.status)
    if record.outcome == .unknown, let success = fields.success {
      record.outcome = success ? .success : .failure
    }
  }

  /// The classes of HTTP status (RFC 9110, section 15).
  private static func outcome(status: Int) -> Outcome {
    switch status {
    case 100..<400: .success
    case 400..<500: .rejected
    case 500..<600: .failure
    default: .unknown
    }
  }

  private func identify(
    _ line: UnsafeRawBufferPointer, _ fields: RecordFields, _ record: inout LogRecord
  ) {
    let known: (JSONSlice, LogRecord.Identity)? =
      fields.user.map { ($0, .user) } ?? fields.session.map { ($0, .session) }
      ?? fields.address.map { ($0, .address) }
    guard let (slice, identity) = known else { return }
    record.identity = identity
    record.client = Self.client(line.slice(slice), identity)
  }

  /// The kind is mixed in behind the text: as a seed it could stand for another first byte, and
  /// user 5 be session 4.
  private static func client(
    _ text: UnsafeRawBufferPointer, _ identity: LogRecord.Identity
  ) -> UInt64 {
    StableHash.combine(StableHash.hash(text), UInt64(identity.rawValue)) | 1
  }

  private mutating func nameOperation(
    _ view: inout RecordView, _ record: inout LogRecord, _ batch: inout RecordBatch
  ) {
    let line = view.line
    let fields = view.fields
    let empty = UnsafeRawBufferPointer(start: nil, count: 0)
    guard let path = fields.path else {
      if let operation = fields.operation {
        record.operation = batch.append(line.slice(operation))
      } else if record.kind == .dependencyCall {
        record.operation = record.dependency
      } else {
        let said = view.text(fields.message).map { MessageTemplate.mask($0) } ?? []
        record.operation = said.withUnsafeBytes { batch.append($0) }
      }
      return applyRules(.max, &view, &record, &batch)
    }
    let method = fields.method.map { line.slice($0) } ?? empty
    // Some encoders write every slash of a path as an escape.
    let route =
      path.hasEscapes
      ? (view.text(path) ?? []).withUnsafeBytes { routes.entry(method: method, path: $0) }
      : routes.entry(method: method, path: line.slice(path))
    if route.isProbe || isProbeAgent(fields, line) {
      record.kind = .message
      return
    }
    var operation = route.operation
    if route.isBare, let body = view.requestBody(), body.isObject {
      // `POST / {items}`: containers tell bodies apart better than the scalars beside them.
      let keys = body.keys
      let named = keys.containers.isEmpty ? keys.all : keys.containers
      if !named.isEmpty { operation += Array(" {\(named.joined(separator: ","))}".utf8) }
    }
    record.operation = operation.withUnsafeBytes { batch.append($0) }
    applyRules(route.candidates, &view, &record, &batch)
  }

  private func isProbeAgent(_ fields: RecordFields, _ line: UnsafeRawBufferPointer) -> Bool {
    guard let agent = fields.userAgent else { return false }
    return rules.probes.userAgents.contains { $0.matches(line.slice(agent)) }
  }

  private func applyRules(
    _ candidates: UInt64, _ view: inout RecordView, _ record: inout LogRecord,
    _ batch: inout RecordBatch
  ) {
    guard !rules.operations.isEmpty, candidates != 0, record.kind == .request else { return }
    for (index, rule) in rules.operations.prefix(64).enumerated()
    where candidates & (1 << UInt64(index)) != 0 && view.holds(rule.match, name: nil) {
      record.rule = Int16(index)
      if let dependency = rule.dependency {
        record.dependency = Array(dependency.utf8).withUnsafeBytes { batch.append($0) }
      }
      judge(rule, &view, &record)
      identify(by: rule.userKeys, view, &record)
      for unit in rule.units {
        guard let slot = unitNames.firstIndex(of: unit.name),
          let count = view.count(at: unit.field)
        else { continue }
        record.units[slot] = Int32(clamping: count)
      }
      return
    }
  }

  /// The definition's word on how an attempt ended goes before the status.
  private func judge(
    _ rule: OperationRule, _ view: inout RecordView, _ record: inout LogRecord
  ) {
    if let failure = rule.failure {
      var failed = false
      for group in failure where !failed { failed = view.holds(group, name: rule.name) }
      if failed {
        record.outcome = .failure
        return
      }
      if record.outcome == .failure { record.outcome = .rejected }
    }
    if let success = rule.success {
      var succeeded = false
      for group in success where !succeeded { succeeded = view.holds(group, name: rule.name) }
      record.outcome = succeeded ? .success : record.outcome == .success ? .unknown : record.outcome
    }
  }

  private func identify(
    by keys: [String], _ view: RecordView, _ record: inout LogRecord
  ) {
    for key in keys {
      guard let text = view.field(named: key), !text.isEmpty else { continue }
      let kind = FieldKeyTable.standard.match(named: key)
      record.identity = kind == .address ? .address : kind == .session ? .session : .user
      record.client = text.withUnsafeBytes { Self.client($0, record.identity) }
      return
    }
  }

  private func describeFailure(
    _ view: inout RecordView, _ record: inout LogRecord, _ batch: inout RecordBatch
  ) {
    let body = view.responseBody()
    let message = view.text(view.fields.error) ?? view.text(view.fields.message)
    let signature = FailureSignature.text(
      status: view.fields.status, body: body, message: message, size: view.fields.size)
    record.signature = signature.withUnsafeBytes { batch.append($0) }
    let name =
      record.rule >= 0 ? rules.operations[Int(record.rule)].name : nil
    for (index, ignore) in rules.ignore.enumerated() where view.holds(ignore.match, name: name) {
      record.noise = Int16(truncatingIfNeeded: index)
      return
    }
  }
}
