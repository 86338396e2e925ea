import LogModel
import Parse

/// What recount keeps of logs: counts, first and last events and samples, of bounded size.
///
/// Scanning inputs apart and merging their tallies in any order gives, byte for byte, the tally
/// of one scan: every cap, sample and name is a function of the records alone. Texts are
/// redacted before they are kept.
public final class Tally {
  /// What is told of one input, beside its records.
  public struct Input: Hashable, Sendable {
    public var hash: ContentHash
    public var reading: InputReading
  }

  /// Distinct services, and dependencies, that are kept apart.
  static let nameCapacity = 256
  static let sourceCapacity = 256
  /// Raw names remembered for speed; decides no result.
  private static let cacheLimit = 1 << 16

  let rules: TallyRules
  /// Units that events carry counts of, in the order of their slots.
  public var unitNames: [String] { rules.unitNames }
  public internal(set) var inputs: [Input] = []
  public internal(set) var series: [Series] = []
  public internal(set) var clients = ClientSample()
  var widthChoice = BucketWidth()
  /// Seconds a bucket holds.
  public internal(set) var width: Int64 = 1
  private var seriesIndex: [SeriesKey: Int] = [:]
  private var cache: [UInt64: CachedSeries] = [:]
  private var signatureCache: [UInt64: Int] = [:]
  var routes: [String: NameFolding] = [:]
  private var services = NameKeeper(capacity: Tally.nameCapacity)
  private var sources = NameKeeper(capacity: Tally.sourceCapacity)
  private var dependencies = NameKeeper(capacity: Tally.nameCapacity)
  private var compactAt = 4096
  private var recordsSinceWidthCheck = 0
  /// Stretches that were asked to be kept exactly, where a first scan could not.
  let focus: [TimeRange]

  struct CachedSeries {
    var index: Int
    /// The bucket that was noted last: most records fall into the same.
    var second: Int64
  }

  /// - Parameters:
  ///   - focus: where not empty, only records within these are kept, and all of them exactly.
  ///   - width: the least width of a bucket, in seconds.
  public init(rules: TallyRules, focus: [TimeRange] = [], width: Int64 = 1) {
    self.rules = rules
    self.focus = focus
    self.width = width
  }

  /// Adds the records of one batch.
  public func fold(_ batch: RecordBatch) {
    batch.withAllText { text in
      for record in batch.records where record.kind != .message && isInFocus(record) {
        fold(record, in: text)
      }
    }
    recordsSinceWidthCheck += batch.records.count
    if recordsSinceWidthCheck > 16_384 {
      recordsSinceWidthCheck = 0
      if widthChoice.width > width { rebuild() }
    }
    if series.count > compactAt { rebuild() }
  }

  private func fold(_ record: LogRecord, in text: UnsafeRawBufferPointer) {
    let second = record.nanoseconds.flooredDivision(by: 1_000_000_000)
    let raw = rawHash(record, in: text)
    let at: Int
    if let known = cache[raw] {
      at = known.index
      if known.second != second {
        widthChoice.note(name: raw, second: second)
        cache[raw]?.second = second
      }
    } else {
      if cache.count >= Self.cacheLimit { cache.removeAll(keepingCapacity: true) }
      at = index(of: record, in: text)
      widthChoice.note(name: raw, second: second)
      cache[raw] = CachedSeries(index: at, second: second)
    }
    let series = series[at]
    let bucket = series.bucket(at: second.flooredDivision(by: width))
    var signature = 0
    if record.outcome == .failure {
      signature = self.signature(of: record, series: at, in: text)
    }
    series.add(
      record, bucket: bucket, signature: signature, bound: mergeBound)
    if record.client != 0, record.kind == .request {
      clients.add(
        client: StableHash.combine(record.client, 1),
        visit: .init(
          nanoseconds: record.nanoseconds,
          operation: operationHash(series.key), failed: record.outcome == .failure))
    }
  }

