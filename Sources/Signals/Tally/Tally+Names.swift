import LogModel
import Parse

/// What records are about, as names that are bounded in number and length and hold no secret.
extension Tally {
  /// Longest texts that are kept, in bytes; what is longer is cut once it is redacted.
  static let nameLimit = 128
  static let operationLimit = 256
  static let signatureLimit = 512

  /// The hash under which ``ClientSample`` names an operation.
  public func operationHash(_ key: SeriesKey) -> UInt64 { key.operationHash }

  /// A hash of all that decides which series a record belongs to.
  @inline(__always)
  static func rawHash(_ record: UnsafePointer<LogRecord>, _ line: LineClass) -> UInt64 {
    let role = record.pointee.role
    let sort =
      (isRejected(record) ? 1 &<< 48 : 0) | line.rank &<< 40 | UInt64(record.pointee.kind.rawValue)
      &<< 32
      | UInt64(UInt16(bitPattern: record.pointee.rule)) &<< 8
      | UInt64(role == .edge ? 1 : role == .dependency ? 2 : 0)
    return StableHash.combine(record.pointee.names, sort)
  }

  /// Whether a request was rejected, so that its name is none that the service serves.
  @inline(__always)
  private static func isRejected(_ record: UnsafePointer<LogRecord>) -> Bool {
    record.pointee.outcome == .rejected && record.pointee.kind != .message
  }

  func slice(_ span: TextSpan, _ text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    let start = min(Int(span.offset), text.count)
    return UnsafeRawBufferPointer(
      rebasing: text[start..<min(start + Int(span.count), text.count)])
  }

  /// A text of a record as it may be kept: redacted first, cut after.
  func clean(_ span: TextSpan, _ text: UnsafeRawBufferPointer, limit: Int) -> String {
    let redacted = rules.redact(String(decoding: slice(span, text), as: UTF8.self))
    return ExactText.shortened(redacted, to: limit)
  }

  /// The same of a name, which many records have: looked up where it was cleaned before.
  func clean(name span: TextSpan, _ text: UnsafeRawBufferPointer, limit: Int) -> String {
    guard !span.isEmpty else { return "" }
    let hash = StableHash.hash(slice(span, text), seed: UInt64(limit))
    if let known = cleanNames[hash] { return known }
    if cleanNames.count >= Self.cleanNameLimit { cleanNames.removeAll(keepingCapacity: true) }
    let name = clean(span, text, limit: limit)
    cleanNames[hash] = name
    return name
  }

  /// The series a record belongs to, made when it is not there.
  func index(of record: LogRecord, in text: UnsafeRawBufferPointer) -> Int {
    let service = services.keep(clean(name: record.service, text, limit: Self.nameLimit))
    let source = sources.keep(clean(name: record.source, text, limit: Self.nameLimit))
    let line = record.kind == .message ? withUnsafePointer(to: record) { LineClass($0) } : .error
    // What a quiet line worked with is told of its work alone.
    let dependency =
      line == .quiet
      ? "" : dependencies.keep(clean(name: record.dependency, text, limit: Self.nameLimit))
    guard record.kind != .message else {
      return index(
        of: SeriesKey(
          source: source, service: service, operation: line.rawValue, name: "",
          dependency: dependency, kind: .message, role: record.role))
    }
    let operation = clean(name: record.operation, text, limit: Self.operationLimit)
    let isRejected = withUnsafePointer(to: record) { Self.isRejected($0) }
    var route = operation
    if !operation.isEmpty {
      var words = NameWords.words(ofOperation: operation)
      let hash = StableHash.hash(operation)
      if isRejected {
        words = rejectedRoutes[ExactText(service), default: Self.rejectedFolding]
          .note(words, hash: hash)
      } else {
        words = routes[ExactText(service), default: NameFolding()].note(words, hash: hash)
      }
      if words.contains(NameTrie.wildcard) { route = NameWords.operation(ofWords: words) }
    }
    var key = SeriesKey(
      source: source, service: service, operation: route,
      name: rules.name(of: record.rule), dependency: dependency, kind: record.kind,
      role: record.role)
    key.isRejected = isRejected
    return index(of: key)
  }

