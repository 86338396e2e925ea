import Glibc
import LogModel
import Signals

/// Finds operations that nobody asked for while other requests to the service went on.
///
/// The witnesses are the other requests: without them a silence may be a gap of the log as well
/// as an outage, and is no incident.
struct AbsenceFinder {
  /// So many requests of the operation are expected in the silence at least.
  private static let leastExpected = 20.0
  private static let leastWitnesses = 20
  /// The others came at so much of their usual rate at least.
  private static let leastOthers = 0.4
  /// An operation that falls silent more often than this a day does so by habit.
  private static let mostADay = 2.0
  /// After so many usual gaps one request at least should have come (95 %).
  private static let gaps = 3.0

  let log: WatchedLog

  /// - Returns: a view of the operation each, with its run.
  func runs(among arrivals: [ArrivalRun]) -> [(view: OperationTimeline, run: FailureRun)] {
    let silences = arrivals.filter { run in
      run.run.direction == .silence && run.breadth == 0 && !run.isDeclined
        && !run.run.startsAtFirstCell && run.operations.count == 1
    }
    let days = max(1, (log.range?.seconds ?? 0) / 86_400)
    return silences.compactMap { run in
      let peers = silences.filter { $0.operations == run.operations }.count
      return Double(peers) <= Self.mostADay * days ? found(run) : nil
    }
  }

  private func found(
    _ silence: ArrivalRun
  ) -> (view: OperationTimeline, run: FailureRun)? {
    let timeline = log.operations[silence.operations[0]]
    let marks = timeline.arrivalMarks()
    guard let end = log.range?.to else { return nil }
    let middle = (silence.from + (silence.to ?? log.seconds(end))) / 2
    guard let last = marks.last(where: { log.seconds($0.time) < middle }) else { return nil }
    let next = marks.first { log.seconds($0.time) >= middle }
    let from = log.seconds(last.time)
    let to = next.map { log.seconds($0.time) } ?? log.seconds(end)
    let usual = silence.run.baselinePerMinute
    let expected = usual * (to - from) / 60
    guard usual > 0, expected >= Self.leastExpected else { return nil }
    let gap = 60 / usual
    let others = log.operations.indices.filter { index in
      let other = log.operations[index]
      return index != silence.operations[0] && other.sort == .attempts
        && other.kind == .request && other.ref.service == timeline.ref.service
    }.map { log.operations[$0] }
    let inside = (from + Self.gaps * gap)...max(from + Self.gaps * gap, to)
    guard goOn(others, in: inside) else { return nil }
    let view = timeline.absent(
      witnesses: others, from: inside.lowerBound, to: inside.upperBound, origin: log.origin)
    let witnessed = view.slots.reduce(0) { $0 + view.failureCount([0], in: $1) }
    guard witnessed >= Self.leastWitnesses else { return nil }
    let scatter = 1.645 * (expected * silence.phi).squareRoot()
    var run = FailureRun(
      operation: silence.operations[0], signatures: [0],
      run: ratioRun(silence, from: from, to: next == nil ? nil : to, gap: gap, witnessed),
      from: from, to: to, phases: [inside], baselineBasis: .log, baselineFailures: 0,
      baselineAttempts: marks.count)
    run.absence = Absence(
      usualPerMinute: SignalMaker.rounded(usual), seconds: to - from,
      low: max(0, Int((expected - scatter).rounded())), high: Int((expected + scatter).rounded()))
    return (view, run)
  }

  /// The others came in the silence about as often as outside of it.
  private func goOn(_ others: [OperationTimeline], in inside: ClosedRange<Double>) -> Bool {
    guard let range = log.range else { return false }
    var counts = (inside: 0, outside: 0)
    for other in others {
      for slot in other.slots {
        let at = Double(slot.start * other.width - log.origin)
        if inside.contains(at) {
          counts.inside += slot.arrivals
        } else {
          counts.outside += slot.arrivals
        }
      }
    }
    let length = inside.upperBound - inside.lowerBound
    let rest = range.seconds - length
    guard length > 0, rest > 0 else { return false }
    return Double(counts.inside) / length >= Self.leastOthers * Double(counts.outside) / rest
  }

  /// What ceased did so some time after the last request, and what came back some time before
  /// the next: in both cases an exponential time of the usual gap's mean.
  private func ratioRun(
    _ silence: ArrivalRun, from: Double, to: Double?, gap: Double, _ witnessed: Int
  ) -> RatioRun {
    return RatioRun(
      cells: silence.run.cells, phases: [silence.run.cells], evidence: silence.run.evidence,
      baselineRatio: 0, observedRatio: 1, attempts: witnessed, failures: witnessed,
      startsAtFirstCell: false, reachesLastCell: to == nil, onsetBracket: CellBracket(),
      endBracket: CellBracket(),
      onset: Self.waiting(from: from, mean: gap) ?? IntervalEstimate(between: from, and: from),
      end: to.flatMap { Self.waiting(from: $0, mean: -gap) }, shape: .step)
  }
}

extension AbsenceFinder {
  /// An exponential time after a moment, or before it where `mean` is negative; in seconds.
  private static func waiting(from: Double, mean: Double) -> IntervalEstimate? {
    let pieces = 40
    let times = (0...pieces).map { at in
      from - mean * Glibc.log(1 - 0.999 * Double(at) / Double(pieces))
    }
    return IntervalEstimate(
      spread: zip(times, times.dropFirst()).map { one, next in
        .init(from: min(one, next), to: max(one, next), mass: 1 / Double(pieces))
      })
  }
}

extension OperationTimeline {
  /// Everything that arrived, as far as it is known exactly, in order.
  func arrivalMarks() -> [EventMark] {
    var marks: [EventMark] = []
    forEachArrival { _, cell in cell.forEachMark { marks.append($0) } }
    return marks.sorted(by: Self.precedes)
  }

  /// The cells of everything that arrived.
  func forEachArrival(_ body: (_ start: Int64, _ cell: OutcomeCell) -> Void) {
    for slot in slots {
      for cell in successes(of: slot) { body(slot.start, cell) }
      for failure in failures(of: slot) { body(slot.start, failure.cell.cell) }
      for cell in declined(of: slot) { body(slot.start, cell.cell) }
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
    return replacing(
      cells.sorted { $0.key < $1.key }.map { ($0.key, $0.value.good, $0.value.bad) },
      sort: .absent)
  }
}
