import Glibc

/// The best regime of a series whose failures fill it: the stretch in which its calls went well,
/// where most of the others failed.
///
/// The median of a log tells what is usual while less than half of it is bad. An operation that
/// broke and stayed so fails for most of the log, and what it did before is what is healthy.
struct RatioRegime {
  /// The cells of the stretch.
  let cells: Range<Int>

  /// Successes that show that it went well once, and the share of all calls that the stretch has.
  private static let leastSuccesses = 20.0
  private static let leastShare = 0.1
  /// Failures per call: of a stretch that went well at most, and of the others at least.
  private static let mostWithin = 0.1
  private static let leastOutside = 0.5
  /// What a healthy call fails by, for looking.
  private static let healthy = 0.02
  /// Nats by which the stretch differs from all calls, so that no lucky row is taken for one.
  private static let leastEvidence = 12.0

  /// `nil` where the failures do not fill the series, or it never went well for long enough.
  init?(_ series: RatioSeries) {
    let all = series.totals(0..<series.count)
    guard all.attempts > 0 else { return nil }
    let share = min(0.98, all.failures / all.attempts)
    guard share >= Self.leastOutside / 2,
      let best = Self.stretch(series, share: share), best.nats >= Self.leastEvidence
    else { return nil }
    let within = series.totals(best.cells)
    let outside = (
      attempts: all.attempts - within.attempts, failures: all.failures - within.failures
    )
    guard within.attempts - within.failures >= Self.leastSuccesses,
      within.attempts >= Self.leastShare * all.attempts, outside.attempts > 0,
      within.failures <= Self.mostWithin * within.attempts,
      outside.failures >= Self.leastOutside * outside.attempts
    else { return nil }
    cells = best.cells
  }

  /// The neighbouring cells that speak most for a healthy share against that of all calls.
  private static func stretch(
    _ series: RatioSeries, share: Double
  ) -> (cells: Range<Int>, nats: Double)? {
    let good = log((1 - healthy) / (1 - share))
    let bad = log(healthy / share)
    var best: (cells: Range<Int>, nats: Double)?
    var sum = 0.0
    var start = 0
    for cell in 0..<series.count {
      if sum <= 0 { (sum, start) = (0, cell) }
      sum += series.good[cell] * good + series.bad[cell] * bad
      if sum > best?.nats ?? 0 { best = (start..<cell + 1, sum) }
    }
    return best
  }
}
