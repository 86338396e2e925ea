import Ingest
import LogModel
import Scan

/// Makes a record of the fields of a line: what it was about, how it ended, who asked.
struct RecordBuilder {
  let rules: RecordRules
  private let unitNames: [String]
  private var routes: RouteCache
  private var dimensions: DimensionWriter
  /// The services of pods that lines name as their hosts.
  private var pods = PodServices()
  /// Where templates are written.
  var scratch: [UInt8] = []
  /// Templates, by their hashes, whose lines may name a secret.
  var telling: Set<UInt64> = []
  static let tellingLimit = 1 << 16
  /// Chooses the records whose values are sampled.
  var sampler = ValueSampler()
  let found = ValueScratch()
  /// What read the line at hand, where that is JSON.
  var members: MemberReader?
  /// Short types seen, their bytes as a number, with what they mean: a log has a handful.
  private var types: [(name: UInt64, meaning: RecordType, hash: UInt64)] = []

  init(rules: RecordRules) {
    self.rules = rules
    unitNames = rules.unitNames
    routes = RouteCache(rules: rules)
    dimensions = DimensionWriter(rules.dimensions)
  }

  /// Fills in a new record; its texts go to `batch`, its place and its content are set by the
  /// caller.
  mutating func fill(
    _ record: inout LogRecord, from line: UnsafeRawBufferPointer,
    _ fields: UnsafePointer<RecordFields>,
    time: Timestamp, in shared: SharedContext, _ batch: inout RecordBatch
  ) {
    record.nanoseconds = time.nanoseconds
    record.fractionDigits = time.fractionDigits
    record.severity = fields.pointee.level == .unknown ? shared.value.level : fields.pointee.level
    record.status = Int16(truncatingIfNeeded: fields.pointee.status)
    record.role = shared.value.role
    share(line, fields, shared, &record, &batch)
    classify(line, fields, shared, &record, &batch)
    guard record.kind != .message else { return nameLine(line, fields, &record, &batch) }
    if let latency = fields.pointee.latencyMilliseconds { record.latency = Self.code(latency) }
    identify(line, fields, &record)
    nameOperation(line, fields, &record, &batch)
    if fields.pointee.dimensions.isAny || dimensions.isStated || shared.value.hasDimensions,
      record.kind != .message
    {
      record.dimensions = dimensions.place(of: line, fields, in: shared, &batch)
    }
    shape(line, fields, &record, &batch)
  }

  /// Microseconds and one, within what a record holds; 0 for what is no length of time.
  static func code(_ milliseconds: Double) -> UInt32 {
    let microseconds = (milliseconds * 1000).rounded()
    guard microseconds >= 0 else { return 0 }
    return UInt32(exactly: min(microseconds, 4_294_967_294) + 1) ?? 0
  }

  /// Service and source: by the record's own fields, else by what is around it.
  private mutating func share(
    _ line: UnsafeRawBufferPointer, _ fields: UnsafePointer<RecordFields>, _ shared: SharedContext,
    _ record: inout LogRecord, _ batch: inout RecordBatch
  ) {
    var hash = shared.value.serviceHash
    if let stated = fields.pointee.service, !shared.value.serviceIsFixed, stated.count <= 256 {
      record.service = share(line.slice(stated), &hash, &batch)
    } else if shared.value.serviceIsByFile, let pod = fields.pointee.host, pod.count <= 256,
      let service = pods.service(of: line.slice(pod))
    {
      hash = service.hash
      record.service = service.name.withUnsafeBytes { batch.share($0, hash: service.hash) }
    } else {
      record.service = batch.share(service: shared.value.service, hash: hash)
    }
    record.names = hash
    hash = shared.value.sourceHash
    if let stated = fields.pointee.host, stated.count <= 256 {
      record.source = share(line.slice(stated), &hash, &batch)
    } else {
      record.source = batch.share(source: shared.value.source, hash: hash)
    }
    record.names = StableHash.combine(record.names, hash)
  }

  private func share(
    _ text: UnsafeRawBufferPointer, _ hash: inout UInt64, _ batch: inout RecordBatch
  ) -> TextSpan {
    hash = StableHash.hash(text)
    return batch.share(text, hash: hash)
  }

