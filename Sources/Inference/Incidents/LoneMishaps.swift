import ChangePoints
import LogModel
import Signals

/// Finds the only failure of a log, which is too little for an incident and worth a word: one
/// call that failed, one burst of error lines, and nothing of the sort before or after.
///
/// Calls go before lines. A log that fails here and there has no such moment, and none is told.
struct LoneMishaps {
  let log: LogView
  let settings: InferenceSettings

  /// Failures no further apart are of one mishap.
  private static let momentSeconds = 300.0
  /// So soon after error lines a call fails of the same mishap.
  private static let sameSeconds = 10.0
  /// The log goes on for no longer after it: it ends with it.
  private static let endSeconds = 5.0
  /// They recur from the first to the last line where they cover so much of the log, and no gap
  /// between them has more of it.
  private static let wholeShare = 0.8
  private static let mostGap = 0.25
  private static let leastRecurring = 6
  /// What ends a log said so much of it, calls went well before, and the rest is a small share.
  private static let leastSaid = 2
  private static let leastServed = 30
  private static let endShare = 0.02
  /// Lines of several services that are a burst.
  private static let leastSpread = 5

  /// A stretch in which all failures of a sort lie.
  private struct Moment {
    var timeline: OperationTimeline
    var signatures: Set<Int>
    var marks: [EventRef]

    var isOfLines: Bool { timeline.isOfLines }

    /// Of lines that say several things the first says what happened: the rest is its trace.
    mutating func keepFirstMessage() {
      guard let first = marks.first,
        let own = signatures.sorted().first(where: { index in
          timeline.failureMarks([index]).contains { $0.nanoseconds == first.nanoseconds }
        })
      else { return }
      signatures = [own]
      marks = timeline.failureMarks([own])
    }
  }

  /// The mishap; `nil` where nothing failed, or at several times.
  var mishap: LoneMishap? {
    let calls = only(log.operations.filter { $0.kind != .message }.compactMap(moment))
    let few = log.watched.lines(
      width: log.seriesWidth, least: 1, below: SeriesIndex.leastComplaints)
    let lines = only((log.lines + few).compactMap(moment))
    guard let first = [calls, lines].compactMap({ $0?.first?.marks.first?.nanoseconds }).min()
    else { return nil }
    // What failed first tells when; of both at once, calls say what failed.
    let isOfCalls = calls.map { moments in
      guard let at = moments.first?.marks.first else { return false }
      return at.nanoseconds.seconds(sinceNanoseconds: first) <= Self.sameSeconds
    }
    let moments = isOfCalls == true ? calls : lines ?? calls
    guard let moments else { return nil }
    let isSpread = Self.isSpread(moments)
    var mishap = mishap(moments, isWhole: isSpread)
    mishap?.isPlain =
      isSpread || isOfCalls == true && lines.map { endsTheLog(moments, with: $0) } == true
    return mishap
  }

  /// Whether the log ends at a call that failed and said why: a mishap seldom lies there by chance,
  /// and whoever saw it stopped there.
  private func endsTheLog(_ calls: [Moment], with lines: [Moment]) -> Bool {
    guard let range = log.range, let call = calls.first?.marks.first,
      let last = (calls + lines).flatMap(\.marks).map(\.nanoseconds).max(),
      !lines.flatMap(\.marks).contains(where: {
        abs($0.nanoseconds.seconds(sinceNanoseconds: call.nanoseconds)) > Self.sameSeconds
      }),
      lines.reduce(0, { $0 + $1.marks.count }) >= Self.leastSaid
    else { return false }
    let rest = range.to.nanoseconds.seconds(sinceNanoseconds: last)
    let served = log.requests.reduce(0) { sum, one in
      sum + one.slots.reduce(0) { $0 + $1.successCount }
    }
    return rest <= Self.endSeconds && served >= Self.leastServed
      && rest <= Self.endShare * range.to.seconds(since: range.from)
  }

  /// Lines of several services that follow each other are a burst as those of one would be.
  private static func isSpread(_ lines: [Moment]) -> Bool {
    let times = lines.flatMap(\.marks).map(\.nanoseconds).sorted()
    guard lines.count > 1, lines.allSatisfy(\.isOfLines), times.count >= leastSpread,
      let first = times.first, let last = times.last
    else { return false }
    return last.seconds(sinceNanoseconds: first) >= sameSeconds
  }

