/// The cells of one signal as flat columns of good and bad calls, sums included.
struct RatioSeries: Sendable {
  let times: [Double]
  let bad: [Double]
  let good: [Double]
  let attempts: Int
  let failures: Int

  /// Columns of `cells`; impossible counts are held to `0 <= failures <= attempts`.
  init(_ cells: [RatioCell]) {
    var times: [Double] = []
    var bad: [Double] = []
    var good: [Double] = []
    times.reserveCapacity(cells.count)
    bad.reserveCapacity(cells.count)
    good.reserveCapacity(cells.count)
    var attempts = 0
    var failures = 0
    for cell in cells {
      times.append(cell.time)
      bad.append(Double(cell.bad))
      good.append(Double(cell.good))
      attempts &+= cell.bad + cell.good
      failures &+= cell.bad
    }
    self.times = times
    self.bad = bad
    self.good = good
    self.attempts = attempts
    self.failures = failures
  }

  var count: Int { times.count }

  /// Attempts and failures of a range of cells.
  func totals(_ cells: Range<Int>) -> (attempts: Double, failures: Double) {
    var attempts = 0.0
    var failures = 0.0
    for cell in cells.clamped(to: 0..<count) {
      failures += bad[cell]
      attempts += bad[cell] + good[cell]
    }
    return (attempts, failures)
  }

  /// Whether all calls of a range of cells failed, or there is none.
  func hasNoSuccess(_ cells: Range<Int>) -> Bool { cells.allSatisfy { good[$0] <= 0 } }

  /// Seconds between calls, on average over the whole series.
  var meanGap: Double {
    guard attempts > 1, let first = times.first, let last = times.last else { return 0 }
    return max(0, last - first) / Double(attempts - 1)
  }
}