  /// A name as far as it is told apart from others.
  @inline(__always)
  private static func short(_ name: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: name.baseAddress, count: min(name.count, 256))
  }

  /// What the record's operation waits for.
  func depend(
    on name: UnsafeRawBufferPointer, _ record: inout LogRecord, _ batch: inout RecordBatch
  ) {
    let known = Self.short(name)
    depend(on: known, hash: StableHash.hash(known), &record, &batch)
  }

  private func depend(
    on name: UnsafeRawBufferPointer, hash: UInt64, _ record: inout LogRecord,
    _ batch: inout RecordBatch
  ) {
    record.dependency = batch.share(name, hash: hash)
    record.names = StableHash.combine(hash, record.names)
  }

  private func operate(
    _ operation: UnsafeRawBufferPointer, hash: UInt64, _ record: inout LogRecord,
    _ batch: inout RecordBatch
  ) {
    record.operation = batch.share(operation, hash: hash)
    record.names = StableHash.combine(record.names, hash)
  }

  /// Request, call to a dependency, or plain message: by the record's own type, else by fields.
  private mutating func classify(
    _ line: UnsafeRawBufferPointer, _ fields: UnsafePointer<RecordFields>, _ shared: SharedContext,
    _ record: inout LogRecord, _ batch: inout RecordBatch
  ) {
    if let stated = fields.pointee.type {
      let name = line.slice(stated)
      let type = meaning(of: name)
      let settled = RecordType.settled(type.meaning, name, of: line, fields, record.severity)
      record.kind = Self.kind(settled, line, fields)
      if settled == .dependency {
        depend(
          on: Self.short(name), hash: type.hash, &record,
          &batch)
      }
    } else if shared.value.type.isEmpty {
      record.kind = Self.kind(.request, line, fields)
      if record.kind == .request, fields.pointee.isOutbound(in: line),
        let host = fields.pointee.authority
      {
        record.kind = .dependencyCall
        depend(on: line.slice(host), &record, &batch)
      }
    } else {
      let type = RecordType(shared.value.type)
      shared.value.type.withUnsafeBytes { name in
        let settled = RecordType.settled(type, name, of: line, fields, record.severity)
        record.kind = Self.kind(settled, line, fields)
        if settled == .dependency { depend(on: name, &record, &batch) }
      }
    }
    if record.kind == .request, let peer = fields.pointee.peer {
      depend(on: line.slice(peer), &record, &batch)
    }
    record.outcome = RecordOutcome.of(fields, level: record.severity)
  }

  private static func kind(
    _ type: RecordType, _ line: UnsafeRawBufferPointer, _ fields: UnsafePointer<RecordFields>
  ) -> LogRecord.Kind {
    switch type {
    case .request:
      fields.pointee.isMessage || fields.pointee.isCallOut
        ? .message
        : fields.pointee.path != nil && !fields.pointee.isFileAlone(in: line)
          || fields.pointee.operation != nil || fields.pointee.status != 0
          || fields.pointee.isInvocation
          ? .request : .message
    case .message: .message
    case .dependency: .dependencyCall
    }
  }

  /// What a type means, and the hash of its first 256 bytes.
  private mutating func meaning(
    of type: UnsafeRawBufferPointer
  ) -> (meaning: RecordType, hash: UInt64) {
    var name: UInt64 = 0
    if type.count <= 8 {
      for byte in type { name = name &<< 8 | UInt64(byte) }
      for at in types.indices where types[at].name == name {
        return (types[at].meaning, types[at].hash)
      }
    }
    let made = RecordType(Array(type))
    let hash = StableHash.hash(Self.short(type))
    if type.count <= 8, types.count < 16 { types.append((name, made, hash)) }
    return (made, hash)
  }

  /// Whom a record is about.
  func identify(
    _ line: UnsafeRawBufferPointer, _ fields: UnsafePointer<RecordFields>, _ record: inout LogRecord
  ) {
    // A name that was refused is what somebody tried, not who asked.
    let isRefused = record.status == 401 && fields.pointee.address != nil
    let known: (JSONSlice, LogRecord.Identity)? =
      isRefused
      ? fields.pointee.address.map { ($0, .address) }
      : fields.pointee.user.map { ($0, .user) } ?? fields.pointee.session.map { ($0, .session) }
        ?? fields.pointee.address.map { ($0, .address) }
    guard let (slice, identity) = known else { return }
    record.identity = identity
    record.client = Self.client(line.slice(slice), identity)
  }

  /// The kind is mixed in behind the text: as a seed it could stand for another first byte, and
  /// user 5 be session 4.
  static func client(
    _ text: UnsafeRawBufferPointer, _ identity: LogRecord.Identity
  ) -> UInt64 {
    StableHash.combine(StableHash.hash(text), UInt64(identity.rawValue)) | 1
  }

  /// The operation of a function that its platform called.
  private static let invocation = Array("invocation".utf8)

  private mutating func nameOperation(
    _ line: UnsafeRawBufferPointer, _ fields: UnsafePointer<RecordFields>,
    _ record: inout LogRecord,
    _ batch: inout RecordBatch
  ) {
    guard let path = fields.pointee.path else {
      return nameWithoutPath(line, fields, &record, &batch)
    }
    let method =
      fields.pointee.method.map { line.slice($0) } ?? UnsafeRawBufferPointer(start: nil, count: 0)
    let route: RouteCache.Entry
    if path.hasEscapes {
      // Some encoders write every slash of a path as an escape.
      let plain = RecordView.text(path, in: line)
      route = plain.withUnsafeBytes { routes.entry(method: method, path: $0) }
    } else {
      route = routes.entry(method: method, path: line.slice(path))
    }
    if route.isProbe || isProbeAgent(fields, line) {
      record.kind = .message
      return
    }
    guard route.isBare || route.candidates != 0 || record.outcome == .failure else {
      record.names = StableHash.combine(record.names, route.hash)
      record.operation =
        batch.span(of: route.hash)
        ?? routes.withText(of: route) { batch.share($0, hash: route.hash) }
      return
    }
    name(
      by: route, RecordView(line: line, fields: fields, level: record.severity), &record, &batch)
  }

  /// A route whose text, outcome or rules need a look into the bodies.
  private func name(
    by route: RouteCache.Entry, _ seen: RecordView, _ record: inout LogRecord,
    _ batch: inout RecordBatch
  ) {
    var view = seen
    var operation = routes.withText(of: route) { Array($0) }
    if route.isBare, let body = view.requestBody(), body.isObject {
      // `POST / {items}`: containers tell bodies apart better than the scalars beside them.
      let keys = body.keys
      let named = keys.containers.isEmpty ? keys.all : keys.containers
      if !named.isEmpty { operation += Array(" {\(named.joined(separator: ","))}".utf8) }
    }
    operation.withUnsafeBytes {
      operate($0, hash: StableHash.hash($0), &record, &batch)
    }
    applyRules(route.candidates, &view, &record, &batch)
    if record.outcome == .failure { describeFailure(&view, &record, &batch) }
  }

  private func nameWithoutPath(
    _ line: UnsafeRawBufferPointer, _ fields: UnsafePointer<RecordFields>,
    _ record: inout LogRecord,
    _ batch: inout RecordBatch
  ) {
    if let operation = fields.pointee.operation, let service = fields.pointee.rpcService {
      let text = Array(line.slice(service)) + [0x2F] + Array(line.slice(operation))
      text.withUnsafeBytes { operate($0, hash: StableHash.hash($0), &record, &batch) }
    } else if let operation = fields.pointee.operation {
      let text = line.slice(operation)
      operate(text, hash: StableHash.hash(text), &record, &batch)
    } else if fields.pointee.isInvocation {
      Self.invocation.withUnsafeBytes { operate($0, hash: StableHash.hash($0), &record, &batch) }
    } else if record.kind == .dependencyCall {
      record.operation = record.dependency
    } else {
      Self.standIn(line, fields).withUnsafeBytes {
        operate($0, hash: StableHash.hash($0), &record, &batch)
      }
    }
    guard record.kind == .request || record.outcome == .failure else { return }
    var view = RecordView(line: line, fields: fields, level: record.severity)
    applyRules(.max, &view, &record, &batch)
    if record.outcome == .failure { describeFailure(&view, &record, &batch) }
  }

  private func isProbeAgent(_ fields: UnsafePointer<RecordFields>, _ line: UnsafeRawBufferPointer)
    -> Bool
  {
    guard let agent = fields.pointee.userAgent else { return false }
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
        Array(dependency.utf8).withUnsafeBytes { depend(on: $0, &record, &batch) }
      }
      judge(rule, &view, &record)
      identify(by: rule.userKeys, &view, &record)
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

  private func describeFailure(
    _ view: inout RecordView, _ record: inout LogRecord, _ batch: inout RecordBatch
  ) {
    if record.identity == .none, let person = view.requestBody()?.person {
      record.identity = .user
      record.client = person.withUnsafeBytes { Self.client($0, .user) }
    }
    let body = view.responseBody()
    let message = view.text(view.fields.pointee.error) ?? view.text(view.fields.pointee.message)
    let signature = FailureSignature.text(
      status: FailureSignature.status(view.fields, failedAt: record.severity), body: body,
      message: message, size: view.fields.pointee.size)
    record.signature = signature.withUnsafeBytes { batch.append($0) }
    if record.kind == .request, record.dependency.isEmpty, let message,
      let host = HostName.first(in: message)
    {
      // Behind the signature, and no part of it: which of many hosts failed is no other failure.
      let named = batch.append([FailureSignature.separator] + host)
      record.signature.count += named.count
    }
    message?.withUnsafeBytes { if SecretStems.occur(in: $0, isTemplate: false) { batch.quote($0) } }
    noteNoise(
      &view, name: record.rule >= 0 ? rules.operations[Int(record.rule)].name : nil, &record)
  }

  func noteNoise(_ view: inout RecordView, name: String?, _ record: inout LogRecord) {
    for (index, ignore) in rules.ignore.enumerated() where view.holds(ignore.match, name: name) {
      record.noise = Int16(truncatingIfNeeded: index)
      return
    }
  }
}
