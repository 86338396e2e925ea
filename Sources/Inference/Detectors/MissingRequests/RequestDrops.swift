import ChangePoints
import LogModel
import Signals

/// Finds operations that were asked for far less than earlier logs say is usual at that hour.
///
/// Held against the history's shape of a day at the log's own level, so a quiet day is none; and
/// against how far ordinary stretches of the history lie off, so a wandering service is none.
struct RequestDrops {
  /// Operations of a service looked at, the busiest.
  private static let operationLimit = 32
  private static let leastDays = 3
  private static let leastSeconds = 600.0
  private static let leastMissing = 20.0
  private static let mostRatio = 0.6
  /// Deviations of ordinary counts below what is due.
  private static let leastDeviations = 4.0
  private static let leastEvidence = 10.0
  /// Where the log itself has no level to fall from, the others came as on other days.
  private static let leastOthers = 0.7
  private static let nextToNone = 0.02
  private static let leastWitnesses = 20

  let log: LogView

  private struct Drop {
    var operation: OperationTimeline
    var run: CountRun
    var usual: TrafficBaseline
    var from: Double
    var to: Double
  }

  /// - Parameters:
  ///   - absent: silences that are known already.
  ///   - silences: stretches in which nothing of a service came, which are no operation's drop.
  func findings(
    besides absent: [Finding], silences: [ServiceSilence]
  ) -> [Finding] {
    guard !log.usual.isEmpty else { return [] }
    let services = log.requestsByService
    let count = services.reduce(0) { $0 + $1.members.count }
    return services.flatMap { service, members in
      let busiest = members.filter { log.usual[$0.id] != nil }
        .busiest(least: 0, limit: Self.operationLimit)
      return busiest.flatMap { one -> [Finding] in
        drops(of: one, in: service, among: count).filter { drop in
          isDrop(drop, among: members)
            && !silences.contains { $0.service == service && $0.covers(drop.from, drop.to) }
            && !absent.contains { isSame($0, drop) }
        }.compactMap { finding($0, among: members) }
      }
    }
  }

  /// Whether the history has stretches as long in which next to none came, on ordinary days.
  func isOrdinary(_ run: Finding) -> Bool {
    guard log.usual[run.series.operation] != nil,
      let operation = log.operations.first(where: { $0.id == run.series.operation }),
      let usual = TrafficAnomalyTest([operation], of: run.service, in: log)?
        .usual(from: run.from, to: run.to), usual.isKnown, usual.days >= Self.leastDays,
      let ordinary = usual.ordinary
    else { return false }
    return ordinary.low <= Self.nextToNone
  }

  private func drops(
    of operation: OperationTimeline, in service: String, among count: Int
  ) -> [Drop] {
    guard let judge = TrafficAnomalyTest([operation], of: service, in: log), let end = log.range?.to
    else {
      return []
    }
    return judge.runs(keyCount: count).compactMap { found in
      guard found.run.direction != .rise, let usual = found.usual else { return nil }
      let from = found.run.onset.estimate
      let to = found.run.reachesLastCell ? log.seconds(end) : found.run.end?.estimate ?? from
      return Drop(operation: operation, run: found.run, usual: usual, from: from, to: max(from, to))
    }
  }

  private func isSame(_ run: Finding, _ drop: Drop) -> Bool {
    run.series.operation == drop.operation.id
      && run.from <= drop.to && drop.from <= run.to
  }

  private func isDrop(_ drop: Drop, among members: [OperationTimeline]) -> Bool {
    let usual = drop.usual
    let missing = usual.due - usual.seen
    guard usual.isKnown, usual.days >= Self.leastDays, usual.ordinary != nil,
      usual.ratio <= Self.mostRatio, missing >= Self.leastMissing,
      missing * 1.645 >= Self.leastDeviations * (usual.due - usual.low),
      drop.run.evidence >= Self.leastEvidence, drop.to - drop.from >= Self.leastSeconds,
      !ServiceSilence.isOfOneSource(
        drop.operation, in: log, from: drop.from, to: drop.to)
    else { return false }
    guard usual.isUnlike || drop.run.startsAtFirstCell else { return true }
    // Nothing in the log says from where it fell: the others must have come as ever.
    let others = members.filter { $0.id != drop.operation.id }
    guard
      let theirs = TrafficAnomalyTest(others, of: drop.operation.ref.service, in: log)?
        .usual(from: drop.from, to: drop.to)
    else { return false }
    return theirs.usual >= Self.leastMissing && theirs.ratioToHistory >= Self.leastOthers
      && usual.ratioToHistory <= Self.mostRatio * theirs.ratioToHistory
  }

  private func finding(_ drop: Drop, among members: [OperationTimeline]) -> Finding? {
    let timeline = drop.operation
    var view = timeline.thinned(from: drop.from, to: drop.to, origin: log.origin)
    var bad = view.failures(of: 0)
    let seen = bad
    if bad < MissingRequests.leastSeen {
      let others = members.filter { $0.id != timeline.id }
      view = timeline.absent(
        witnesses: others, from: drop.from, to: drop.to, origin: log.origin)
      bad = view.failures(of: 0)
      guard bad >= Self.leastWitnesses else { return nil }
    }
    let seconds = drop.to - drop.from
    var missing = MissingRequests(
      baselinePerMinute: Rounding.significant(drop.usual.due * 60 / seconds), seconds: seconds,
      low: Rounding.count(max(0, drop.usual.low - drop.usual.seen)),
      high: Rounding.count(drop.usual.high - drop.usual.seen))
    missing.seen = seen
    missing.history = drop.usual.history
    return Finding(
      series: SeriesID(operation: timeline.id, part: MissingRequestDetector.part(from: drop.from)),
      timeline: view, symptom: .missingRequests(missing),
      measure: MissingRequestDetector.measure(missing, of: timeline),
      signatures: [0],
      run: ratioRun(drop, bad), from: drop.from, to: drop.to, phases: [drop.from...drop.to],
      baselineBasis: .given, baselineFailures: 0,
      baselineAttempts: Rounding.count(drop.usual.usual), historyRange: drop.usual.history.range)
  }

  private func ratioRun(_ drop: Drop, _ bad: Int) -> RatioRun {
    RatioRun(
      evidence: drop.run.evidence, observedRatio: 1, attempts: bad, failures: bad,
      startsAtFirstCell: drop.run.startsAtFirstCell, reachesLastCell: drop.run.reachesLastCell,
      onset: drop.run.onset, end: drop.run.end)
  }
}

extension OperationTimeline {
  /// The operation with what came in a stretch, in seconds from `origin`, in the place of
  /// failures, and the rest of any outcome in that of successes.
  func thinned(from: Double, to: Double, origin: Int64) -> OperationTimeline {
    var cells: [Int64: (good: [OutcomeCell], bad: [OutcomeCell])] = [:]
    forEachArrival { start, cell in
      guard cell.count > 0 else { return }
      let middle = Double(start * width - origin) + Double(width) / 2
      if middle >= from, middle <= to {
        cells[start, default: ([], [])].bad.append(cell)
      } else {
        cells[start, default: ([], [])].good.append(cell)
      }
    }
    return replacing(cells)
  }
}
