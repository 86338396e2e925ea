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
struct ValueDetector: Detector {
  let settings: InferenceSettings

  private static let leastEvents = 40
  private static let leastOwn = 12
  private static let leastUsual = 20
  /// Values of one name that are asked about.
  private static let valueLimit = 3
  private static let leastShare = 0.9
  /// Names that are looked at, those with the most events; a flood is no reason to be slow.
  private static let nameLimit = 1024

  func findings(in log: LogView) -> [Finding] {
    var found: [Finding] = []
    let all = ValueSamples.all(log.values, services: log.services, origin: log.origin)
    let busiest = all.indices.filter { all[$0].events.count >= Self.leastEvents }
      .sorted { (all[$1].events.count, $0) < (all[$0].events.count, $1) }
    let looked = busiest.prefix(Self.nameLimit).sorted()
    for index in looked {
      guard let base = base(of: all[index], in: log) else { continue }
      for value in all[index].frequent(least: Self.leastOwn, limit: Self.valueLimit) {
        let judged = judged(all[index], value, base, among: looked.count, in: log)
        guard let judged else { continue }
        found += judged
        break
      }
    }
    return parted(found)
  }

  /// Those that may be incidents, then those that are only told beside one. Of fields that
  /// changed together the most evident tells it.
  private func parted(_ found: [Finding]) -> [Finding] {
    var weak = found.filter { !$0.mayBeIncident }
    var kept: [Finding] = []
    let ranked = found.filter(\.mayBeIncident).sorted {
      ($1.run.evidence, $0.series) < ($0.run.evidence, $1.series)
    }
    for var one in ranked {
      let isSibling = kept.contains { other in
        other.ref == one.ref && other.from <= one.to && one.from <= other.to
      }
      if isSibling {
        one.standing = .context
        weak.append(one)
      } else {
        kept.append(one)
      }
    }
    return kept.sorted { ($0.from, $0.series) < ($1.from, $1.series) } + weak
  }

  /// The timeline that a view of the values is made of.
  private func base(of samples: ValueSamples, in log: LogView) -> OperationTimeline? {
    if samples.sort == .number {
      let statement = LogMessage(
        service: samples.service, sort: .line, text: samples.operation, cells: [])
      return OperationTimeline(linesOf: samples.service, saying: statement.shown)
    }
    return log.requests.first {
      $0.ref.service == samples.service
        && $0.ref.operation == samples.operation
    }
  }

  private func judged(
    _ samples: ValueSamples, _ value: UInt32, _ base: OperationTimeline, among names: Int,
    in log: LogView
  ) -> [Finding]? {
    guard samples.sort == .value || !Self.zeros.contains(value) else { return nil }
    // Looked at quickly first: of most values there is nothing to see.
    let (range, own) = samples.densest(value)
    let count = samples.events.count
    guard own >= Self.leastOwn, range.lowerBound >= Self.leastUsual,
      Double(own) >= Self.leastShare * Double(range.count), range.count <= count * 2 / 3
    else { return nil }
    let cells = cells(samples, value)
    let result = RatioModel(keyCount: max(1, names), cellWidth: 0)
      .runs(in: cells, known: log.models)
    let runs = result.runs.filter { run in
      run.failures >= Self.leastOwn && run.observedRatio >= Self.leastShare
        && run.baselineRatio <= 0.25 && !run.startsAtFirstCell
    }
    guard !runs.isEmpty, runs.count == result.runs.count, runs.count <= 3 else { return nil }
    let part = StableHash.hash(samples.name)
    let found = runs.map { Finding(base, part: part, .failures, [0], $0, of: result, cells, 0) }
    guard let judged = StuckValueTest(samples: samples, value: value, runs: found, log: log).kind
    else { return nil }
    var view = base
    view.width = log.valuesWidth
    view = view.replacing(slots(samples, value, width: log.valuesWidth))
    return found.filter { !$0.isHowThingsAre(in: log, after: settings.resolveAfterSeconds) }
      .map { run in
        var finding = run.counted(in: view, part: part)
        finding.tell(judged.kind, of: samples.name)
        if !judged.isStrong { finding.standing = .context }
        return finding
      }
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

extension Finding {
  /// Makes it say what became of a value: a field of responses, or a number that stands still.
  fileprivate mutating func tell(_ kind: StuckValueTest.Kind, of name: String) {
    switch kind {
    case .constant, .marker:
      let change = ResponseChange(
        kind: kind == .constant ? .constantValue : .newValue, field: name,
        operation: timeline.ref, responses: run.failures)
      symptom = .changedResponses(change)
      measure.kind = .contentFault
      measure.series = .responses(change.kind, field: name, timeline.ref)
    case .stalled:
      let value: StuckValue =
        name.isEmpty
        ? .latency(timeline.ref) : .number(name: name, lines: timeline.ref.operation)
      symptom = .stuckValue(value)
      measure.kind = .stall
      measure.series = .value(value)
    }
  }
}
