import ChangePoints
import Glibc
import LogModel
import Signals

/// Finds operations that nobody asked for while other requests to the service went on, and
/// services that nobody asked while other services of the same input were asked.
///
/// The others are the clock: how many of them came since the operation was asked for last. So
/// a quiet night, or a gap of the log, is no silence of one operation. What was rejected is no
/// clock: a scan asks for nothing that is served. A gap counts that chance
/// does not explain and that is many times the next longest, for some operations come in bursts.
/// A service that has an input of its own has no such clock: that its records were not collected
/// looks the same.
struct RequestGaps {
  /// Operations of a service looked at, the busiest.
  private static let operationLimit = 32
  /// So many requests of the operation are known, and as many expected in the gap, at least.
  private static let leastExpected = 20.0
  private static let leastWitnesses = 20
  private static let leastEvidence = 15.0
  /// So many by its usual rate, whatever the others did.
  private static let leastByTime = 5.0
  /// So many times the next longest gap.
  private static let leastFactor = 5.0
  /// Of a gap that lasts to the log's end, so much of its length the operation was in use
  /// before: a job that ran once is not missed.
  private static let leastUse = 0.25
  /// After so many usual gaps one request at least should have come (95 %).
  private static let gaps = 3.0

  let log: LogView

  var findings: [Finding] {
    let services = log.requestsByService
    let own = services.flatMap { _, members in
      findings(among: members, .otherRequests) { ($0, members) }
    }
    let whole = SharedInputs.groups(of: services).flatMap { group in
      findings(among: group.map(\.counts), .otherServices) { one in
        (SharedInputs.whole(one, in: group), group.map(\.whole))
      }
    }
    return own + whole
  }

  /// - Parameters:
  ///   - members: the operations of a service, or services as a whole.
  ///   - known: one of them and all of them, with all that is known of each.
  private func findings(
    among members: [OperationTimeline], _ witness: MissingRequests.Witness,
    known: (OperationTimeline) -> (one: OperationTimeline, all: [OperationTimeline])
  ) -> [Finding] {
    guard members.count > 1 else { return [] }
    let all = SlotSums(of: members) { $0.admitted($1) }
    let total = all.total
    let busiest = members.busiest(
      least: Int(Self.leastExpected.rounded(.up)), limit: Self.operationLimit)
    return busiest.compactMap { one in
      let arrivals = one.slots.reduce(0) { $0 + one.admitted($1) }
      guard arrivals > 0, let gap = longestGap(of: one, among: all) else { return nil }
      let outside = total - arrivals - gap.others
      let share = Double(arrivals) / Double(max(1, arrivals + outside))
      guard outside > 0, share < 1 else { return nil }
      let evidence =
        -Double(gap.others) * Glibc.log(1 - share) - Glibc.log(Double(members.count))
      let expected = share / (1 - share) * Double(gap.others)
      guard evidence >= Self.leastEvidence, expected >= Self.leastExpected,
        Double(gap.others) >= Self.leastFactor * Double(max(1, gap.next)),
        gap.chance <= GapTail.mostChance
      else { return nil }
      let known = known(one)
      return finding(
        of: known.one, gap, expected: expected, evidence: evidence, known.all, witness)
    }
  }

  /// The stretch without the operation that holds the most of the others.
  private struct Gap {
    /// Buckets with the operation on both sides; `nil` where the log ends.
    var before: Int64
    var after: Int64?
    var others: Int
    /// Others in all stretches without it, this one included.
    var all: [Int] = []

    /// Others in the next longest.
    var next: Int {
      var longest = (first: 0, second: 0)
      for one in all {
        if one > longest.first {
          longest = (one, longest.first)
        } else if one > longest.second {
          longest.second = one
        }
      }
      return longest.first == others ? longest.second : longest.first
    }

    /// The chance of one so much longer than the next, by how the longest gaps thin out.
    var chance: Double { GapTail.chance(of: all) }
  }

  private func longestGap(
    of operation: OperationTimeline, among all: SlotSums
  ) -> Gap? {
    let slots = operation.slots.filter { $0.arrivals > 0 }.map(\.start)
    var best: Gap?
    var gaps: [Int] = []
    var others = 0
    var before: Int64?
    var at = 0
    func close(_ after: Int64?) {
      gaps.append(others)
      // What lies before the first request is no gap in its use, but as long as one.
      if let before, others > best?.others ?? 0 {
        best = Gap(before: before, after: after, others: others)
      }
    }
    for (start, count) in zip(all.starts, all.counts) {
      if at < slots.count, slots[at] == start {
        close(start)
        before = start
        others = 0
        at += 1
      } else {
        others += count
      }
    }
    close(nil)
    best?.all = gaps
    return best
  }