  /// Names of requests that were rejected: so many that a scan leaves them as they came, for which
  /// of them are served is known at the end alone.
  static let rejectedSteps: [NameFolding.Step] = [(2000, 2000), (20_000, 30), (.max, 10)]
  static var rejectedFolding: NameFolding { NameFolding(steps: rejectedSteps) }

  func index(of key: SeriesKey) -> Int {
    if let known = seriesIndex[key] { return known }
    series.append(Series(key: key))
    seriesIndex[key] = series.count - 1
    return series.count - 1
  }

  /// What an operation of a service, or what it was called earlier, is called now.
  public func route(_ operation: String, service: String) -> String {
    Self.route(operation, in: routes[ExactText(service)])
  }

  /// What the operation of a key is called now, among those that were served or rejected.
  private func route(of key: SeriesKey) -> String {
    Self.route(
      key.operation, in: (key.isRejected ? rejectedRoutes : routes)[ExactText(key.service)])
  }

  private static func route(_ operation: String, in folding: NameFolding?) -> String {
    guard !operation.isEmpty, let folding else { return operation }
    let words = folding.current(NameWords.words(ofOperation: operation))
    return words.contains(NameTrie.wildcard) ? NameWords.operation(ofWords: words) : operation
  }

  /// A key under the names of now; nothing is noted by looking it up.
  func currentKey(_ key: SeriesKey) -> SeriesKey {
    var key = key
    key.service = services.current(key.service)
    key.source = sources.current(key.source)
    key.dependency = dependencies.current(key.dependency)
    if key.kind != .message { key.operation = route(of: key) }
    return key
  }

  /// Notes the names that keys hold.
  func noteNames(of keys: [SeriesKey]) {
    for key in keys {
      _ = services.keep(key.service)
      _ = sources.keep(key.source)
      _ = dependencies.keep(key.dependency)
    }
  }

  /// Gives the routes of services that are no longer kept apart to the name they share.
  func settleRoutes() {
    for (service, folding) in routes where services.current(service.text) != service.text {
      routes[service] = nil
      routes[ExactText(NameKeeper.rest), default: NameFolding()].merge(folding)
    }
    for (service, folding) in rejectedRoutes
    where services.current(service.text) != service.text {
      rejectedRoutes[service] = nil
      rejectedRoutes[ExactText(NameKeeper.rest), default: Self.rejectedFolding].merge(folding)
    }
  }
}

/// What a tally needs of a definition: names for its rules, and how to redact.
public struct TallyRules: Sendable {
  let ruleNames: [String]
  let noiseReasons: [String]
  /// Units that records carry counts of.
  public let unitNames: [String]
  /// What of a definition decides what is counted and hidden.
  public let origin: TallyOrigin
  /// Whether a definition was given: then tallies must have been made under the same.
  let isDefined: Bool
  let redact: @Sendable (String) -> String

  /// - Parameter origin: of the definition that was given; `nil` without one.
  public init(
    _ rules: RecordRules, origin: TallyOrigin? = nil,
    redact: @escaping @Sendable (String) -> String
  ) {
    self.origin = origin ?? .none
    isDefined = origin != nil
    ruleNames = rules.operations.map(\.name)
    noiseReasons = rules.ignore.map { ignore in
      SignatureKey.noise(
        because: ignore.because, upToCount: ignore.upToCount, perSeconds: ignore.perSeconds)
    }
    unitNames = rules.unitNames
    self.redact = redact
  }

  func name(of rule: Int16) -> String {
    ruleNames.indices.contains(Int(rule)) ? ruleNames[Int(rule)] : ""
  }

  func noise(of index: Int16) -> String {
    noiseReasons.indices.contains(Int(index)) ? noiseReasons[Int(index)] : ""
  }
}