  private func moment(_ timeline: OperationTimeline) -> Moment? {
    let known = NoiseRate(timeline)
    var marks: [Int: [EventRef]] = [:]
    for slot in timeline.slots {
      for failure in timeline.failures(of: slot)
      where !known.isWithinRate(failure.signature) && !isOfClient(failure.signature, timeline) {
        failure.cell.cell.forEachMark { marks[failure.signature, default: []].append($0) }
      }
    }
    // What comes again and again is how it is; what came at one time is not hidden by that.
    let neverSucceeds = timeline.slots.allSatisfy { $0.successCount == 0 }
    let lone = marks.filter { one in
      guard !isOrdinary(one.key, of: timeline, one.value) else { return false }
      return neverSucceeds && one.value.count >= RatioModel.leastFailures
        || Self.isOne(one.value.map(\.nanoseconds).sorted())
    }
    guard !lone.isEmpty else { return nil }
    return Moment(
      timeline: timeline, signatures: Set(lone.keys),
      marks: lone.values.flatMap { $0 }.sorted(by: EventRef.precedes))
  }

  /// Whether a line says what a client did wrong.
  private func isOfClient(_ signature: Int, _ timeline: OperationTimeline) -> Bool {
    timeline.isOfLines
      && timeline.signatures[signature].message.map(ClientCausedMessage.matches) == true
  }

  /// Whether earlier logs have as many of a sort at one time as often as not.
  private func isOrdinary(_ signature: Int, of timeline: OperationTimeline, _ marks: [EventRef])
    -> Bool
  {
    guard timeline.isOfLines else {
      return log.usual[timeline.id]?.isOrdinary(
        timeline.signatures[signature], failures: marks.count, attempts: timeline.arrivals) ?? false
    }
    let times = marks.map(\.nanoseconds)
    guard let first = times.min(), let last = times.max() else { return false }
    return log.errors?.isOrdinary(
      [signature], of: timeline, count: timeline.failures(of: signature),
      span: last.seconds(sinceNanoseconds: first)) ?? false
  }

  /// - Parameter times: of failures, in nanoseconds and in order.
  private static func isOne(_ times: [Int64]) -> Bool {
    zip(times, times.dropFirst()).allSatisfy { one, next in
      next.seconds(sinceNanoseconds: one) <= momentSeconds
    }
  }

  /// Those of one sort, the earliest first, where all of them together are one mishap.
  private func only(_ moments: [Moment]) -> [Moment]? {
    let times = moments.flatMap(\.marks).map(\.nanoseconds).sorted()
    guard !times.isEmpty, moments.count == 1 || Self.isOne(times) else { return nil }
    return moments.sorted { a, b in
      (a.marks[0].nanoseconds, a.timeline.id) < (b.marks[0].nanoseconds, b.timeline.id)
    }
  }

  /// - Parameter isWhole: of lines it is told by all of them, not by what they said first.
  private func mishap(_ moments: [Moment], isWhole: Bool) -> LoneMishap? {
    guard var told = moments.first else { return nil }
    if told.isOfLines, !isWhole { told.keepFirstMessage() }
    let runs = ([told] + moments.dropFirst()).compactMap(finding)
    guard let first = runs.first, first.series.operation == told.timeline.id else { return nil }
    // One of several services or operations stands for the moment: the one that failed first.
    let group = RunGroup(runs: [first])
    guard
      let draft = IncidentDraft(
        group, among: runs, in: log, arrivals: [], settings: settings)
    else { return nil }
    return LoneMishap(draft: draft, reasons: reasons(first, moments))
  }