  private func isInFocus(_ record: LogRecord) -> Bool {
    focus.isEmpty
      || focus.contains {
        $0.from.nanoseconds <= record.nanoseconds && record.nanoseconds <= $0.to.nanoseconds
      }
  }

  static let focusBound = 50_000

  /// The hash under which ``ClientSample`` names an operation.
  public func operationHash(_ key: SeriesKey) -> UInt64 {
    StableHash.hash(key.name.isEmpty ? key.operation : key.name)
  }

  // MARK: Names

  private func rawHash(_ record: LogRecord, in text: UnsafeRawBufferPointer) -> UInt64 {
    var hash =
      UInt64(record.kind.rawValue) &<< 32 | UInt64(UInt16(bitPattern: record.rule)) &<< 8
      | UInt64(record.role == .edge ? 1 : record.role == .dependency ? 2 : 0)
    hash = StableHash.hash(slice(record.operation, text), seed: hash)
    hash = StableHash.hash(slice(record.service, text), seed: hash)
    hash = StableHash.hash(slice(record.source, text), seed: hash)
    if !record.dependency.isEmpty {
      hash = StableHash.hash(slice(record.dependency, text), seed: hash)
    }
    return hash
  }

  private func slice(
    _ span: TextSpan, _ text: UnsafeRawBufferPointer
  ) -> UnsafeRawBufferPointer {
    let start = min(Int(span.offset), text.count)
    return UnsafeRawBufferPointer(
      rebasing: text[start..<min(start + Int(span.count), text.count)])
  }

  private func string(_ span: TextSpan, _ text: UnsafeRawBufferPointer) -> String {
    String(decoding: slice(span, text), as: UTF8.self)
  }

  /// The series a record belongs to, made when it is not there.
  private func index(of record: LogRecord, in text: UnsafeRawBufferPointer) -> Int {
    let service = services.keep(rules.redact(string(record.service, text)))
    let generation = routes[service]?.generation ?? 0
    let key = SeriesKey(
      source: sources.keep(rules.redact(string(record.source, text))), service: service,
      operation: route(rules.redact(string(record.operation, text)), service: service),
      name: rules.name(of: record.rule),
      dependency: dependencies.keep(rules.redact(string(record.dependency, text))),
      kind: record.kind, role: record.role)
    // A fold renames what was looked up before.
    if routes[service]?.generation != generation { cache.removeAll(keepingCapacity: true) }
    return index(of: key)
  }

  private func index(of key: SeriesKey) -> Int {
    if let known = seriesIndex[key] { return known }
    series.append(Series(key: key))
    seriesIndex[key] = series.count - 1
    return series.count - 1
  }

  private func route(_ operation: String, service: String) -> String {
    guard !operation.isEmpty else { return "" }
    let words = routes[service, default: NameFolding(steps: NameFolding.routeSteps)]
      .fold(NameWords.words(ofOperation: operation), hash: StableHash.hash(operation))
    return words.contains(NameTrie.wildcard) ? NameWords.operation(ofWords: words) : operation
  }

  private func signature(
    of record: LogRecord, series at: Int, in text: UnsafeRawBufferPointer
  ) -> Int {
    let bytes = slice(record.signature, text)
    let hash = StableHash.combine(
      StableHash.hash(bytes, seed: UInt64(bitPattern: Int64(record.noise))), UInt64(at))
    if let known = signatureCache[hash] { return known }
    if signatureCache.count > 4096 { signatureCache.removeAll(keepingCapacity: true) }
    series[at].rawSignatures.insert(StableHash.hash(bytes))
    let key = SignatureKey(
      text: rules.redact(String(decoding: bytes, as: UTF8.self)),
      noise: rules.noise(of: record.noise))
    let index = series[at].signature(key)
    signatureCache[hash] = index
    if series[at].signatures.count > 256 {
      refoldSignatures(of: at)
      signatureCache.removeAll(keepingCapacity: true)
      return series[at].signature(foldedSignature(key, in: series[at]))
    }
    return index
  }

