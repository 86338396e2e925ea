import Glibc

/// The healthy share of failures of a series, and how much more it scatters than chance allows.
enum RatioBaseline {
  /// Blocks of equal attempts whose median ratio is the first guess.
  private static let blockCount = 16
  /// What is taken for healthy where the log holds no healthy stretch.
  static let assumed = 0.01
  /// Shares are kept off 0 and 1 so that every logarithm is finite.
  static let least = 1e-6
  static let most = 0.999

  /// A first guess that an incident of any length short of the whole log does not reach.
  ///
  /// The median of the blocks is right while less than half of the attempts are bad. Beyond that
  /// the blocks fall into two groups, and the lower one is the baseline; where everything fails
  /// there is no lower group, and a small share is assumed.
  static func initial(_ series: RatioSeries) -> Double {
    let blocks = blocks(of: series).sorted { $0.ratio < $1.ratio }
    guard !blocks.isEmpty else { return assumed }
    let upper = blocks[blocks.count / 2].ratio
    let lower = blocks[(blocks.count - 1) / 2].ratio
    let median = (upper + lower) / 2
    if let healthy = lowerGroup(of: blocks) { return healthy }
    if median >= 0.5 { return assumed }
    let total = Double(series.attempts)
    return clamp((median * total + 0.5) / (total + 50))
  }

  /// The share outside runs, drawn a little towards 1 %.
  static func outside(attempts: Double, failures: Double) -> Double {
    clamp((failures + 0.5) / (attempts + 50))
  }

  static func clamp(_ share: Double) -> Double {
    guard share > least else { return least }
    return share < most ? share : most
  }

  private struct Block {
    var attempts: Double
    var failures: Double
    var ratio: Double { attempts > 0 ? failures / attempts : 0 }

    /// Log-likelihood of the block's calls at their own ratio.
    var fit: Double {
      guard failures > 0, failures < attempts else { return 0 }
      return failures * log(ratio) + (attempts - failures) * log(1 - ratio)
    }
  }

  /// Blocks of equal attempts; a cell belongs to the block its middle lies in.
  private static func blocks(of series: RatioSeries) -> [Block] {
    let count = min(blockCount, series.attempts)
    guard count > 0 else { return [] }
    var blocks = [Block](repeating: Block(attempts: 0, failures: 0), count: count)
    let size = Double(series.attempts) / Double(count)
    var before = 0.0
    for cell in 0..<series.count {
      let attempts = series.bad[cell] + series.good[cell]
      let index = min(count - 1, Int((before + attempts / 2) / size))
      blocks[index].attempts += attempts
      blocks[index].failures += series.bad[cell]
      before += attempts
    }
    return blocks.filter { $0.attempts > 0 }
  }

  /// The ratio of the healthy blocks where the median block is plainly not one of them.
  private static func lowerGroup(of blocks: [Block]) -> Double? {
    var all = Block(attempts: 0, failures: 0)
    for block in blocks {
      all.attempts += block.attempts
      all.failures += block.failures
    }
    var low = Block(attempts: 0, failures: 0)
    var best: (gain: Double, low: Block, high: Block)?
    for block in blocks.prefix(blocks.count / 2) {
      low.attempts += block.attempts
      low.failures += block.failures
      let high = Block(
        attempts: all.attempts - low.attempts, failures: all.failures - low.failures)
      let gain = low.fit + high.fit - all.fit
      if gain > best?.gain ?? 0 { best = (gain, low, high) }
    }
    guard let best, best.gain > 12 else { return nil }
    let healthy = outside(attempts: best.low.attempts, failures: best.low.failures)
    if best.high.ratio > max(0.1, 5 * best.low.ratio) { return healthy }
    // A small share that filled nearly half of the log: the median block is one of those that it
    // began or ended in.
    guard best.gain > plainGain, best.high.ratio > plainRise * healthy,
      blocks[blocks.count / 2].ratio > partRise * healthy,
      blocks.suffix(blocks.count / 2 - 1).allSatisfy({ $0.ratio > plainRise / 2 * healthy })
    else { return nil }
    return healthy
  }

  /// Nats, and times the lower share, that two groups of blocks differ by where both shares are
  /// small; of the block in the middle, times the lower share.
  private static let plainGain = 50.0
  private static let plainRise = 20.0
  private static let partRise = 5.0

