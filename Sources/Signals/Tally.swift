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

  /// Nanoseconds from the epoch to the furthest stamps that are kept, either way: so far from
  /// the ends of what 64 bits hold that the bucket around a stamp is within, too.
  static let timeLimit: Int64 = 9_200_000_000_000_000_000

  let rules: TallyRules
  /// Units that events carry counts of, in the order of their slots.
  public internal(set) var unitNames: [String]
  public internal(set) var inputs: [Input] = []
  @exclusivity(unchecked) public internal(set) var series: [Series] = []
  @exclusivity(unchecked) public internal(set) var clients = ClientSample()
  @exclusivity(unchecked) var widthChoice = BucketWidth()
  /// Seconds a bucket holds.
  @exclusivity(unchecked) public internal(set) var width: Int64 = 1
  var seriesIndex: [SeriesKey: Int] = [:]
  @exclusivity(unchecked) private var cache = StableIndex()
  @exclusivity(unchecked) private var cachedSeries: [CachedSeries] = []
  private var signatureCache: [UInt64: Int] = [:]
  /// By service.
  var routes: [ExactText: NameFolding] = [:]
  var services = NameKeeper(capacity: Tally.nameCapacity)
  var sources = NameKeeper(capacity: Tally.sourceCapacity)
  var dependencies = NameKeeper(capacity: Tally.nameCapacity)
  var compactAt = Tally.leastCompaction
  static let leastCompaction = 4096
  @exclusivity(unchecked) private var recordsSinceWidthCheck = 0
  /// Stretches that were asked to be kept exactly, where a first scan could not.
  let focus: [TimeRange]
  /// The input that is being folded, where others were sealed before: which of equal events
  /// comes first is decided by their inputs, so it must be known before they meet.
  var open: Tally?

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
    batch.withAllText { text in
      for record in batch.records where record.kind != .message && isWanted(record) {
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

  /// Whole seconds, rounded down; most stamps are after the epoch, and divide by a constant.
  @inline(__always)
  private static func second(_ nanoseconds: Int64) -> Int64 {
    nanoseconds >= 0
      ? nanoseconds / 1_000_000_000 : nanoseconds.flooredDivision(by: 1_000_000_000)
  }

  private func isWanted(_ record: LogRecord) -> Bool {
    guard !focus.isEmpty else { return true }
    let second = Self.second(record.nanoseconds)
    return keptEvents.isInFocus(start: second.flooredDivision(by: width))
  }

  private func fold(_ record: LogRecord, in text: UnsafeRawBufferPointer) {
    guard record.nanoseconds.magnitude <= UInt64(Self.timeLimit) else { return }
    let second = Self.second(record.nanoseconds)
    let raw = rawHash(record)
    let known: CachedSeries
    if let cached = cache[raw] {
      if cachedSeries[cached].second != second {
        widthChoice.note(name: raw, second: second)
        cachedSeries[cached].second = second
      }
      known = cachedSeries[cached]
    } else {
      if cache.count >= Self.cacheLimit { forget() }
      let at = index(of: record, in: text)
      widthChoice.note(name: raw, second: second)
      known = CachedSeries(
        index: at, second: second, operation: Self.operationHash(series[at].key),
        route: Self.routeHash(series[at].key))
      cache.insert(raw, cachedSeries.count)
      cachedSeries.append(known)
    }
    // Before the series is looked at: noting a signature may put another in its place.
    let signature =
      record.outcome == .failure ? self.signature(of: record, series: known.index, in: text) : 0
    let series = series[known.index]
    let start = width == 1 ? second : second.flooredDivision(by: width)
    series.add(
      record, bucket: series.bucket(at: start), signature: signature,
      bound: focus.isEmpty ? OutcomeCell.bound : keptEvents.bound(start: start))
    if record.client != 0, record.kind == .request {
      // A second mixing, so that which clients are sampled is not up to who chooses an address.
      clients.add(
        client: StableHash.combine(record.client, 1),
        visit: .init(
          nanoseconds: record.nanoseconds, operation: known.operation,
          failed: record.outcome == .failure, route: known.route))
    }
  }

  var keptEvents: KeptEvents { KeptEvents(focus: focus, width: width) }

  private func signature(
    of record: LogRecord, series at: Int, in text: UnsafeRawBufferPointer
  ) -> Int {
    let bytes = slice(record.signature, text)
    let hash = StableHash.combine(
      StableHash.hash(bytes, seed: UInt64(bitPattern: Int64(record.noise))), UInt64(at))
    if let known = signatureCache[hash] { return known }
    if signatureCache.count > 4096 { signatureCache.removeAll(keepingCapacity: true) }
    let key = SignatureKey(
      text: clean(record.signature, text, limit: Self.signatureLimit),
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
  }
}
