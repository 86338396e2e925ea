import ChangePoints
import LogModel
import Signals

/// Operations whose calls took longer than usual for a while, though they ended well.
///
/// Each of an operation's thresholds is a question of its own, and a call counts from its begin:
/// one of thirty seconds says nothing of the half minute before its line. Of the answers that
/// overlap, the one with the most evidence is kept.
struct LatencyDetector: Detector {
  /// Fewer calls of known length are not looked at, and fewer outside of a run say nothing of
  /// what is usual.
  static let leastCalls = 20
  /// What an incident needs beyond what any run of failures needs, for latencies wander.
  private static let leastSlow = 5
  private static let leastEvidence = 10.0
  private static let leastRise = 0.15
  private static let leastTimes = 2.0
  /// Half or a tenth of the calls take so many times as long as usual.
  private static let leastFactor = 1.8
  /// And so many milliseconds longer: less is noticed by nobody.
  private static let leastMilliseconds = 20.0
  private static let leastSeconds = 20.0
  /// An hour of the history excuses slow calls that has so many times the share of all hours.
  private static let leastHour = 1.5

  /// A stretch in which an operation's calls took longer than normal, before its slow calls are
  /// parted from the others.
  private struct SlowRun {
    /// Of the operation itself.
    var finding: Finding
    /// Calls of this class and above are the slow ones.
    var least: LatencyClass
  }

  /// An operation with enough calls of known length, and all questions that are asked of it.
  private struct Watched {
    let timeline: OperationTimeline
    let all: LatencyCounts
    let thresholds: [SlowCells]
    let tail: (rule: FarTail, cells: SlowCells)?
    let sparse: SparseTail?

    init?(_ timeline: OperationTimeline, origin: Int64) {
      let lengths = CallLengths(timeline, origin: origin)
      guard lengths.total >= LatencyDetector.leastCalls else { return nil }
      let usual = LatencyThresholds(lengths)
      self.timeline = timeline
      all = usual.all
      thresholds = usual.classes.map(lengths.slowCells)
      tail = FarTail(lengths, usual).map { ($0, lengths.slowCells(above: $0.least)) }
      sparse = SparseTail(timeline, lengths, usual, origin: origin)
    }
  }

  func findings(in log: LogView) -> [Finding] {
    let watched = log.workers.map(log.operations + log.works) {
      Watched($0, origin: log.origin)
    }.compactMap { $0 }
    let keyCount = max(1, watched.reduce(0) { $0 + $1.thresholds.count })
    return log.workers.flatMap(watched) { one in
      var runs = one.thresholds.flatMap {
        self.runs(of: one, $0, keyCount: keyCount, in: log)
      }.filter { !isUsual($0, in: log) }
      if runs.isEmpty, let usual = log.usual[one.timeline.id] {
        // Calls that were slow for most of the log made its own thresholds.
        runs = self.runs(of: one, keyCount: keyCount, against: usual, in: log)
      }
      let tail = tailRuns(of: one, keyCount: watched.count, in: log)
        .filter { !isUsual($0, in: log) && !overlaps($0, any: runs) }
      let sparse = sparseRuns(of: one, keyCount: watched.count, in: log)
        .filter { !isUsual($0, in: log) }
      return parted(strongest(of: runs + tail + sparse))
    }
  }

  private func overlaps(_ run: SlowRun, any others: [SlowRun]) -> Bool {
    others.contains { other in
      other.finding.from <= run.finding.to && run.finding.from <= other.finding.to
    }
  }

  /// Stretches in which a few calls took many times as long as next to any other.
  private func tailRuns(of one: Watched, keyCount: Int, in log: LogView) -> [SlowRun] {
    guard let tail = one.tail else { return [] }
    let (cells, width, least) = (tail.cells.cells, tail.cells.width, tail.cells.least)
    let result = RatioModel(keyCount: keyCount, cellWidth: width)
      .runs(in: cells, known: log.models)
    return result.runs.compactMap { run in
      let failures = Finding(one.timeline, .failures, [0], run, of: result, cells, width)
      guard tail.rule.isPlain(failures, cellWidth: width), !run.startsAtFirstCell,
        result.baselineAttempts >= max(Self.leastCalls, run.attempts / 4),
        let slowness = slowness(
          of: failures, among: one.all, above: least, origin: log.origin, isTail: true)
      else { return nil }
      return slow(failures, least, slowness)
    }
  }

