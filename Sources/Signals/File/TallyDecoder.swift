import LogModel
import Parse

/// Reads the body of a tally file; what is out of order or out of range is damage.
struct TallyDecoder {
  /// Sums of counts stay below this, so that no later sum overflows.
  private static let countLimit = 1 << 53
  /// Folding leaves a series far fewer signatures, and what looks at each of them among all its
  /// failures must end.
  private static let signatureLimit = 4096

  private var reader: ByteReader
  private let tally: Tally
  private var sources: [UInt64] = []
  private var counted = 0
  /// Lines of all inputs, which are added up as counts are.
  private var lines = 0
  /// Seconds that the stamps of a bucket lie in.
  private var reach: Int64 = 1

  /// Entries that a sample of the records of inputs may have.
  private let sampleCapacity: Int

  /// - Parameter keepsAll: as ``TallyEncoder`` was told.
  init(_ reader: ByteReader, rules: TallyRules, keepsAll: Bool = false) {
    self.reader = reader
    tally = Tally(rules: rules)
    sampleCapacity = keepsAll ? OverlapSample.capacity : OverlapSample.fileCapacity
  }

  mutating func read() throws(TallyError) -> Tally {
    tally.origin = try TallyOrigin(from: &reader)
    if tally.rules.isDefined { try tally.rules.origin.check(tally.origin) }
    try readUnits()
    let width = Int64(try reader.integer(upTo: 1 << 20))
    guard BucketWidth.ladder.contains(width) else { throw reader.damaged }
    tally.width = width
    tally.widthChoice = try BucketWidth(from: &reader)
    for _ in 0..<(try reader.count(ofBytes: 20)) {
      let reading = try InputReadingCoding.read(&reader)
      lines += reading.account.lines
      guard lines <= Self.countLimit else { throw reader.damaged }
      tally.inputs.append(
        .init(hash: reading.contentHash ?? ContentHash(high: 0, low: 0), reading: reading))
    }
    for _ in 0..<(try reader.count(ofBytes: 5)) {
      let service = ExactText(try reader.string())
      guard tally.routes[service] == nil else { throw reader.damaged }
      tally.routes[service] = try NameFolding(from: &reader)
    }
    for _ in 0..<(try reader.count(ofBytes: 5)) {
      let service = ExactText(try reader.string())
      guard tally.rejectedRoutes[service] == nil else { throw reader.damaged }
      tally.rejectedRoutes[service] = try NameFolding(
        steps: Tally.rejectedSteps, from: &reader)
    }
    for _ in 0..<(try reader.count(ofBytes: 8)) { sources.append(try reader.fixed64()) }
    for _ in 0..<(try reader.count(ofBytes: 16)) { try readSeries() }
    tally.compactAt = max(Tally.leastCompaction, tally.series.count * 2)
    tally.noteNames(of: tally.series.map(\.key))
    try readClients()
    tally.dimensions = try DimensionCounts(from: &reader, series: tally.series)
    try tally.templates.read(&reader, counted: &counted, limit: Self.countLimit)
    try tally.values.read(&reader, counted: &counted, limit: Self.countLimit)
    tally.traces = try TraceSample(from: &reader)
    tally.overlap = try OverlapSample(
      from: &reader, inputs: sources, capacity: sampleCapacity)
    guard reader.isAtEnd else { throw reader.damaged }
    tally.restored = tally.dimensions.counts.reduce(counted + lines, +)
    return tally
  }

  private mutating func readUnits() throws(TallyError) {
    var names: [String] = []
    for _ in 0..<(try reader.count(ofBytes: 1)) { names.append(try reader.string()) }
    guard names.count <= 4 else { throw reader.damaged }
    let mine = tally.unitNames
    guard mine.isEmpty || names.isEmpty || mine == names else {
      throw .differentDefinitions(mine: mine, theirs: names)
    }
    tally.unitNames = names
  }

  private mutating func readSeries() throws(TallyError) {
    var key = SeriesKey(
      source: try reader.string(), service: try reader.string(), operation: try reader.string(),
      name: try reader.string(), dependency: try reader.string(), kind: .request, role: .service)
    guard let kind = LogRecord.Kind(rawValue: try reader.byte()),
      let role = ServiceRole(rawValue: try reader.string()),
      let isRejected = Optional(try reader.bool()),
      let identity = LogRecord.Identity(rawValue: try reader.byte())
    else { throw reader.damaged }
    key.kind = kind
    key.role = role
    key.isRejected = isRejected
    guard kind != .message || !isRejected && LineClass(rawValue: key.operation) != nil else {
      throw reader.damaged
    }
    if let last = tally.series.last, last.key >= key { throw reader.damaged }
    let folding = try SignatureFolding(from: &reader)
    var signatures: [SignatureKey] = []
    let known = try reader.count(ofBytes: 2)
    guard known <= Self.signatureLimit else { throw reader.damaged }
    for _ in 0..<known {
      let signature = SignatureKey(text: try reader.string(), noise: try reader.string())
      if let last = signatures.last, last >= signature { throw reader.damaged }
      signatures.append(signature)
    }
    var buckets: [Bucket] = []
    for _ in 0..<(try reader.count(ofBytes: 6)) {
      let before = buckets.last?.start ?? 0
      let (start, overflows) = before.addingReportingOverflow(try reader.signed())
      guard !overflows, buckets.isEmpty || start > before else { throw reader.damaged }
      reach = max(tally.width, key.isQuietLines ? LineClass.quietSeconds : 1)
      buckets.append(try bucket(at: start, signatures: signatures.count))
    }
    tally.seriesIndex[key] = tally.series.count
    tally.series.append(
      Series(
        key: key, identity: identity, folding: folding, signatures: signatures,
        buckets: buckets))
  }

