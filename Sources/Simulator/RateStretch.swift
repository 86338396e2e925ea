import LogModel

/// A stretch of time in which visitors come more or less often.
public struct RateStretch: Hashable, Sendable {
  /// Inclusive.
  public var from: Timestamp
  /// Exclusive.
  public var to: Timestamp
  /// How many times as often, 0.01 to 1000; what lies outside counts as the nearer end.
  public var factor: Double
  /// Whether only menu readers are meant, or everyone.
  public var menuOnly: Bool

  /// A stretch; where two overlap their factors are multiplied.
  public init(from: Timestamp, to: Timestamp, factor: Double, menuOnly: Bool = false) {
    self.from = from
    self.to = to
    self.factor = factor
    self.menuOnly = menuOnly
  }

  /// The first comparison also catches what is not a number.
  fileprivate var boundedFactor: Double { factor >= 0.01 ? min(factor, 1000) : 0.01 }
}

extension [RateStretch] {
  /// The moment at which `wait` milliseconds of usual waiting are over, at the rates between.
  func moment(after start: Int64, wait: Int) -> Int64 {
    var now = start
    var left = Double(wait)
    while true {
      let factor = rate(at: now)
      let end = now + Int64((left / factor).rounded())
      guard let change = nextChange(after: now), change < end else {
        return Swift.max(start + 1, end)
      }
      left -= Double(change - now) * factor
      now = change
    }
  }

  private func rate(at moment: Int64) -> Double {
    reduce(1) { product, stretch in
      stretch.from.milliseconds <= moment && moment < stretch.to.milliseconds
        ? product * stretch.boundedFactor : product
    }
  }

  private func nextChange(after moment: Int64) -> Int64? {
    flatMap { [$0.from.milliseconds, $0.to.milliseconds] }.filter { $0 > moment }.min()
  }
}
