import LogModel
import Signals

/// How many requests of an incident's operations never came, by earlier logs.
struct MissingRequestEstimate {
  /// Fewer that were due say nothing, nor does a small part of them.
  private static let leastDue = 20.0
  private static let leastPart = 0.1
  private static let leastDays = 2

  let missing: ImpactCounts.Missing

  /// - Parameters:
  ///   - timelines: the operations that the impact is counted at, of one service.
  ///   - stretches: from first to last failures, in seconds from the log's origin.
  /// - Returns: `nil` where no history knows them, or about as many came as are usual.
  init?(
    of timelines: [OperationTimeline], over stretches: [ClosedRange<Double>], in log: LogView
  ) {
    let wanted = Set(timelines.map(\.id))
    let members = log.requests.filter { log.usual[$0.id] != nil && wanted.contains($0.id) }
    guard let first = members.first, !stretches.isEmpty,
      let judge = TrafficAnomalyTest(members, of: first.ref.service, in: log)
    else { return nil }
    var sum = (due: 0.0, seen: 0.0, low: 0.0, high: 0.0, seconds: 0.0)
    var history: HistoryDays?
    for stretch in stretches {
      guard let usual = judge.usual(from: stretch.lowerBound, to: stretch.upperBound),
        usual.isKnown, usual.days >= Self.leastDays
      else { return nil }
      sum.due += usual.due
      sum.seen += usual.seen
      sum.low += usual.low
      sum.high += usual.high
      sum.seconds += stretch.upperBound - stretch.lowerBound
      history = history ?? usual.history
    }
    guard sum.due >= Self.leastDue, sum.low > sum.seen, sum.seconds > 0,
      sum.due - sum.seen >= Self.leastPart * sum.due
    else { return nil }
    missing = ImpactCounts.Missing(
      low: Rounding.count(sum.low - sum.seen),
      high: Rounding.count((sum.high - sum.seen).rounded(.up)),
      baselinePerMinute: sum.due * 60 / sum.seconds, seconds: sum.seconds, history: history,
      seen: Rounding.count(sum.seen))
  }
}
