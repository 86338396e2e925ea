import LogModel
import Signals

/// Counts per bucket of what failed, for drawing: attempts and own failures.
struct PlotMaker {
  let log: LogView
  /// Minutes shown before and after.
  private static let marginSeconds: Int64 = 1800
  private static let valueLimit: Int64 = 2000

  func series(of operation: FailingOperation, from: Timestamp, to: Timestamp) -> [PlotSeries] {
    guard let range = log.range else { return [] }
    let first = max(range.from.seconds, from.seconds - Self.marginSeconds)
    let last = min(range.to.seconds, to.seconds + Self.marginSeconds)
    var bucket = max(60, operation.timeline.width)
    while (last - first) / bucket > Self.valueLimit { bucket *= 10 }
    let start = first.flooredDivision(by: bucket)
    let count = Int(last.flooredDivision(by: bucket) - start) + 1
    guard count > 0 else { return [] }
    let isLines = operation.timeline.isOfLines
    let known = log.known(of: operation.timeline.ref.service, lines: isLines)
    var attempts = CoveredCounts(
      origin: start * bucket, width: bucket, count: count, covered: known)
    var failures = attempts
    for slot in operation.timeline.slots {
      let second = slot.start * operation.timeline.width
      let failed = operation.timeline.failureCount(operation.signatures, in: slot)
      attempts.add(slot.successCount + failed, at: second)
      failures.add(failed, at: second)
    }
    let ref = operation.timeline.ref
    let names: [SeriesName] =
      isLines
      ? [.allLines(service: ref.service), .lines(like: ref.operation, service: ref.service)]
      : [.attempts(ref), .failures(ref)]
    return zip(names, [attempts, failures]).map { name, buckets in
      PlotSeries(
        name: name, unit: "count", from: Timestamp(seconds: start * bucket),
        bucketSeconds: Int(bucket),
        values: buckets.counts.map { $0.map(Double.init) })
    }
  }
}