  private func foldedSignature(_ key: SignatureKey, in series: Series) -> SignatureKey {
    series.signatures.contains(key)
      ? key : SignatureFolding.mapping(of: series.signatures + [key], seen: series.rawSignatures)[key]
        ?? key
  }

  private func refoldSignatures(of at: Int) {
    let mapping = SignatureFolding.mapping(
      of: series[at].signatures, seen: series[at].rawSignatures)
    series[at] = series[at].canonical(mapping: mapping, ratio: 1, bound: mergeBound)
  }

  // MARK: Inputs, merging, the end

  /// Ends an input: its events know now where they are from.
  public func seal(_ reading: InputReading) {
    guard let hash = reading.contentHash else { return }
    for one in series { one.setInput(hash.low) }
    inputs.append(Input(hash: hash, reading: reading))
  }

  /// Takes up all of another tally; the other is not to be used again.
  public func merge(_ other: Tally) {
    inputs += other.inputs
    clients.merge(other.clients)
    widthChoice.merge(other.widthChoice)
    let common = max(width, other.width, widthChoice.width)
    if common > width {
      width = common
      rebuild()
    }
    for (service, folding) in other.routes.sorted(by: { $0.key < $1.key }) {
      let kept = services.keep(service)
      routes[kept, default: NameFolding(steps: NameFolding.routeSteps)].merge(seen: folding.seen)
    }
    for theirs in other.series {
      let at = index(of: currentKey(theirs.key))
      series[at].merge(theirs, ratio: width / other.width, bound: mergeBound)
    }
    cache.removeAll(keepingCapacity: true)
    signatureCache.removeAll(keepingCapacity: true)
    if series.count > compactAt { rebuild() }
  }

  var mergeBound: Int { focus.isEmpty ? OutcomeCell.bound : Self.focusBound }

  /// A key under the names of now.
  private func currentKey(_ key: SeriesKey) -> SeriesKey {
    var key = key
    key.service = services.keep(key.service)
    key.source = sources.keep(key.source)
    key.dependency = dependencies.keep(key.dependency)
    key.operation = route(key.operation, service: key.service)
    return key
  }

  /// Brings everything under the names and the width of now.
  private func rebuild() {
    let target = max(width, widthChoice.width)
    let ratio = target / width
    // Names may fold while they are brought up to date, so it is done until none does.
    var generation: Int
    repeat {
      generation = foldGeneration
      for one in series { one.key = currentKey(one.key) }
    } while foldGeneration != generation
    let old = series
    width = target
    series = []
    seriesIndex = [:]
    for one in old { series[index(of: one.key)].merge(one, ratio: ratio, bound: mergeBound) }
    for at in series.indices where series[at].signatures.count > 1 {
      let mapping = SignatureFolding.mapping(
        of: series[at].signatures, seen: series[at].rawSignatures)
      series[at] = series[at].canonical(mapping: mapping, ratio: 1, bound: mergeBound)
    }
    cache.removeAll(keepingCapacity: true)
    signatureCache.removeAll(keepingCapacity: true)
    compactAt = max(4096, series.count * 2)
  }

  private var foldGeneration: Int {
    routes.values.reduce(services.generation + sources.generation + dependencies.generation) {
      $0 + $1.generation
    }
  }

  /// Puts everything in its final order; the tally is read or written afterwards.
  public func finish() {
    rebuild()
    series.sort { $0.key < $1.key }
    for at in series.indices {
      let mapping = SignatureFolding.mapping(
        of: series[at].signatures, seen: series[at].rawSignatures)
      series[at] = series[at].canonical(mapping: mapping, ratio: 1, bound: mergeBound)
      seriesIndex[series[at].key] = at
    }
    clients.sortVisits()
    inputs.sort { ($0.hash, $0.reading.path) < ($1.hash, $1.reading.path) }
  }

  /// The input that an event's line stands in.
  public func input(of mark: EventMark) -> Input? {
    inputs.first { $0.hash.low == mark.input }
  }

  /// Puts a decoded series in place.
  func restore(_ restored: Series) {
    seriesIndex[restored.key] = series.count
    series.append(restored)
  }
}
