import LogModel
import Parse

/// The buckets of one series.
///
/// One thread at a time owns a series, and none of its functions calls back: the checks of
/// exclusive access at run time are turned off where every record passes (measured: 5 % of a
/// scan).
public final class Series {
  public internal(set) var key: SeriesKey
  /// In the order of their first sight until the tally is finished, then sorted.
  public private(set) var signatures: [SignatureKey] = []
  @exclusivity(unchecked) public private(set) var buckets: [Bucket] = []
  private var signatureIndex: [SignatureKey: Int] = [:]
  /// Where buckets stand, of the first ``indexed``: what comes in order is never looked up.
  @exclusivity(unchecked) private var index = StableIndex()
  @exclusivity(unchecked) private var indexed = 0
  /// The latest bucket's start.
  @exclusivity(unchecked) private var latest = Int64.min
  @exclusivity(unchecked) private var recentStart = Int64.min
  @exclusivity(unchecked) private var recentIndex = 0
  /// The best that any record said of who asked.
  @exclusivity(unchecked) public internal(set) var identity = LogRecord.Identity.none
  /// What the signatures are called, since there may be too many to keep apart.
  private(set) var folding = SignatureFolding()
  /// Its name stands for others, too, which were too many to keep apart; told by
  /// ``Tally/finish()``.
  public internal(set) var isLumped = false
  private var compactAt = Series.signatureLimit

  /// Signatures that are kept before they are brought under their names of now.
  private static let signatureLimit = 256

  init(key: SeriesKey) { self.key = key }

  /// Index of the bucket that begins at `start`, made when it is not there.
  @inline(__always)
  func bucket(at start: Int64) -> Int {
    if start == recentStart { return recentIndex }
    let found: Int
    if start <= latest, let known = place(of: start) {
      found = known
    } else {
      found = buckets.count
      buckets.append(Bucket(start: start))
      latest = max(latest, start)
    }
    recentStart = start
    recentIndex = found
    return found
  }

  /// Where the bucket that begins at `start` stands.
  private func place(of start: Int64) -> Int? {
    while indexed < buckets.count {
      index.insert(Self.hash(buckets[indexed].start), indexed)
      indexed += 1
    }
    return index[Self.hash(start)]
  }

  /// One to one, so no two buckets are ever taken for each other.
  private static func hash(_ start: Int64) -> UInt64 {
    UInt64(bitPattern: start) &* 0x9E37_79B9_7F4A_7C15
  }

  func add(_ record: UnsafePointer<LogRecord>, bucket: Int, signature: Int, bound: Int) {
    guard record.pointee.kind != .message else {
      return addLine(record, bucket: bucket, signature: signature, bound: bound)
    }
    identity = max(identity, record.pointee.identity)
    switch record.pointee.outcome {
    case .success: buckets[bucket].successes.add(EventRef(record), bound: bound)
    case .failure:
      buckets[bucket].addFailure(
        record.pointee, EventRef(record), signature: signature, bound: bound)
    case .rejected:
      buckets[bucket].addRejected(
        RejectedCell.status(of: record.pointee), EventRef(record), bound: bound)
    case .unknown: buckets[bucket].addUnended(EventRef(record), bound: bound)
    }
  }

  /// A line that complains counts as a failure does, any other as a success: it shows that
  /// the log went on.
  private func addLine(
    _ record: UnsafePointer<LogRecord>, bucket: Int, signature: Int, bound: Int
  ) {
    if key.operation.isEmpty {
      buckets[bucket].successes.add(EventRef(record), bound: bound)
    } else {
      buckets[bucket].addFailure(
        record.pointee, EventRef(record), signature: signature, bound: bound)
    }
  }

  /// Adds a run of quiet lines.
  func add(_ run: BatchedLines) {
    let ends = run.ends
    buckets[run.bucket].successes.add(run.count, from: ends.first, to: ends.last)
  }

  /// Index of a signature that a record carries.
  func note(_ key: SignatureKey) -> Int { signature(folding.note(key)) }

  /// Whether a signature stands for others, too.
  public func isLumped(_ key: SignatureKey) -> Bool { folding.isLumped(key) }

  var hasLumpedSignatures: Bool { folding.hasFolds }

  /// So many signatures stand under names they have no longer that it is time to tidy up.
  var needsCompaction: Bool { signatures.count > compactAt }

  /// Index of the signature under the name it has now.
  func current(_ key: SignatureKey) -> Int { signature(folding.current(key)) }

  private func signature(_ key: SignatureKey) -> Int {
    if let known = signatureIndex[key] { return known }
    signatures.append(key)
    signatureIndex[key] = signatures.count - 1
    return signatures.count - 1
  }