  /// Stretches in which a sparse operation hung, and failed or not.
  private func sparseRuns(of one: Watched, keyCount: Int, in log: LogView) -> [SlowRun] {
    guard let tail = one.sparse else { return [] }
    let (cells, width) = (tail.slow.cells, tail.slow.width)
    let result = RatioModel(keyCount: keyCount, cellWidth: width)
      .runs(in: cells, known: log.models)
    return result.runs.compactMap { run in
      let failures = Finding(tail.timeline, .failures, [0], run, of: result, cells, width)
      guard tail.isPlain(failures, cellWidth: width, in: log),
        !run.startsAtFirstCell || run.attempts * 3 <= tail.all.total,
        let slowness = slowness(
          of: failures, among: tail.all, above: tail.least, origin: log.origin)
      else { return nil }
      return slow(failures, tail.least, slowness)
    }
  }

  /// The findings with the slow calls of their operation as its bad events.
  private func parted(_ runs: [SlowRun]) -> [Finding] {
    var views: [LatencyClass: OperationTimeline] = [:]
    return runs.map { run in
      let view = views[run.least] ?? run.finding.timeline.slow(above: run.least)
      views[run.least] = view
      return run.finding.counted(in: view, part: UInt64(run.least.rawValue) + 1)
    }
  }

  private func runs(
    of one: Watched, keyCount: Int, against usual: OperationHistory, in log: LogView
  ) -> [SlowRun] {
    let lengths = CallLengths(one.timeline, origin: log.origin)
    let classes = Set(one.thresholds.map(\.least)).union(usual.thresholds).sorted()
    return classes.map(lengths.slowCells).flatMap {
      runs(of: one.timeline, $0, keyCount: keyCount, against: usual, in: log)
    }
  }

  private func runs(
    of timeline: OperationTimeline, _ slow: SlowCells, keyCount: Int,
    against usual: OperationHistory, in log: LogView
  ) -> [SlowRun] {
    let (least, cells, width) = (slow.least, slow.cells, slow.width)
    guard let share = usual.slowShare(above: least, over: timeline.callsByHour) else { return [] }
    let model = RatioModel(keyCount: keyCount, cellWidth: width)
    let judged = BaselineComparison(
      model, cells, usual: share, origin: log.origin, known: log.models)
    return judged.found.compactMap { found in
      guard found.usual != nil else { return nil }
      let run = Finding(
        timeline, .failures, [0], found.run, of: found.result, cells, width
      ).judged(found)
      guard isPlain(run, cellWidth: width) else { return nil }
      let slowness = slowness(
        of: run, among: LatencyCounts(), above: least, origin: log.origin,
        usual: usual.latencies(from: Double(log.origin) + run.from, to: Double(log.origin) + run.to)
      )
      return slowness.map { self.slow(run, least, $0) }
    }
  }

  /// Whether the history has as many slow calls at that hour, and fewer at others.
  private func isUsual(_ slow: SlowRun, in log: LogView) -> Bool {
    let run = slow.finding
    guard let known = log.usual[run.series.operation],
      let all = known.slowShare(above: slow.least, over: run.timeline.callsByHour)
    else { return false }
    let origin = Double(log.origin)
    let steps = 24
    let shares = (0...steps).map { step in
      all.share(at: origin + run.from + (run.to - run.from) * Double(step) / Double(steps))
    }
    let usual = shares.reduce(0, +) / Double(shares.count)
    guard usual >= Self.leastHour * known.latencies.share(from: slow.least) else { return false }
    return run.run.observedRatio < usual + Self.leastRise
      || run.run.observedRatio < Self.leastTimes * usual
  }