  /// Over-dispersion of the failures of the cells that are not `excluded`.
  ///
  /// From the spread of the middle half of the residuals over windows of 10 s to an hour, the
  /// largest; 1 where too few windows hold enough expected failures to tell. What a habit expects
  /// in the wake of failures is no residual.
  ///
  /// - Parameter shares: of each cell, where they differ; else `share` is that of all.
  static func overdispersion(
    _ series: RatioSeries, excluded: [Bool], share: Double, shares: [Double] = [],
    habit: FailureClustering, cellWidth: Double
  ) -> Double {
    let due = Due(series, excluded, share, shares, habit)
    guard due.tellsScatter else { return 1 }
    var phi = 1.0
    for width in [10.0, 60.0, 600.0, 1800.0, 3600.0] where cellWidth <= width {
      let residuals = due.residuals(series, excluded, over: width)
      guard let spread = Dispersion.robustVariance(residuals) else { continue }
      // Few windows make a wide spread by chance.
      let known = width > 60 ? Double(residuals.count) / Double(residuals.count + fewWindows) : 1
      phi = max(phi, 1 + (spread - 1) * known)
    }
    return phi
  }

  private static let fewWindows = 12

  /// The chance of each call to fail, and what windows must hold to tell how failures scatter.
  private struct Due {
    /// Of the calls of each cell; empty where all have the same.
    private var chances: [Double] = []
    private let share: Double
    /// By calls alone: windows chosen for the bursts in them would scatter for that.
    private let leastCalls: Double
    private let scale: Double
    /// A window that tells holds two failures' worth of calls: fewer make no spread of them.
    let tellsScatter: Bool

    init(
      _ series: RatioSeries, _ excluded: [Bool], _ share: Double, _ shares: [Double],
      _ habit: FailureClustering
    ) {
      self.share = share
      if !habit.added.isEmpty || !shares.isEmpty {
        chances = (0..<series.count).map { cell -> Double in
          let added = habit.added.isEmpty ? 0 : habit.added[cell]
          let share = shares.isEmpty ? share : shares[cell]
          return share + (1 - share) * added
        }
      }
      var total = (due: 0.0, failures: 0.0, attempts: 0.0)
      for cell in 0..<series.count where !excluded[cell] {
        let chance = chances.isEmpty ? share : chances[cell]
        total.due += (series.bad[cell] + series.good[cell]) * chance
        total.failures += series.bad[cell]
        total.attempts += series.bad[cell] + series.good[cell]
      }
      leastCalls = total.failures > 0 ? 2 * total.attempts / total.failures : .infinity
      tellsScatter = total.failures >= 2 * Double(Dispersion.leastWindows)
      scale = total.due > 0 ? min(1, total.failures / total.due) : 1
    }

    /// How far the failures of windows lie from what is due, in standard deviations.
    func residuals(_ series: RatioSeries, _ excluded: [Bool], over width: Double) -> [Double] {
      var residuals: [Double] = []
      var expected = 0.0
      var variance = 0.0
      var calls = 0.0
      var failures = 0.0
      var window = -Double.infinity
      // Before that moment a cell surely lies in the window of the one before.
      var sureEnd = -Double.infinity
      func close() {
        if calls >= leastCalls {
          residuals.append((failures - expected) / variance.squareRoot())
        }
      }
      for cell in 0..<series.count where !excluded[cell] {
        if series.times[cell] >= sureEnd {
          let own = (series.times[cell] / width).rounded(.down)
          sureEnd = (own + 1) * width - 1e-3
          if own != window {
            close()
            window = own
            expected = 0
            variance = 0
            calls = 0
            failures = 0
          }
        }
        let attempts = series.bad[cell] + series.good[cell]
        let chance = (chances.isEmpty ? share : chances[cell]) * scale
        calls += attempts
        expected += attempts * chance
        variance += attempts * chance * (1 - chance)
        failures += series.bad[cell]
      }
      close()
      return residuals
    }
  }
}

/// A share of failures, told to an eighth: hours that differ by less have the same.
struct ShareClass: Hashable, Comparable, Sendable {
  private static let step = 0.125
  private let place: Int

  init(_ share: Double) {
    place = Int((log(RatioBaseline.clamp(share)) / Self.step).rounded())
  }

  /// In the middle of the class.
  var value: Double { RatioBaseline.clamp(exp(Double(place) * Self.step)) }

  static func < (a: Self, b: Self) -> Bool { a.place < b.place }
}