  private func finding(
    of timeline: OperationTimeline, _ gap: Gap, expected: Double, evidence: Double,
    _ members: [OperationTimeline], _ witness: MissingRequests.Witness
  ) -> Finding? {
    let marks = timeline.arrivalMarks()
    let limit = (gap.before + 1) * timeline.width * 1_000_000_000
    guard let first = marks.first, let end = log.range?.to,
      let last = marks.last(where: { $0.nanoseconds < limit })
    else { return nil }
    let next = marks.first { $0.nanoseconds >= limit }
    let from = log.seconds(last.time)
    let to = next.map { log.seconds($0.time) } ?? log.seconds(end)
    guard to > from, next != nil || from - log.seconds(first.time) >= Self.leastUse * (to - from)
    else { return nil }
    // Of a wave of others, none of which are its witnesses, the time alone knows.
    let elsewhere = log.seconds(end) - log.seconds(log.range?.from ?? end) - (to - from)
    guard Double(timeline.arrivals) * (to - from) >= Self.leastByTime * elsewhere else {
      return nil
    }
    let usual = expected * 60 / (to - from)
    let mean = 60 / usual
    let inside = (from + Self.gaps * mean)...max(from + Self.gaps * mean, to)
    let others = members.filter { $0.id != timeline.id }
    let view = timeline.absent(
      witnesses: others, from: inside.lowerBound, to: inside.upperBound, origin: log.origin)
    let witnessed = view.slots.reduce(0) { $0 + view.failureCount([0], in: $1) }
    guard witnessed >= Self.leastWitnesses else { return nil }
    let scatter = 1.645 * (2 * expected).squareRoot()
    var missing = MissingRequests(
      baselinePerMinute: Rounding.significant(usual), seconds: to - from,
      low: Rounding.count(max(0, expected - scatter)),
      high: Rounding.count(expected + scatter))
    missing.witness = witness
    return Finding(
      series: SeriesID(operation: timeline.id, part: MissingRequestDetector.part(from: from)),
      timeline: view, symptom: .missingRequests(missing),
      measure: MissingRequestDetector.measure(missing, of: timeline),
      signatures: [0],
      run: ratioRun(evidence, from: from, to: next == nil ? nil : to, gap: mean, witnessed),
      from: from, to: to, phases: [inside], baselineBasis: .log, baselineFailures: 0,
      baselineAttempts: marks.count)
  }

  /// What ceased did so some time after the last request, and what came back some time before
  /// the next: in both cases an exponential time of the usual gap's mean.
  private func ratioRun(
    _ evidence: Double, from: Double, to: Double?, gap: Double, _ witnessed: Int
  ) -> RatioRun {
    return RatioRun(
      evidence: evidence, observedRatio: 1, attempts: witnessed, failures: witnessed,
      startsAtFirstCell: false, reachesLastCell: to == nil,
      onset: Self.waiting(from: from, mean: gap) ?? IntervalEstimate(between: from, and: from),
      end: to.flatMap { Self.waiting(from: $0, mean: -gap) })
  }
}

extension RequestGaps {
  /// An exponential time after a moment, or before it where `mean` is negative; in seconds.
  private static func waiting(from: Double, mean: Double) -> IntervalEstimate? {
    let pieces = 40
    let times = (0...pieces).map { at in
      from - mean * Glibc.log(1 - 0.999 * Double(at) / Double(pieces))
    }.sorted()
    return IntervalEstimate(
      spread: zip(times, times.dropFirst()).map { one, next in
        .init(from: min(one, next), to: max(one, next), mass: 1 / Double(pieces))
      })
  }
}

extension OperationTimeline {
  /// Everything that arrived, as far as it is known exactly, in order.
  func arrivalMarks() -> [EventRef] {
    var marks: [EventRef] = []
    forEachArrival { _, cell in cell.forEachMark { marks.append($0) } }
    return marks.sorted(by: EventRef.precedes)
  }

  /// The cells of everything that arrived.
  func forEachArrival(_ body: (_ start: Int64, _ cell: OutcomeCell) -> Void) {
    for slot in slots {
      for cell in successes(of: slot) { body(slot.start, cell) }
      for failure in failures(of: slot) { body(slot.start, failure.cell.cell) }
      for cell in rejections(of: slot) { body(slot.start, cell.cell) }
      for cell in unended(of: slot) { body(slot.start, cell) }
    }
  }

  /// The operation with others' requests in a stretch, in seconds from `origin`, in the place
  /// of failures, and its own of any outcome in that of successes.
  func absent(
    witnesses: [OperationTimeline], from: Double, to: Double, origin: Int64
  ) -> OperationTimeline {
    var cells: [Int64: (good: [OutcomeCell], bad: [OutcomeCell])] = [:]
    forEachArrival { start, cell in cells[start, default: ([], [])].good.append(cell) }
    for other in witnesses {
      other.forEachArrival { start, cell in
        let begin = Double(start * width - origin)
        guard begin >= from, begin + Double(width) <= to else { return }
        cells[start, default: ([], [])].bad.append(cell)
      }
    }
    return replacing(cells)
  }
}