  /// - Parameter cellWidth: seconds; a run of whole cells may be so much shorter than it looks.
  private func isPlain(_ run: Finding, cellWidth: Double) -> Bool {
    run.run.evidence >= Self.leastEvidence && run.run.failures >= Self.leastSlow
      && run.run.observedRatio >= run.run.baselineRatio + Self.leastRise
      && run.run.observedRatio >= Self.leastTimes * run.run.baselineRatio
      && run.to - run.from - cellWidth >= Self.leastSeconds
  }

  private func runs(
    of one: Watched, _ slow: SlowCells, keyCount: Int, in log: LogView
  ) -> [SlowRun] {
    let (least, cells, width) = (slow.least, slow.cells, slow.width)
    let result = RatioModel(keyCount: keyCount, cellWidth: width)
      .runs(in: cells, known: log.models)
    return result.runs.compactMap { run in
      let failures = Finding(one.timeline, .failures, [0], run, of: result, cells, width)
      guard isPlain(failures, cellWidth: width),
        result.baselineAttempts >= max(Self.leastCalls, run.attempts / 4),
        !run.startsAtFirstCell || run.attempts * 3 <= one.all.total
      else { return nil }
      let slowness = slowness(
        of: failures, among: one.all, above: least, origin: log.origin)
      return slowness.map { self.slow(failures, least, $0) }
    }
  }

  private func slow(_ run: Finding, _ least: LatencyClass, _ slowness: Slowness) -> SlowRun {
    var finding = run
    finding.symptom = .slowCalls(slowness)
    finding.measure = Finding.Measure(
      kind: .latencyShift, series: .latency(run.timeline.ref),
      baseline: slowness.baselineMilliseconds, observed: slowness.seenMilliseconds, unit: "ms")
    return SlowRun(finding: finding, least: least)
  }

  /// - Parameters:
  ///   - all: all calls of the run's operation.
  ///   - usual: how long calls take as a rule, if not as they do outside of the run.
  ///   - isTail: it is about the few calls that took longest.
  /// - Returns: `nil` where what changed is too little to speak of.
  private func slowness(
    of run: Finding, among all: LatencyCounts, above least: LatencyClass, origin: Int64,
    usual: LatencyCounts? = nil, isTail: Bool = false
  ) -> Slowness? {
    let timeline = run.timeline
    var inside = LatencyCounts()
    let width = Double(timeline.width)
    let near = SlotWindow(timeline: timeline, origin: origin)
      .slots(from: run.from - width, to: run.to)
    for slot in near where Double(slot.start * timeline.width - origin) + width > run.from {
      timeline.forEachLatency(in: slot) { inside.add($0, $1) }
    }
    let outside = usual ?? all.without(inside)
    guard inside.total > 0, outside.total > 0 else { return nil }
    let rises = [0.5, 0.9].map { q in
      inside.milliseconds(q) / max(0.001, outside.milliseconds(q))
    }
    let longer = [0.5, 0.9].map { inside.milliseconds($0) - outside.milliseconds($0) }
    let isLonger =
      (rises.max() ?? 0) >= Self.leastFactor && (longer.max() ?? 0) >= Self.leastMilliseconds
    // What happens in the far tail moves neither half of the calls nor a tenth.
    guard isTail || isLonger else { return nil }
    return Slowness(
      thresholdMilliseconds: Rounding.significant(least.lower / 1000),
      baselineMilliseconds: Rounding.significant(outside.milliseconds(0.5)),
      seenMilliseconds: Rounding.significant(inside.milliseconds(0.5)),
      baselineShare: Rounding.significant(run.run.baselineRatio),
      share: Rounding.significant(run.run.observedRatio))
  }

  /// Of runs that overlap, the one with the most evidence.
  private func strongest(of runs: [SlowRun]) -> [SlowRun] {
    var kept: [SlowRun] = []
    let ranked = runs.enumerated().sorted {
      ($1.element.finding.run.evidence, $0.offset) < ($0.element.finding.run.evidence, $1.offset)
    }
    for (_, run) in ranked {
      let (from, to) = (run.finding.from, run.finding.to)
      if !kept.contains(where: { $0.finding.from <= to && from <= $0.finding.to }) {
        kept.append(run)
      }
    }
    return kept.sorted { $0.finding.from < $1.finding.from }
  }
}
