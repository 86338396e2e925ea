import Glibc

/// Finds the stretches in which events arrive faster or slower than expected, or not at all.
///
/// The same hidden Markov model as for ratios, with fixed multiples of a baseline that follows
/// the time of day where the log is long enough to know it.
package struct CountModel: Sendable {
  private static let leastEvidence = 6.0
  private static let leastSilenceEvidence = 15.0

  /// Series looked at side by side: each makes a chance find more likely.
  package var keyCount: Int
  /// Runs of one direction at most this many seconds apart are one.
  var mergeGap: Double
  /// False alarms a day that are put up with: 1 for context, 0.1 to call a run an incident.
  package var runsPerDay: Double
  /// Least over-dispersion: more than 1 where events are known to come in clusters.
  package var leastPhi: Double

  package init(
    keyCount: Int = 1, mergeGap: Double = 300, runsPerDay: Double = 1, leastPhi: Double = 1
  ) {
    self.leastPhi = leastPhi
    self.keyCount = keyCount
    self.mergeGap = mergeGap
    self.runsPerDay = runsPerDay
  }

  /// Runs of `series`, against what is usual in it, or against `given` events of each cell.
  ///
  /// While there are more than the budget allows, the counts are taken to scatter more and all
  /// is done again.
  ///
  /// - Parameter known: what was asked before.
  package func runs(
    in series: CountSeries, expecting given: [Double]? = nil, known: ModelCache? = nil
  ) -> CountResult {
    guard let known else { return runs(of: fit(series, given)) }
    var fitted = SeriesDigest()
    fitted.add(series)
    fitted.add(given ?? [])
    fitted.add(mergeGap)
    fitted.add(leastPhi)
    var asked = fitted
    asked.add(keyCount)
    asked.add(runsPerDay)
    return known.counts(asked) { runs(of: known.fit(fitted) { fit(series, given) }) }
  }

  private func fit(_ series: CountSeries, _ given: [Double]?) -> CountFit {
    CountFit(series, expecting: given, leastPhi: leastPhi, mergeGap: mergeGap)
  }

  private func runs(of fit: CountFit) -> CountResult {
    let budget = max(4, runsPerDay * fit.series.length / 86_400)
    var step = 0
    while true {
      let look = fit.look(step)
      let found = kept(fit.groups(of: look, price: price))
      if Double(found.count) <= budget || look.isLast {
        return CountResult(phi: look.phi, runs: fit.runs(of: found, at: step))
      }
      step += 1
    }
  }

  /// The price of one place among all of a day, at any of the series.
  private var price: Double {
    log(TransitionRates().enter / 60) + log(Double(max(1, keyCount)))
  }

  /// Those that are worth it.
  private func kept(_ groups: [CountGroup]) -> [CountGroup] {
    groups.filter { group in
      let least =
        group.direction == .silence ? Self.leastSilenceEvidence : Self.leastEvidence
      return group.evidence >= least
    }
  }
}

/// Events counted in cells of equal width over a covered range.
package struct CountSeries: Sendable {
  /// Time of the first cell's beginning, in seconds.
  package var origin: Double
  /// Width of a cell in seconds; from a millisecond to a day.
  package var width: Double
  /// Events a cell; `nil` where the input does not cover the cell, which is not the same as 0.
  package var counts: [Int?]

  package init(origin: Double, width: Double, counts: [Int?]) {
    self.origin = origin
    self.width = width > 1e-3 ? min(width, 86_400) : 1e-3
    self.counts = counts
  }

  /// Middle of a cell in seconds.
  package func time(of cell: Int) -> Double { origin + (Double(cell) + 0.5) * width }

  /// Length of the whole series in seconds.
  package var length: Double { Double(counts.count) * width }
}
