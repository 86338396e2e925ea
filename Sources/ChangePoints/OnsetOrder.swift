/// Which of two onsets came first, as far as their intervals can tell.
package enum OnsetOrder: String, Sendable, Equatable {
  case aFirst = "a_first"
  case bFirst = "b_first"
  /// At about the same time: the intervals do not part them.
  case tie

  /// Chance from which on an order is claimed.
  private static let sure = 0.95
  /// Points of equal probability each spread is read at.
  private static let points = 128

  /// The order of `a` and `b` with the lag from a to b.
  ///
  /// Both are read at 128 points of equal probability and every pair is compared; equal moments
  /// count half for each side.
  package static func compare(_ a: IntervalEstimate, _ b: IntervalEstimate) -> OnsetComparison {
    let first = a.evenSample(points)
    let second = b.evenSample(points)
    guard !first.isEmpty, !second.isEmpty else {
      let lag = b.estimate - a.estimate
      return OnsetComparison(
        order: .tie, probabilityAFirst: 0.5, lagLow: lag, lagMedian: lag, lagHigh: lag)
    }
    var lags: [Double] = []
    lags.reserveCapacity(first.count * second.count)
    var before = 0.0
    for one in first {
      for other in second {
        let lag = other - one
        lags.append(lag)
        before += lag > 0 ? 1 : lag == 0 ? 0.5 : 0
      }
    }
    lags.sort()
    let chance = before / Double(lags.count)
    return OnsetComparison(
      order: chance >= sure ? .aFirst : chance <= 1 - sure ? .bFirst : .tie,
      probabilityAFirst: chance, lagLow: Dispersion.quantile(lags, 0.05),
      lagMedian: Dispersion.quantile(lags, 0.5), lagHigh: Dispersion.quantile(lags, 0.95))
  }
}

/// The order of two onsets, how sure it is, and the seconds from a to b (negative: b first).
package struct OnsetComparison: Sendable, Equatable {
  package var order: OnsetOrder
  var probabilityAFirst: Double
  package var lagLow: Double
  package var lagMedian: Double
  package var lagHigh: Double
}
