import Glibc

/// A stretch of the most likely path that lies off the baseline.
struct ViterbiSegment: Sendable, Equatable {
  /// The stretch, cut to where it shows itself.
  var cells: Range<Int>
  /// The stretch as the path has it.
  var untrimmed: Range<Int>

  /// Stretches where `path` is not 0, cut to the first and last cell with any `weight`.
  ///
  /// A stretch without weight is dropped.
  static func runs(in path: [UInt8], trimmedBy weight: [Double]) -> [ViterbiSegment] {
    var runs: [ViterbiSegment] = []
    var cell = 0
    while cell < path.count {
      guard path[cell] != 0 else {
        cell += 1
        continue
      }
      let start = cell
      while cell < path.count, path[cell] != 0 { cell += 1 }
      var first = start
      var last = cell
      while first < last, weight[first] <= 0 { first += 1 }
      while last > first, weight[last - 1] <= 0 { last -= 1 }
      if first < last { runs.append(ViterbiSegment(cells: first..<last, untrimmed: start..<cell)) }
    }
    return runs
  }

  /// Nats by which a stretch inside a run must look healthy to part it.
  fileprivate static let partEvidence = 7.0
  /// Most parts of one run: a bound on the work that an odd log can cause.
  private static let mostParts = 64

  /// The run parted where it was healthy in between.
  ///
  /// To stay at a low level over a good stretch often costs the path less than to leave and come
  /// back, so a recovery between two outages would not show. A stretch is one when it fits the
  /// baseline better than the lower of the ratios on its two sides, by far. Parts begin and end
  /// with a failure.
  func parted(_ series: RatioSeries, baseline: Double) -> [ViterbiSegment] {
    var done: [ViterbiSegment] = []
    var open = [self]
    while let run = open.popLast() {
      let few = done.count + open.count < Self.mostParts
      if few, let good = run.recovery(series, baseline) {
        open.append(run.part(good.upperBound..<run.cells.upperBound))
        open.append(run.part(run.cells.lowerBound..<good.lowerBound))
      } else {
        done.append(run)
      }
    }
    return done.sorted { $0.cells.lowerBound < $1.cells.lowerBound }
  }

  /// The part over `cells`; it keeps the outer ends of the stretch it shares.
  private func part(_ cells: Range<Int>) -> ViterbiSegment {
    let from = cells.lowerBound == self.cells.lowerBound ? untrimmed.lowerBound : cells.lowerBound
    let to = cells.upperBound == self.cells.upperBound ? untrimmed.upperBound : cells.upperBound
    return ViterbiSegment(cells: cells, untrimmed: from..<to)
  }

  /// The stretch between two failures that looks most healthy, if it does by far.
  private func recovery(_ series: RatioSeries, _ baseline: Double) -> Range<Int>? {
    let whole = Odds(series.totals(cells), baseline)
    var best = 0.0
    var found: Range<Int>?
    var sum = 0.0
    var start = cells.lowerBound
    for cell in cells {
      sum += whole.healthy(series.bad[cell], series.good[cell])
      if sum <= 0 {
        sum = 0
        start = cell + 1
      } else if sum > best {
        best = sum
        found = start..<cell + 1
      }
    }
    guard let found, found.lowerBound > cells.lowerBound, found.upperBound < cells.upperBound else {
      return nil
    }
    let left = Odds(series.totals(cells.lowerBound..<found.lowerBound), baseline)
    let right = Odds(series.totals(found.upperBound..<cells.upperBound), baseline)
    let inner = series.totals(found)
    let good = inner.attempts - inner.failures
    let nats = min(left.healthy(inner.failures, good), right.healthy(inner.failures, good))
    return nats > Self.partEvidence + log(Double(cells.count)) / 2 ? trimmed(found, series) : nil
  }

  /// `good` widened to the failures round it.
  private func trimmed(_ good: Range<Int>, _ series: RatioSeries) -> Range<Int> {
    var low = good.lowerBound
    var high = good.upperBound
    while low > cells.lowerBound + 1, series.bad[low - 1] <= 0 { low -= 1 }
    while high < cells.upperBound - 1, series.bad[high] <= 0 { high += 1 }
    return low..<high
  }

  /// Nats a call speaks for the baseline against the ratio of some calls.
  fileprivate struct Odds {
    let bad: Double
    let good: Double

    init(_ totals: (attempts: Double, failures: Double), _ baseline: Double) {
      let ratio = max(baseline, (totals.failures + 0.5) / (totals.attempts + 1))
      bad = log(baseline / ratio)
      good = log((1 - baseline) / (1 - ratio))
    }

    func healthy(_ failures: Double, _ successes: Double) -> Double {
      failures * bad + successes * good
    }
  }
}

extension [ViterbiSegment] {
  /// The largest share of failures of stretches that are put together.
  private var smallShare: Double { 0.1 }

  /// The same with stretches of a small share put together that nothing healthy parts.
  ///
  /// Where one call in a hundred fails, the next failure is so long in coming that the path leaves
  /// and comes back; what is left out in between would be taken for usual, and hide the rest.
  func bridged(_ series: RatioSeries, baseline: Double) -> [ViterbiSegment] {
    var bridged: [ViterbiSegment] = []
    for run in self {
      if let last = bridged.last, isUnbroken(last, run, series, baseline) {
        bridged[bridged.count - 1] = ViterbiSegment(
          cells: last.cells.lowerBound..<run.cells.upperBound,
          untrimmed: last.untrimmed.lowerBound..<run.untrimmed.upperBound)
      } else {
        bridged.append(run)
      }
    }
    return bridged
  }

  private func isUnbroken(
    _ one: ViterbiSegment, _ next: ViterbiSegment, _ series: RatioSeries, _ baseline: Double
  ) -> Bool {
    let sides = [one, next].map { series.totals($0.cells) }
    guard one.cells.upperBound <= next.cells.lowerBound,
      sides.allSatisfy({ $0.failures <= smallShare * $0.attempts })
    else { return false }
    let gap = series.totals(one.cells.upperBound..<next.cells.lowerBound)
    let nats = sides.map {
      ViterbiSegment.Odds($0, baseline).healthy(gap.failures, gap.attempts - gap.failures)
    }
    // What would part one stretch parts two: healthier than either side, by far.
    let calls = Double(next.cells.upperBound - one.cells.lowerBound)
    return nats.contains { $0 <= ViterbiSegment.partEvidence + log(calls) / 2 }
  }
}
