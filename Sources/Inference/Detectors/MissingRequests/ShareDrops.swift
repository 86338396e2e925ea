import ChangePoints
import Glibc
import LogModel
import Signals

/// Finds operations, and services as a whole, whose requests became far fewer while the others of
/// the input went on as before.
///
/// The others are the measure: what share of them an operation had in every stretch as long. A
/// fall of everything at once moves no share and is context; one share that wanders is none.
struct ShareDrops {
  /// Operations looked at, the busiest.
  private static let operationLimit = 32
  private static let leastRequests = 60
  private static let leastSeconds = 600.0
  private static let leastMissing = 20.0
  private static let leastEvidence = 15.0
  /// Of the requests that its share made due, so many came.
  private static let mostRatio = 0.6
  /// Below the least share of other stretches by this factor, and so many deviations of theirs
  /// below what is due.
  private static let belowOthers = 0.85
  private static let leastDeviations = 5.0
  /// Other stretches as long that say what is usual, and requests due in each.
  private static let leastStretches = 5
  private static let leastDue = 10.0
  /// The others came as ever.
  private static let othersGoOn = 0.75
  /// A fall that many operations share is no operation's own.
  private static let mostRuns = 3

  let log: LogView

  private struct Stretch {
    var own: Double
    var others: Double
    var share: Double { own / max(1, others) }
  }

  /// - Parameter absent: silences and drops that are known already.
  func findings(besides absent: [Finding]) -> [Finding] {
    let requests = log.requests
    let busiest = requests.filter { log.usual[$0.id] == nil && !$0.isLumped }
      .busiest(least: Self.leastRequests, limit: Self.operationLimit)
    guard requests.count > 1 else { return [] }
    return busiest.flatMap { one -> [Finding] in
      // The same route at another layer is the same requests.
      let others = requests.filter { $0.ref.operation != one.ref.operation }
      guard !others.isEmpty,
        let judge = TrafficAnomalyTest([one], of: one.ref.service, in: log)
      else { return [] }
      let runs = judge.runs(keyCount: busiest.count).map(\.run)
      guard runs.count <= Self.mostRuns else { return [] }
      return runs.filter { $0.direction != .rise && $0.evidence >= Self.leastEvidence }
        .filter { !$0.startsAtFirstCell }
        .compactMap { finding($0, of: one, besides: others, absent) }
    }
  }

  private func finding(
    _ run: CountRun, of timeline: OperationTimeline, besides others: [OperationTimeline],
    _ absent: [Finding]
  ) -> Finding? {
    guard let range = log.range else { return nil }
    let from = run.onset.estimate
    let to = run.reachesLastCell ? log.seconds(range.to) : run.end?.estimate ?? from
    let isKnown = absent.contains {
      $0.series.operation == timeline.id && $0.from <= to && from <= $0.to
    }
    guard to - from >= Self.leastSeconds, !isKnown,
      let due = due(timeline, others, from: from, to: to),
      !ServiceSilence.isOfOneSource(timeline, in: log, from: from, to: to)
    else { return nil }
    let view = timeline.thinned(from: from, to: to, origin: log.origin)
    let seen = view.failures(of: 0)
    guard seen >= MissingRequests.leastSeen else { return nil }
    let scatter = 1.645 * (due + Double(seen)).squareRoot()
    var missing = MissingRequests(
      baselinePerMinute: Rounding.significant(due * 60 / (to - from)), seconds: to - from,
      low: Rounding.count(max(0, due - Double(seen) - scatter)),
      high: Rounding.count(due - Double(seen) + scatter))
    missing.seen = seen
    return Finding(
      series: SeriesID(operation: timeline.id, part: MissingRequestDetector.part(from: from)),
      timeline: view, symptom: .missingRequests(missing),
      measure: MissingRequestDetector.measure(missing, of: timeline), signatures: [0],
      run: RatioRun(
        cells: 0..<1, phases: [0..<1], evidence: run.evidence, baselineRatio: 0, observedRatio: 1,
        attempts: seen, failures: seen, startsAtFirstCell: false,
        reachesLastCell: run.reachesLastCell, onsetBracket: CellBracket(),
        endBracket: CellBracket(), onset: run.onset, end: run.end, shape: .step),
      from: from, to: to, phases: [from...to], baselineBasis: .log, baselineFailures: 0,
      baselineAttempts: max(0, timeline.arrivals - seen))
  }

  /// How many requests its share of the others made due; `nil` where it fell no further than
  /// shares of other stretches lie apart, or the others did not go on.
  private func due(
    _ timeline: OperationTimeline, _ others: [OperationTimeline], from: Double, to: Double
  ) -> Double? {
    guard let range = log.range else { return nil }
    let length = to - from
    let inside = stretch(timeline, others, from, to)
    var outside: [Stretch] = []
    let edge = Double(timeline.width)
    for at in strides(from: log.seconds(range.from), to: from - edge, length) {
      outside.append(stretch(timeline, others, at, at + length))
    }
    for at in strides(from: to + edge, to: log.seconds(range.to), length) {
      outside.append(stretch(timeline, others, at, at + length))
    }
    let shares = outside.map(\.share).sorted()
    guard outside.count >= Self.leastStretches, let least = shares.first else { return nil }
    let usual = Dispersion.quantile(shares, 0.5)
    let due = usual * inside.others
    let residuals = outside.map { ($0.own - usual * $0.others) / max(1, usual * $0.others) }
    let spread = (residuals.reduce(0) { $0 + $1 * $1 } / Double(residuals.count)).squareRoot()
    let deviation = max(due.squareRoot(), spread * due)
    let othersUsual = Dispersion.quantile(outside.map(\.others).sorted(), 0.5)
    guard due >= Self.leastDue, due - inside.own >= Self.leastMissing,
      inside.own <= Self.mostRatio * due, inside.share <= Self.belowOthers * least,
      due - inside.own >= Self.leastDeviations * deviation,
      inside.others >= Self.othersGoOn * othersUsual
    else { return nil }
    return due
  }

  private func strides(from: Double, to: Double, _ length: Double) -> [Double] {
    guard length > 0, to - from >= length else { return [] }
    return Array(stride(from: from, through: to - length, by: length).prefix(1000))
  }

  private func stretch(
    _ timeline: OperationTimeline, _ others: [OperationTimeline], _ from: Double, _ to: Double
  ) -> Stretch {
    Stretch(
      own: Double(arrivals([timeline], from, to)), others: Double(arrivals(others, from, to)))
  }

  private func arrivals(_ timelines: [OperationTimeline], _ from: Double, _ to: Double) -> Int {
    timelines.reduce(0) { sum, one in
      let half = Double(one.width) / 2
      let slots = SlotWindow(timeline: one, origin: log.origin)
        .slots(from: from - half, to: to - half)
      return slots.reduce(sum) { $0 + $1.arrivals }
    }
  }
}
