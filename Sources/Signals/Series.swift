import LogModel
import Parse

/// The buckets of one series.
public final class Series {
  public internal(set) var key: SeriesKey
  /// In the order of their first sight until the tally is finished, then sorted.
  public private(set) var signatures: [SignatureKey] = []
  public private(set) var buckets: [Bucket] = []
  private var signatureIndex: [SignatureKey: Int] = [:]
  private var index: [Int64: Int] = [:]
  private var recentStart = Int64.min
  private var recentIndex = 0
  /// The best that any record said of who asked.
  public internal(set) var identity = LogRecord.Identity.none
  /// Distinct signatures as they came, before any were folded together.
  var rawSignatures = DistinctSample(capacity: 64)

  init(key: SeriesKey) { self.key = key }

  /// Index of the bucket that begins at `start`, made when it is not there.
  @inline(__always)
  func bucket(at start: Int64) -> Int {
    if start == recentStart { return recentIndex }
    let found: Int
    if let known = index[start] {
      found = known
    } else {
      found = buckets.count
      index[start] = found
      buckets.append(Bucket(start: start))
    }
    recentStart = start
    recentIndex = found
    return found
  }

  func add(_ record: LogRecord, bucket: Int, signature: Int, bound: Int) {
    identity = max(identity, record.identity)
    switch record.outcome {
    case .success: buckets[bucket].successes.add(EventMark(record), bound: bound)
    case .failure:
      buckets[bucket].addFailure(
        record, EventMark(record), signature: signature, bound: bound)
    case .rejected: buckets[bucket].rejected += 1
    case .unknown: buckets[bucket].unknown += 1
    }
  }

  func signature(_ key: SignatureKey) -> Int {
    if let known = signatureIndex[key] { return known }
    signatures.append(key)
    signatureIndex[key] = signatures.count - 1
    return signatures.count - 1
  }

  /// Adds all of another series to this one; `ratio` of its buckets make one of these.
  func merge(_ other: Series, ratio: Int64 = 1, bound: Int) {
    rawSignatures.merge(other.rawSignatures)
    identity = max(identity, other.identity)
    let mapped = other.signatures.map(signature)
    for bucket in other.buckets {
      let at = self.bucket(at: bucket.start.flooredDivision(by: ratio))
      buckets[at].merge(bucket, signatures: mapped, bound: bound)
    }
  }

  func setInput(_ input: UInt64) {
    for at in buckets.indices { buckets[at].setInput(input) }
  }

  /// The same series with signatures folded as `mapping` says and everything in order.
  func canonical(
    mapping: [SignatureKey: SignatureKey], ratio: Int64, bound: Int
  ) -> Series {
    let sorted = Series(key: key)
    sorted.rawSignatures = rawSignatures
    sorted.identity = identity
    let targets = signatures.map { mapping[$0] ?? $0 }
    for target in Set(targets).sorted() { _ = sorted.signature(target) }
    let mapped = targets.map(sorted.signature)
    for bucket in buckets.sorted(by: { $0.start < $1.start }) {
      let at = sorted.bucket(at: bucket.start.flooredDivision(by: ratio))
      sorted.buckets[at].merge(bucket, signatures: mapped, bound: bound)
    }
    for at in sorted.buckets.indices {
      sorted.buckets[at].failures.sort { $0.signature < $1.signature }
    }
    return sorted
  }

  /// Puts a decoded bucket in place.
  func restore(signatures keys: [SignatureKey], buckets restored: [Bucket]) {
    for key in keys { _ = signature(key) }
    for bucket in restored { buckets[self.bucket(at: bucket.start)] = bucket }
  }
}