  /// Hides parts of the signatures; two that are the same then are one in a series that this
  /// one is merged into.
  func mask(_ hide: (String) -> String) {
    folding.mask(hide)
    signatureIndex = [:]
    for at in signatures.indices {
      signatures[at].text = hide(signatures[at].text)
      signatureIndex[signatures[at]] = signatureIndex[signatures[at]] ?? at
    }
  }

  /// Adds all of another series to this one; `ratio` of its buckets make one of these.
  func merge(_ other: Series, ratio: Int64 = 1, kept: KeptEvents) {
    folding.merge(other.folding)
    identity = max(identity, other.identity)
    let mapped = other.signatures.map(current)
    if buckets.isEmpty { buckets.reserveCapacity(other.buckets.count) }
    for bucket in other.buckets {
      let start = ratio == 1 ? bucket.start : bucket.start.flooredDivision(by: ratio)
      let known = buckets.count
      let at = self.bucket(at: start)
      let bound = kept.bound(start: start)
      if at == known, bucket.failures.isEmpty, bucket.rejections.isEmpty,
        bucket.unended.isEmpty, bucket.successes.isSettled(bound: bound)
      {
        // New here: taken over as it is.
        buckets[at] = bucket
        buckets[at].start = start
      } else {
        buckets[at].merge(bucket, signatures: mapped, bound: bound)
      }
    }
  }

  /// Takes these buckets for all it has.
  func replaceBuckets(with all: [Bucket]) {
    buckets = []
    index = StableIndex()
    indexed = 0
    latest = .min
    recentStart = .min
    for bucket in all { put(bucket) }
  }

  /// Puts a bucket in the place of the one that begins with it.
  func put(_ bucket: Bucket) { buckets[self.bucket(at: bucket.start)] = bucket }

  func setInput(_ input: UInt64) {
    for at in buckets.indices { buckets[at].setInput(input) }
  }

  /// The same series with signatures under their names of now and everything in order.
  func canonical(kept: KeptEvents) -> Series {
    let sorted = Series(key: key)
    sorted.folding = folding
    sorted.identity = identity
    let targets = signatures.map(folding.current)
    if targets == signatures, isSettled(kept: kept) {
      sorted.signatures = signatures
      sorted.signatureIndex = signatureIndex
      sorted.compactAt = max(Self.signatureLimit, signatures.count * 2)
      var starts: [Int64] = []
      starts.reserveCapacity(buckets.count)
      forEachBucket { starts.append($0.pointee.start) }
      if zip(starts, starts.dropFirst()).allSatisfy({ $0 < $1 }) {
        sorted.buckets = buckets
      } else {
        // Inputs came in another order than their times: each bucket is in order all the same.
        let places = starts.indices.sorted { starts[$0] < starts[$1] }
        sorted.buckets.reserveCapacity(places.count)
        for at in places { sorted.buckets.append(buckets[at]) }
      }
      sorted.latest = sorted.buckets.last?.start ?? .min
      return sorted
    }
    for target in Set(targets).sorted() { _ = sorted.signature(target) }
    let mapped = targets.map(sorted.signature)
    for bucket in buckets.sorted(by: { $0.start < $1.start }) {
      let at = sorted.bucket(at: bucket.start)
      sorted.buckets[at].merge(
        bucket, signatures: mapped, bound: kept.bound(start: bucket.start))
    }
    for at in sorted.buckets.indices {
      sorted.buckets[at].failures.sort { $0.signature < $1.signature }
      sorted.buckets[at].rejections.sort { $0.status < $1.status }
    }
    sorted.compactAt = max(Self.signatureLimit, sorted.signatures.count * 2)
    return sorted
  }

  /// Signatures, and what is in the buckets, stand in the order of a finished tally.
  private func isSettled(kept: KeptEvents) -> Bool {
    guard zip(signatures, signatures.dropFirst()).allSatisfy({ $0 < $1 }) else { return false }
    var isSettled = true
    forEachBucket {
      isSettled = isSettled && $0.pointee.isInOrder(bound: kept.bound(start: $0.pointee.start))
    }
    return isSettled
  }

  /// Calls `body` with the address of each bucket in turn: one that is taken out of the array is
  /// copied, and it is larger than two cache lines and holds memory of its own.
  public func forEachBucket(_ body: (UnsafePointer<Bucket>) -> Void) {
    buckets.withUnsafeBufferPointer { all in
      guard let first = all.baseAddress else { return }
      for at in all.indices { body(first + at) }
    }
  }

  /// A series as a file holds it: signatures and buckets in order.
  init(
    key: SeriesKey, identity: LogRecord.Identity, folding: SignatureFolding,
    signatures keys: [SignatureKey], buckets restored: [Bucket]
  ) {
    self.key = key
    self.identity = identity
    self.folding = folding
    for key in keys { _ = signature(key) }
    for bucket in restored { buckets[self.bucket(at: bucket.start)] = bucket }
    compactAt = max(Self.signatureLimit, signatures.count * 2)
  }
}
