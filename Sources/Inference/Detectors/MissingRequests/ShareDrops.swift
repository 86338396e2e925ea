import ChangePoints
import Glibc
import LogModel
import Signals

/// Finds operations, and services as a whole, whose requests became far fewer while the others of
/// the input went on as before.
///
/// The others are the measure: what share of them an operation had in every other stretch. A
/// fall of everything at once moves no share and is context; one share that wanders is none.
struct ShareDrops {
  /// Operations looked at, the busiest.
  private static let operationLimit = 32
  private static let leastRequests = 60
  private static let leastSeconds = 600.0
  private static let leastMissing = 20.0
  /// Of the requests that its share made due, so many came.
  private static let mostRatio = 0.6
  /// Below the least share of other stretches by this factor, and so many deviations of theirs
  /// below what is due.
  private static let belowOthers = 0.85
  private static let leastDeviations = 5.0
  /// Other stretches, half as long, that say what is usual.
  private static let leastStretches = 5
  /// The same where the clock shows no fall: of a few, one lies far below the rest by chance.
  private static let leastStretchesByOthers = 8
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
    let services = SharedInputs.groups(of: log.requestsByService).flatMap { group in
      let all = SlotSums(of: group.map(\.counts))
      return log.workers.flatMap(group) { service in
        let one = service.counts
        let others = group.map(\.counts).filter { $0.ref.service != one.ref.service }
        return findings(of: one, among: group.count, others, .otherServices, absent, all) {
          service.whole
        }
      }
    }
    let requests = log.requests
    let busiest = requests.filter { !$0.isLumped }
      .busiest(least: Self.leastRequests, limit: Self.operationLimit)
    let all = SlotSums(of: requests)
    let operations = log.workers.flatMap(Array(busiest)) { one in
      // The same route at another layer is the same requests.
      let others = requests.filter { $0.ref.operation != one.ref.operation }
      return findings(
        of: one, among: busiest.count, others, .otherRequests, absent,
        others.count + 1 == requests.count ? all : nil
      ) { one }
    }
    // Of a service that was asked less as a whole, its operations were.
    return services
      + operations.filter { one in
        !services.contains { $0.service == one.service && $0.from <= one.to && one.from <= $0.to }
      }
  }

  /// - Parameters:
  ///   - all: what came of it and of the others, where that was counted already.
  ///   - whole: the same with each event that is known.
  private func findings(
    of one: OperationTimeline, among count: Int, _ others: [OperationTimeline],
    _ witness: MissingRequests.Witness, _ absent: [Finding], _ all: SlotSums?,
    whole: () -> OperationTimeline
  ) -> [Finding] {
    guard one.arrivals >= Self.leastRequests, !others.isEmpty, log.usual[one.id] == nil,
      let judge = TrafficAnomalyTest([one], of: one.ref.service, in: log)
    else { return [] }
    let runs = judge.runs(keyCount: max(1, count)).map(\.run)
    let drops = runs.filter { $0.direction != .rise && !$0.startsAtFirstCell }
    let found =
      runs.count > Self.mostRuns
      ? []
      : drops.compactMap {
        finding($0, of: one, besides: others, witness, absent, whole: whole)
      }
    guard found.isEmpty,
      let halved = HalvedShare(one, among: all ?? SlotSums(of: others + [one]), origin: log.origin)?
        .run
    else {
      return found
    }
    // By the clock a busy hour hides it; by the others' requests it stands out.
    return [
      finding(
        halved, of: one, besides: others, witness, absent, among: Self.leastStretchesByOthers,
        whole: whole)
    ].compactMap { $0 }
  }

  private func finding(
    _ run: CountRun, of timeline: OperationTimeline, besides others: [OperationTimeline],
    _ witness: MissingRequests.Witness, _ absent: [Finding],
    among stretches: Int = leastStretches, whole: () -> OperationTimeline
  ) -> Finding? {
    guard let range = log.range else { return nil }
    let from = run.onset.estimate
    let to = run.reachesLastCell ? log.seconds(range.to) : run.end?.estimate ?? from
    let isKnown = absent.contains {
      $0.series.operation == timeline.id && $0.from <= to && from <= $0.to
    }
    guard to - from >= Self.leastSeconds, !isKnown,
      let due = due(timeline, others, from: from, to: to, among: stretches),
      !ServiceSilence.isOfOneSource(timeline, in: log, from: from, to: to)
    else { return nil }
    let view = whole().thinned(from: from, to: to, origin: log.origin)
    let seen = view.failures(of: 0)
    guard seen >= MissingRequests.leastSeen else { return nil }
    let scatter = 1.645 * (due + Double(seen)).squareRoot()
    var missing = MissingRequests(
      baselinePerMinute: Rounding.significant(due * 60 / (to - from)), seconds: to - from,
      low: Rounding.count(max(0, due - Double(seen) - scatter)),
      high: Rounding.count(due - Double(seen) + scatter))
    missing.seen = seen
    missing.witness = witness
    return Finding(
      series: SeriesID(operation: timeline.id, part: MissingRequestDetector.part(from: from)),
      timeline: view, symptom: .missingRequests(missing),
      measure: MissingRequestDetector.measure(missing, of: timeline), signatures: [0],
      run: RatioRun(
        evidence: run.evidence, observedRatio: 1, attempts: seen, failures: seen,
        startsAtFirstCell: false, reachesLastCell: run.reachesLastCell, onset: run.onset,
        end: run.end),
      from: from, to: to, phases: [from...to], baselineBasis: .log, baselineFailures: 0,
      baselineAttempts: max(0, timeline.arrivals - seen))
  }

  /// How many requests its share of the others made due; `nil` where it fell no further than
  /// shares of other stretches lie apart, or the others did not go on.
  private func due(
    _ timeline: OperationTimeline, _ others: [OperationTimeline], from: Double, to: Double,
    among stretches: Int
  ) -> Double? {
    guard let range = log.range else { return nil }
    let inside = stretch(timeline, others, from, to)
    let length = max(Self.leastSeconds, (to - from) / 2)
    var outside: [Stretch] = []
    let edge = Double(timeline.width)
    for at in strides(from: log.seconds(range.from), to: from - edge, length) {
      outside.append(stretch(timeline, others, at, at + length))
    }
    for at in strides(from: to + edge, to: log.seconds(range.to), length) {
      outside.append(stretch(timeline, others, at, at + length))
    }
    let shares = outside.map(\.share).sorted()
    guard outside.count >= stretches, let least = shares.first else { return nil }
    let usual = Dispersion.quantile(shares, 0.5)
    let due = usual * inside.others
    let deviation = deviation(of: outside, usual: usual, due: due)
    let othersUsual =
      Dispersion.quantile(outside.map(\.others).sorted(), 0.5) * (to - from) / length
    guard due - inside.own >= Self.leastMissing,
      inside.own <= Self.mostRatio * due, inside.share <= Self.belowOthers * least,
      due - inside.own >= Self.leastDeviations * deviation,
      inside.others >= Self.othersGoOn * othersUsual
    else { return nil }
    return due
  }

  /// How far what comes lies from what is due, by chance and by how the shares wander.
  private func deviation(of outside: [Stretch], usual: Double, due: Double) -> Double {
    let scatter = outside.map { one -> Double in
      let expected = max(1, usual * one.others)
      let off = (one.own - expected) / expected
      return off * off - 1 / expected
    }
    let wander = max(0, scatter.reduce(0, +) / Double(max(1, scatter.count)))
    return (due + wander * due * due).squareRoot()
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
