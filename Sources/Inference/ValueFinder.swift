import ChangePoints
import Glibc
import LogModel
import Signals

/// Finds values that turned constant, took a value never seen, or stood still, while the lines
/// that hold them went on.
///
/// Judged by the ratio model: the events that have the value in question stand in the place of
/// failures. A value that often repeats, rests while less is asked for, or stays as it is now for
/// good, is none.
struct ValueFinder {
  let log: WatchedLog
  let settings: InferenceSettings
  /// Timelines that stand between the log's and those found here.
  let known: Int

  private static let leastEvents = 40
  private static let leastOwn = 12
  private static let leastUsual = 20
  /// Values of one name that are asked about.
  private static let valueLimit = 3
  private static let leastShare = 0.9
  /// Names that are looked at, those with the most events; a flood is no reason to be slow.
  private static let nameLimit = 1024

  struct Found {
    var timelines: [OperationTimeline] = []
    /// Runs that may be incidents, and those that are only told beside one.
    var strong: [FailureRun] = []
    var weak: [FailureRun] = []
  }

  /// Runs, by the index that their timeline has behind those that are known already.
  func found(in said: [TemplateCounts], width: Int64, services: ServiceNames) -> Found {
    var found = Found()
    let all = ValueSamples.all(said, services: services, origin: log.origin)
    let busiest = all.indices.filter { all[$0].events.count >= Self.leastEvents }
      .sorted { (all[$1].events.count, $0) < (all[$0].events.count, $1) }
    let looked = busiest.prefix(Self.nameLimit).sorted()
    for index in looked {
      guard let base = base(of: all[index]) else { continue }
      for value in all[index].frequent(least: Self.leastOwn, limit: Self.valueLimit) {
        guard let judged = judged(all[index], value, base, width: width, among: looked.count)
        else { continue }
        let at = log.operations.count + known + found.timelines.count
        let runs = judged.runs.map { run in
          var run = run
          run.operation = at
          return run
        }
        found.timelines.append(judged.view)
        if judged.isStrong { found.strong += runs } else { found.weak += runs }
        break
      }
    }
    demoteSiblings(&found)
    return found
  }

  /// Of members that changed together the most evident tells it.
  private func demoteSiblings(_ found: inout Found) {
    var kept: [FailureRun] = []
    let ranked = found.strong.sorted {
      ($1.run.evidence, $0.operation) < ($0.run.evidence, $1.operation)
    }
    func ref(_ run: FailureRun) -> OperationRef {
      found.timelines[run.operation - log.operations.count - known].ref
    }
    for run in ranked {
      let isSibling = kept.contains { other in
        ref(other) == ref(run) && other.from <= run.to && run.from <= other.to
      }
      if isSibling { found.weak.append(run) } else { kept.append(run) }
    }
    found.strong = kept.sorted { ($0.from, $0.operation) < ($1.from, $1.operation) }
  }

  /// The timeline that a view of the values is made of.
  private func base(of samples: ValueSamples) -> OperationTimeline? {
    if samples.sort == .number {
      let statement = Statement(
        service: samples.service, sort: .line, text: samples.operation, cells: [])
      return OperationTimeline(linesOf: samples.service, saying: statement.shown)
    }
    return log.operations.first {
      $0.sort == .attempts && $0.kind == .request && $0.ref.service == samples.service
        && $0.ref.operation == samples.operation
    }
  }

  private typealias Judged = (view: OperationTimeline, runs: [FailureRun], isStrong: Bool)

  private func judged(
    _ samples: ValueSamples, _ value: UInt32, _ base: OperationTimeline, width: Int64,
    among names: Int
  ) -> Judged? {
    guard samples.sort == .value || !Self.zeros.contains(value) else { return nil }
    // Looked at quickly first: of most values there is nothing to see.
    let (range, own) = samples.densest(value)
    let count = samples.events.count
    guard own >= Self.leastOwn, range.lowerBound >= Self.leastUsual,
      Double(own) >= Self.leastShare * Double(range.count), range.count <= count * 2 / 3
    else { return nil }
    let cells = cells(samples, value)
    let result = RatioModel(keyCount: max(1, names), cellWidth: 0).runs(in: cells)
    let runs = result.runs.filter { run in
      run.failures >= Self.leastOwn && run.observedRatio >= Self.leastShare
        && run.baselineRatio <= 0.25 && !run.startsAtFirstCell
    }
    guard !runs.isEmpty, runs.count == result.runs.count, runs.count <= 3 else { return nil }
    let found = runs.map { FailureRun(0, [0], $0, of: result, cells, 0) }
    guard let kind = ValueJudge(samples: samples, value: value, runs: found, log: log).kind else {
      return nil
    }
    var view = base
    view.width = width
    view = view.replacing(
      slots(samples, value, width: width),
      sort: .valued(
        ValueChange(kind: kind.kind, name: samples.name, isStrong: kind.isStrong)))
    return (view, found.filter { !isHowThingsAre($0) }, kind.isStrong)
  }

  /// It stayed for longer than an outage is waited for: then a release brought it.
  private func isHowThingsAre(_ run: FailureRun) -> Bool {
    guard run.run.reachesLastCell, let end = log.range?.to else { return false }
    return log.seconds(end) - run.from > settings.resolveAfterSeconds
  }

  /// A number that rests at zero has nothing to count.
  private static let zeros: Set<UInt32> = Set(
    ["0", "0.0", "0.00", "0.000"].map { UInt32(truncatingIfNeeded: StableHash.hash($0)) } + [1])

  private func cells(_ samples: ValueSamples, _ value: UInt32) -> [RatioCell] {
    var cells: [RatioCell] = []
    for (at, one) in samples.events.enumerated() {
      let bad = samples.isBad(at, value) ? 1 : 0
      if let last = cells.last, last.time == one.time {
        cells[cells.count - 1].attempts += 1
        cells[cells.count - 1].failures += bad
      } else {
        cells.append(RatioCell(time: one.time, attempts: 1, failures: bad))
      }
    }
    return cells
  }

  private func slots(
    _ samples: ValueSamples, _ value: UInt32, width: Int64
  ) -> [(start: Int64, good: [OutcomeCell], bad: [OutcomeCell])] {
    var slots: [(start: Int64, good: [OutcomeCell], bad: [OutcomeCell])] = []
    for (at, one) in samples.events.enumerated() {
      var mark = one.mark
      mark.client = UInt64(one.code.client)
      let start = mark.nanoseconds.flooredDivision(by: width * 1_000_000_000)
      if slots.last?.start != start { slots.append((start, [], [])) }
      let cell = OutcomeCell(count: 1, marks: [mark])
      if samples.isBad(at, value) {
        slots[slots.count - 1].bad.append(cell)
      } else {
        slots[slots.count - 1].good.append(cell)
      }
    }
    return slots
  }
}
