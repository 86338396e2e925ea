import LogModel
import Signals

extension IncidentDraft {
  private static let contentLimit = 4

  /// The incident as what it is about, where nothing of it failed.
  func told(_ incident: Incident) -> Incident {
    switch principal.timeline.sort {
    case .content, .valued: break
    case .attempts, .lines, .declined, .slow, .absent: return incident
    }
    let change = SignalMaker(log: log).change(principalRun, answers: incident.impact.failures)
    return change.map { incident.told(as: $0, calls: calls(of: $0)) } ?? incident
  }

  /// Answers or lines of its stretches, also where only some were looked at.
  private func calls(of change: SaidChange) -> Int {
    guard change.kind != .stalled else { return 0 }
    let counter = ImpactCounter(log: log, stretches: countedStretches)
    let ref = principal.timeline.ref
    guard
      let base = log.operations.first(where: {
        $0.ref == ref && $0.sort == .attempts && $0.kind == .request
      })
    else { return 0 }
    let (from, to) = (log.seconds(first.time), log.seconds(last.time))
    let all = FailingOperation(
      base, risen: [], spans: [from...max(from, to)], others: [], origin: log.origin)
    return counter.count(all).attempts
  }

  /// Answers and numbers that changed near the incident and are not what it is about.
  func contentRuns(near all: [Finding]) -> [Finding] {
    let services = Set(group.runs.map { log.operations[$0.operation].ref.service })
    let (from, to) = (log.seconds(first.time), log.seconds(last.time))
    let near = all.filter { run in
      let timeline = log.operations[run.operation]
      let overlap = min(to, run.to) - max(from, run.from)
      let isOwn = group.runs.contains { $0.operation == run.operation }
      guard !isOwn, !timeline.isSlowAsTold(by: slow, in: log) else { return false }
      return services.contains(timeline.ref.service)
        ? overlap >= -Findings.slackSeconds : overlap >= 0.5 * (run.to - run.from)
    }
    return Array(
      near.sorted {
        ($1.run.evidence, $0.from, $0.operation) < ($0.run.evidence, $1.from, $1.operation)
      }
      .prefix(Self.contentLimit))
  }
}

extension OperationTimeline {
  /// A latency that stands still is told by calls that are slow, where there are such.
  fileprivate func isSlowAsTold(by slow: [Finding], in log: LogView) -> Bool {
    guard case .valued(let change) = sort, change.name.isEmpty else { return false }
    return slow.contains { log.operations[$0.operation].ref == ref }
  }
}

extension SignalMaker {
  /// What a run of changed answers or numbers says; `nil` of any other.
  func change(_ run: Finding, answers: Int) -> SaidChange? {
    let timeline = log.operations[run.operation]
    switch timeline.sort {
    case .content(let member):
      return SaidChange(
        kind: .answered, service: timeline.ref.service, text: member,
        operation: timeline.ref.operation, answers: answers)
    case .valued(let change):
      let kind: SaidChange.Kind =
        switch change.kind {
        case .constant: .constant
        case .marker: .marked
        case .stalled: .stalled
        }
      return SaidChange(
        kind: kind, service: timeline.ref.service, text: change.name,
        operation: timeline.ref.operation, answers: answers)
    case .attempts, .lines, .declined, .slow, .absent: return nil
    }
  }

  /// Answers or numbers that changed beside an incident.
  func signal(ofContent run: Finding) -> Signal? {
    let timeline = log.operations[run.operation]
    let marks = timeline.failureMarks([0]).filter { mark in
      let at = log.moment(mark, of: timeline)
      return at >= run.from - 0.001 && at <= run.to + 0.001
    }
    guard let first = marks.first, let last = marks.last,
      let change = change(run, answers: run.run.failures)
    else { return nil }
    let onset = run.run.onset
    return Signal(
      kind: change.kind == .stalled ? .stall : .contentFault, series: change.series,
      from: first.time, to: run.run.reachesLastCell ? nil : last.time,
      onset: TimeRange(
        from: min(first.time, log.timestamp(min(onset.low, onset.high))),
        to: max(first.time, log.timestamp(max(onset.low, onset.high)))),
      baseline: Self.rounded(run.run.baselineRatio),
      observed: Self.rounded(run.run.observedRatio), unit: "ratio",
      evidence: first == last
        ? [log.evidence(first)] : [log.evidence(first), log.evidence(last)],
      change: change)
  }
}

extension SaidChange {
  /// The series of its signal.
  var series: String {
    switch kind {
    case .stopped: "lines like " + text
    case .answered: "answers of \(operation) with \(text)"
    case .constant, .marked: "\(text) in answers of \(operation)"
    case .stalled where text.isEmpty: "the same latency of \(operation)"
    case .stalled: operation.isEmpty ? text : "\(text) in lines like \(operation)"
    }
  }
}

extension Incident {
  /// The same told as answers or numbers that changed: nothing of it failed.
  ///
  /// - Parameter calls: answers meanwhile, where not all were looked at.
  func told(as change: SaidChange, calls: Int) -> Incident {
    var told = self
    told.said = change
    var refs: [OperationRef] = []
    for ref in operations where !refs.contains(ref) { refs.append(ref) }
    told.operations = refs
    told.impact.failures = 0
    told.impact.units = []
    if change.kind != .answered {
      // A sample says nothing of how many there were, and who they were.
      told.impact.attempts = max(calls, change.answers)
      told.impact.users = nil
      told.impact.concentration = []
      told.impact.basis = calls > 0 ? .estimated : .atLeast
      if change.kind == .stalled { told.impact.counted = .lines }
    }
    var counts: [ImpactCounts.OperationCount] = []
    for one in impact.byOperation where !counts.contains(where: { $0.operation == one.operation }) {
      var one = one
      one.failures = 0
      if change.kind != .answered, one.operation == refs.first {
        one.attempts = told.impact.attempts
      }
      counts.append(one)
    }
    told.impact.byOperation = counts
    for at in told.impact.byLayer.indices {
      told.impact.byLayer[at].failures = 0
      if change.kind != .answered { told.impact.byLayer[at].attempts = told.impact.attempts }
    }
    for at in told.signals.indices where told.signals[at].isOwn {
      told.signals[at].kind = change.kind == .stalled ? .stall : .contentFault
      told.signals[at].series = change.series
      told.signals[at].change = change
    }
    return told
  }
}