  private func finding(_ moment: Moment) -> Finding? {
    let timeline = moment.timeline
    guard let first = moment.marks.first, let last = moment.marks.last else { return nil }
    let (from, to) = (log.seconds(first.time), log.seconds(last.time))
    let (cells, width) = timeline.cells(moment.signatures, origin: log.origin)
    let bad = cells.indices.filter { cells[$0].bad > 0 }
    guard let low = bad.first, let high = bad.last else { return nil }
    let start = CellBracket.onset(in: cells, failing: low, width: width)
    let end = CellBracket.end(in: cells, failing: high, width: width)
    let inside = cells[low...high]
    let failures = inside.reduce(0) { $0 + $1.bad }
    let attempts = timeline.isOfLines ? failures : inside.reduce(0) { $0 + $1.bad + $1.good }
    let all = cells.reduce(0) { $0 + $1.bad + $1.good }
    let run = RatioRun(
      cells: low..<high + 1, phases: [low..<high + 1], evidence: 0, baselineRatio: 0,
      observedRatio: Double(failures) / Double(max(1, attempts)), attempts: attempts,
      failures: failures, startsAtFirstCell: low == 0, reachesLastCell: high == cells.count - 1,
      onsetBracket: start, endBracket: end,
      onset: IntervalEstimate(between: start.low ?? from, and: start.high ?? from),
      end: IntervalEstimate(between: end.low ?? to, and: end.high ?? to), shape: .step)
    let rate = LineRate(before: 0, within: Double(failures) * 60 / max(60, to - from))
    let isOfLines = timeline.isOfLines
    var finding = Finding(
      series: SeriesID(operation: timeline.id), timeline: timeline,
      symptom: isOfLines ? .errorLines(rate) : .failures,
      measure: Finding.Measure(
        kind: .errorBurst,
        series: isOfLines
          ? .errorLines(service: timeline.ref.service) : .failures(timeline.ref),
        baseline: 0, observed: isOfLines ? rate.within : run.observedRatio,
        unit: isOfLines ? "per_minute" : "ratio"),
      standing: .nearMiss(neededEvidence: RatioModel.leastEvidence),
      signatures: moment.signatures, run: run, from: from, to: to, phases: [from...max(from, to)],
      baselineBasis: .log, baselineFailures: 0, baselineAttempts: all - attempts)
    if log.errors?.isNew(moment.signatures, of: timeline, log.usual[timeline.id])
      == true
    {
      finding.historyRange = log.errors?.history.range
    }
    return finding
  }

  // MARK: Why it is none

  private func reasons(_ run: Finding, _ moments: [Moment]) -> [NearMissReason] {
    let marks = moments.flatMap(\.marks).map { log.seconds($0.time) }.sorted()
    guard let first = marks.first, let last = marks.last, let range = log.range else {
      return [.chance]
    }
    let length = log.seconds(range.to) - log.seconds(range.from)
    let gaps = zip(marks, marks.dropFirst()).map { $1 - $0 }
    var reasons: [NearMissReason] = []
    let all = run.run.attempts + run.baselineAttempts
    if !run.timeline.isOfLines, run.run.failures >= RatioModel.leastFailures,
      run.run.failures == all
    {
      reasons.append(.neverSucceeded(all))
    } else if marks.count >= Self.leastRecurring, last - first >= Self.wholeShare * length,
      (gaps.max() ?? 0) <= Self.mostGap * length
    {
      reasons.append(.failingFromTheFirst)
    } else if run.timeline.isOfLines {
      let lines = moments.reduce(0) { sum, moment in
        moment.signatures.reduce(sum) { $0 + moment.timeline.failures(of: $1) }
      }
      reasons.append(.onlyErrorLines(lines))
    } else if run.run.failures < RatioModel.leastFailures {
      reasons.append(.tooFewFailures(run.run.failures, needed: RatioModel.leastFailures))
    } else {
      reasons.append(.onlyFailures(run.run.failures))
    }
    if log.seconds(range.to) - last <= Self.endSeconds { reasons.append(.logEndsThere) }
    if run.historyRange != nil, let errors = log.errors {
      reasons.append(.newToEarlierLogs(seconds: errors.history.seconds))
    }
    return reasons
  }
}

/// Holds the only failure of a log as an incident would be told, with why it is none.
struct LoneMishap {
  /// Up to this length (seconds) earlier logs as long as the log itself tell what is new.
  private static let shortLog = 11_700.0
  /// A longer log has something new now and then: only what earlier logs so many times as long
  /// lack is told.
  private static let leastTimes = 5.0

  var draft: IncidentDraft
  var reasons: [NearMissReason]
  /// It is an incident by the log alone: of such a kind, or at such a place.
  var isPlain = false

  var nearMiss: NearMiss {
    // Its moment is that of the failure itself: when the last good event was says little.
    var incident = draft.incident()
    incident.onset.estimate = draft.first.time
    return NearMiss(incident: incident, reasons: reasons, evidence: 0)
  }

  /// Whether it is an incident all the same, by the log or by earlier ones.
  var isUnprecedented: Bool {
    if isPlain { return true }
    guard draft.principalRun.historyRange != nil, let errors = draft.log.errors else {
      return false
    }
    return errors.seconds <= Self.shortLog
      || errors.history.seconds >= Self.leastTimes * errors.seconds
  }
}
