import ChangePoints
import LogModel

extension CorrelationFinder {
  /// Signals that are no counts of requests and may yet rise with the failures.
  private static let kinds: Set<Signal.Kind> = [.latencyShift, .stall]

  /// The failures beside each principal signal of another kind, by the onsets alone.
  func correlations(
    of failures: IntervalEstimate, named a: SeriesName, with signals: [Signal]
  ) -> [Correlation] {
    signals.filter { Self.kinds.contains($0.kind) && $0.isPrincipal && !$0.isOwn }
      .map { signal in
        let onset = IntervalEstimate(
          between: log.seconds(signal.onset.from), and: log.seconds(signal.onset.to))
        let comparison = OnsetOrder.compare(failures, onset)
        return Correlation(
          a: a, b: signal.series, order: comparison.correlationOrder,
          lagSeconds: comparison.lagMedian, lagLow: comparison.lagLow,
          lagHigh: comparison.lagHigh,
          verdict: comparison.isTogether ? .roseTogether : .cannotTell,
          reasons: [
            comparison.words(for: signal.series.text),
            "nothing but the two onsets ties it to the failures",
          ])
      }
  }
}

extension OnsetComparison {
  /// The same order in the words of a report.
  var correlationOrder: Correlation.Order {
    switch order {
    case .aFirst: .aFirst
    case .bFirst: .bFirst
    case .tie: .tie
    }
  }

  /// A tie that says something: both lie within each other's intervals, which are not wide.
  var isTogether: Bool { order == .tie && lagHigh - lagLow <= Self.tellableSeconds }

  private static let tellableSeconds = 120.0

  /// How `what` began beside the first failures; a is the failures.
  func words(for what: String) -> String {
    let lag = NumberWords.range(lagLow, lagHigh)
    return switch order {
    case .aFirst: "\(what) followed the first failures by \(lag)"
    case .bFirst: "\(what) preceded the first failures by \(lag)"
    case .tie: "both began within what the events can tell apart"
    }
  }
}
