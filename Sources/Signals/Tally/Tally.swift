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
    /// 0 for an input that could not be read.
    public var hash: ContentHash
    public var reading: InputReading
  }

  /// Distinct services, and dependencies, that are kept apart.
  static let nameCapacity = 256
  static let sourceCapacity = 256
  /// Raw names remembered for speed; decides no result.
  private static let cacheLimit = 1 << 16
  /// Names that are remembered as they may be kept; decides no result either.
  static let cleanNameLimit = 4096

  let rules: TallyRules
  /// Under what definition its records were counted: that of ``rules``, or of a file.
  public var origin: TallyOrigin
  /// Units that events carry counts of, in the order of their slots.
  public internal(set) var unitNames: [String]
  public internal(set) var inputs: [Input] = []
  @exclusivity(unchecked) public internal(set) var series: [Series] = []
  @exclusivity(unchecked) public internal(set) var clients = ClientSample()
  /// Attempts by tenant, region, version and what else they are told apart by.
  @exclusivity(unchecked) public internal(set) var dimensions = DimensionCounts()
  var failureClasses: [UInt64: UInt8] = [:]
  /// When sources had to do with the same requests.
  @exclusivity(unchecked) public internal(set) var traces = TraceSample()
  /// Which records inputs hold, of a sample.
  @exclusivity(unchecked) public internal(set) var overlap = OverlapSample()
  var sourceHashes: [UInt64: UInt64] = [:]
  @exclusivity(unchecked) var widthChoice = BucketWidth()
  /// Seconds a bucket holds.
  @exclusivity(unchecked) public internal(set) var width: Int64 = 1
  /// The words of the log.
  @exclusivity(unchecked) public internal(set) var templates = LogTemplateTable()
  /// What members of good answers, numbers of lines and latencies were, of a sample.
  @exclusivity(unchecked) public internal(set) var values = LogTemplateTable(.values)
  var seriesIndex: [SeriesKey: Int] = [:]
  @exclusivity(unchecked) private var cache = StableIndex()
  @exclusivity(unchecked) private var cachedSeries: [CachedSeries] = []
  private var signatureCache: [UInt64: Int] = [:]
  /// By service.
  var routes: [ExactText: NameFolding] = [:]
  /// The same of requests that were rejected.
  var rejectedRoutes: [ExactText: NameFolding] = [:]
  /// By the hash of what stands in the log and of the length that is kept.
  var cleanNames: [UInt64: String] = [:]
  var services = NameKeeper(capacity: Tally.nameCapacity)
  var sources = NameKeeper(capacity: Tally.sourceCapacity)
  var dependencies = NameKeeper(capacity: Tally.nameCapacity)
  /// All that tally files said was counted; of many such files the sum would overflow.
  var restored = 0
  static let restoredLimit = 1 << 55
  var compactAt = Tally.leastCompaction
  static let leastCompaction = 4096
  @exclusivity(unchecked) private var recordsSinceWidthCheck = 0
  /// Stretches that were asked to be kept exactly, where a first scan could not.
  let focus: [TimeRange]
  /// The input that is being folded, where others were sealed before: which of equal events
  /// comes first is decided by their inputs, so it must be known before they meet.
  var open: Tally?

  @exclusivity(unchecked) private var quiet: BatchedLines?

  private struct CachedSeries {
    var index: Int
    /// The bucket that was noted last: most records fall into the same.
    var second: Int64
    var operation: UInt64
    var route: UInt64
  }

  /// - Parameters:
  ///   - focus: where not empty, only buckets that touch these are kept, and they keep every
  ///     event up to a larger bound.
  ///   - width: the least width of buckets, in seconds. With the width that a first scan came
  ///     to, a second one puts its events into the same buckets.
  public init(rules: TallyRules, focus: [TimeRange] = [], width: Int64 = 1) {
    self.rules = rules
    origin = rules.origin
    self.focus = focus
    unitNames = rules.unitNames
    self.width = BucketWidth.ladder.first { $0 >= width } ?? self.width
  }

  /// Adds the records of one batch; all batches up to ``seal(_:)`` are of one input.
  public func fold(_ batch: RecordBatch) {
    guard inputs.isEmpty else {
      let open = self.open ?? Tally(rules: rules, focus: focus, width: width)
      self.open = open
      return open.fold(batch)
    }
    if focus.isEmpty { overlap.add(batch) }
    batch.withAllText { text in
      // By address: a record is as large as a cache line or three, and is not to be copied.
      batch.records.withUnsafeBufferPointer { records in
        guard var record = records.baseAddress else { return }
        if focus.isEmpty {
          templates.beginBatch()
          values.beginBatch()
        }
        var duplicates = batch.duplicates.makeIterator()
        var duplicate = duplicates.next()
        for at in records.indices {
          if at == duplicate {
            duplicate = duplicates.next()
            record += 1
            continue
          }
          note(saidBy: record, in: text)
          if quiet?.takes(record) == true {
            record += 1
            continue
          }
          if Self.counts(record), isWanted(record.pointee.nanoseconds) {
            fold(record, in: text)
            foldWork(of: record, in: text)
          }
          record += 1
        }
        // The run points at records of this batch.
        endQuietRun()
      }
      if focus.isEmpty, !batch.traces.isEmpty { noteTraces(of: batch, in: text) }
      if focus.isEmpty, !batch.values.isEmpty { noteValues(of: batch, in: text) }
      if focus.isEmpty {
        // What they name as a secret is known from then on, wherever else it stands.
        for span in batch.quoted { _ = clean(span, text, limit: 0) }
      }
    }
    recordsSinceWidthCheck += batch.records.count
    if recordsSinceWidthCheck > 16_384 {
      recordsSinceWidthCheck = 0
      if widthChoice.width > width { rebuild() }
    }
    if series.count > compactAt { rebuild() }
    if templates.isCrowded(after: batch.records.count) { templates.rebuild(in: self) }
    if values.isCrowded(after: batch.values.count) { values.rebuild(in: self) }
  }

  /// Counts what a record says; not where a stretch is read a second time.
  @inline(__always)
  private func note(saidBy record: UnsafePointer<LogRecord>, in text: UnsafeRawBufferPointer) {
    guard focus.isEmpty, record.pointee.nanoseconds.magnitude <= UInt64(EventRef.timeLimit) else {
      return
    }
    if record.pointee.kind == .message {
      guard record.pointee.operation.count > 0 else { return }
      let sort: TemplateKey.Sort = record.pointee.severity >= .warning ? .complaint : .line
      templates.add(record, record.pointee.operation, sort, in: text, self)
    } else if record.pointee.outcome == .success, record.pointee.signature.count > 0 {
      templates.add(record, record.pointee.signature, .shape, in: text, self)
    }
    if record.pointee.latency != 0, record.pointee.content & 3 == 0 {
      note(latencyOf: record, in: text)
    }
  }

  /// A call to a dependency that does not say how it ended is told by the request that made it.
  @inline(__always)
  private static func counts(_ record: UnsafePointer<LogRecord>) -> Bool {
    record.pointee.kind != .dependencyCall || record.pointee.outcome != .unknown
  }

  /// Whole seconds, rounded down; most stamps are after the epoch, and divide by a constant.
  @inline(__always)
  private static func second(_ nanoseconds: Int64) -> Int64 {
    nanoseconds >= 0
      ? nanoseconds / 1_000_000_000 : nanoseconds.flooredDivision(by: 1_000_000_000)
  }

  @inline(__always)
  private func isWanted(_ nanoseconds: Int64) -> Bool {
    guard !focus.isEmpty else { return true }
    let second = Self.second(nanoseconds)
    return keptEvents.isInFocus(start: second.flooredDivision(by: width))
  }

  private func fold(_ record: UnsafePointer<LogRecord>, in text: UnsafeRawBufferPointer) {
    let stamp = record.pointee.nanoseconds
    guard stamp.magnitude <= UInt64(EventRef.timeLimit) else { return }
    let isLine = record.pointee.kind == .message
    let line = isLine ? LineClass(record) : .error
    var second = Self.second(stamp)
    if line == .quiet {
      second = second.flooredDivision(by: LineClass.quietSeconds) &* LineClass.quietSeconds
    }
    let raw = Self.rawHash(record, line)
    let at: Int
    if let known = cache[raw] {
      at = known
      if cachedSeries[at].second != second {
        widthChoice.note(name: raw, second: second, after: cachedSeries[at].second)
        cachedSeries[at].second = second
      }
    } else {
      at = cacheSeries(of: record.pointee, raw: raw, second: second, in: text)
    }
    let known = cachedSeries[at].index
    let failed = isLine ? line != .quiet : record.pointee.outcome == .failure
    // Before the series is looked at: noting a signature may put another in its place.
    let signature = failed ? self.signature(of: record.pointee, series: known, in: text) : 0
    let series = series[known]
    let start = width == 1 ? second : second.flooredDivision(by: width)
    let bucket = series.bucket(at: start)
    series.add(
      record, bucket: bucket, signature: signature,
      bound: focus.isEmpty ? OutcomeCell.bound : keptEvents.bound(start: start))
    if record.pointee.dimensions != 0, !isLine, focus.isEmpty {
      noteDimensions(
        of: record, raw: raw, route: cachedSeries[at].route, second: second, in: text)
    }
    if line == .quiet, focus.isEmpty, series.buckets[bucket].successes.count > OutcomeCell.bound {
      endQuietRun()
      quiet = BatchedLines(like: record, second: second, series: known, bucket: bucket)
    }
    if record.pointee.client != 0, record.pointee.kind == .request {
      // A second mixing, so that which clients are sampled is not up to who chooses an address.
      clients.add(
        client: StableHash.combine(record.pointee.client, 1),
        visit: .init(
          nanoseconds: stamp, operation: cachedSeries[at].operation, failed: failed,
          route: cachedSeries[at].route))
    }
  }

  /// Counts what a record says of other work than its own: how long a job or a call took of which
  /// its line tells, and the host that a request's failure names.
  @inline(__always)
  private func foldWork(of record: UnsafePointer<LogRecord>, in text: UnsafeRawBufferPointer) {
    if record.pointee.kind == .message {
      guard record.pointee.latency != 0 else { return }
      var work = record.pointee
      work.outcome = .success
      work.operation = work.signature
      fold(work: work, in: text)
    } else if record.pointee.outcome == .failure, record.pointee.kind == .request {
      let signature = slice(record.pointee.signature, text)
      guard let host = FailureSignature.parted(signature).host else { return }
      var work = record.pointee
      let end = Int(work.signature.offset) + Int(work.signature.count)
      work.dependency = TextSpan(offset: end - host.count, count: host.count)
      work.names = StableHash.combine(work.names, StableHash.hash(host))
      (work.operation, work.rule, work.noise, work.latency) = (.none, -1, -1, 0)
      fold(work: work, in: text)
    }
  }

  @inline(never)
  private func fold(work: LogRecord, in text: UnsafeRawBufferPointer) {
    var work = work
    work.kind = .work
    work.signature = .none
    work.dimensions = 0
    work.units = .zero
    withUnsafePointer(to: &work) { fold($0, in: text) }
  }

  private func endQuietRun() {
    guard let run = quiet else { return }
    quiet = nil
    if run.count > 0 { series[run.series].add(run) }
  }

  /// Remembers which series such records belong to; returns its place in ``cachedSeries``.
  private func cacheSeries(
    of record: LogRecord, raw: UInt64, second: Int64, in text: UnsafeRawBufferPointer
  ) -> Int {
    if cache.count >= Self.cacheLimit { forget() }
    let index = index(of: record, in: text)
    widthChoice.note(name: raw, second: second)
    cache.insert(raw, cachedSeries.count)
    cachedSeries.append(
      CachedSeries(
        index: index, second: second, operation: series[index].key.operationHash,
        route: series[index].key.routeHash))
    return cachedSeries.count - 1
  }

  var keptEvents: KeptEvents { KeptEvents(focus: focus, width: width) }

  private func signature(
    of record: LogRecord, series at: Int, in text: UnsafeRawBufferPointer
  ) -> Int {
    let bytes = FailureSignature.parted(slice(record.signature, text)).signature
    let span = TextSpan(offset: Int(record.signature.offset), count: bytes.count)
    let hash = StableHash.combine(
      StableHash.hash(bytes, seed: UInt64(bitPattern: Int64(record.noise))), UInt64(at))
    if let known = signatureCache[hash] { return known }
    if signatureCache.count > 4096 { signatureCache.removeAll(keepingCapacity: true) }
    let key = SignatureKey(
      text: clean(span, text, limit: Self.signatureLimit),
      noise: rules.noise(of: record.noise))
    var index = series[at].note(key)
    if series[at].needsCompaction {
      series[at] = series[at].canonical(kept: keptEvents)
      signatureCache.removeAll(keepingCapacity: true)
      index = series[at].current(key)
    }
    signatureCache[hash] = index
    return index
  }

  /// Forgets what was looked up: series stand elsewhere, or under other names.
  func forget() {
    cache.removeAll()
    cachedSeries.removeAll(keepingCapacity: true)
    signatureCache.removeAll(keepingCapacity: true)
    dimensions.forgetCells()
  }
}