  private mutating func bucket(
    at start: Int64, signatures: Int
  ) throws(TallyError) -> Bucket {
    guard start.magnitude <= UInt64(EventRef.timeLimit / 1_000_000_000 / tally.width) else {
      throw reader.damaged
    }
    let from = start * tally.width * 1_000_000_000
    var bucket = Bucket(start: start)
    bucket.successes = try cell(from: from)
    for _ in 0..<(try reader.count(ofBytes: 3)) {
      let status = try reader.integer()
      guard status == 0 || RejectedCell.classes.contains(status),
        status > bucket.rejections.last?.status ?? -1
      else { throw reader.damaged }
      let cell = try cell(from: from)
      guard cell.count > 0 else { throw reader.damaged }
      bucket.rejections.append(RejectedCell(status: status, cell: cell))
    }
    if try reader.bool() {
      bucket.unended = [try cell(from: from)]
      guard bucket.unknown > 0 else { throw reader.damaged }
    }
    for _ in 0..<(try reader.count(ofBytes: 8)) {
      let signature = try reader.integer()
      guard signature < signatures, signature > bucket.failures.last?.signature ?? -1 else {
        throw reader.damaged
      }
      let cell = try cell(from: from)
      guard cell.count > 0 else { throw reader.damaged }
      var units = SIMD4<Int64>.zero
      for slot in 0..<4 { units[slot] = try signedSum() }
      let clients =
        try reader.bool()
        ? try DistinctSample(capacity: SignatureCell.clientCapacity, from: &reader) : nil
      bucket.failures.append(
        SignatureCell(signature: signature, cell: cell, units: units, clients: clients))
    }
    return bucket
  }

  private mutating func cell(from start: Int64) throws(TallyError) -> OutcomeCell {
    let count = try sum()
    // A mark takes two hashes of eight bytes and seven numbers.
    let kept = try reader.count(ofBytes: 23)
    guard kept == count || kept == 2 && count > OutcomeCell.bound else { throw reader.damaged }
    var marks: [EventRef] = []
    marks.reserveCapacity(kept)
    for _ in 0..<kept {
      let mark = try mark(from: start)
      if let last = marks.last, EventRef.precedes(mark, last) { throw reader.damaged }
      marks.append(mark)
    }
    var spread: LatencySpread?
    if kept < count, try reader.bool() { spread = try LatencySpread(from: &reader, upTo: count) }
    return OutcomeCell(count: count, marks: marks, spread: spread)
  }

  private mutating func mark(from start: Int64) throws(TallyError) -> EventRef {
    var mark = try EventRef(
      from: &reader, after: start, within: reach * 1_000_000_000, inputs: sources)
    mark.client = try reader.fixed64()
    guard let latency = UInt32(exactly: try reader.varint()) else { throw reader.damaged }
    mark.latency = latency
    return mark
  }

  private mutating func readClients() throws(TallyError) {
    let isSample = try reader.bool()
    var clients: [UInt64: ClientSample.Client] = [:]
    let count = try reader.count(ofBytes: 10)
    guard count <= ClientSample.clientCapacity else { throw reader.damaged }
    for _ in 0..<count {
      let hash = try reader.fixed64()
      guard clients[hash] == nil else { throw reader.damaged }
      clients[hash] = try client()
    }
    tally.clients = ClientSample(clients: clients, isSample: isSample)
  }

  private mutating func client() throws(TallyError) -> ClientSample.Client {
    var client = ClientSample.Client()
    client.count = try sum()
    let kept = try reader.count(ofBytes: 3)
    guard kept <= ClientSample.visitCapacity, kept == 0 || kept == client.count else {
      throw reader.damaged
    }
    for _ in 0..<kept {
      let nanoseconds = try reader.signed()
      let place = try reader.integer()
      guard place < tally.series.count, nanoseconds.magnitude <= UInt64(EventRef.timeLimit) else {
        throw reader.damaged
      }
      let key = tally.series[place].key
      client.visits.append(
        .init(
          nanoseconds: nanoseconds, operation: key.operationHash,
          failed: try reader.bool(), route: key.routeHash))
    }
    return client
  }

  /// A count that is added to others later.
  private mutating func sum() throws(TallyError) -> Int {
    let count = try reader.integer(upTo: Self.countLimit - counted)
    counted += count
    return count
  }

  private mutating func signedSum() throws(TallyError) -> Int64 {
    let value = try reader.signed()
    guard value.magnitude <= UInt64(Self.countLimit - counted) else { throw reader.damaged }
    counted += Int(value.magnitude)
    return value
  }
}
