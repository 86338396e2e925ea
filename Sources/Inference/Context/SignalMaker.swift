import LogModel
import Signals

/// Words a detector's runs as signals of a report.
struct SignalMaker {
  let log: LogView

  /// What an incident is about, by its boundaries.
  func signal(
    of finding: Finding, _ operation: FailingOperation, onset: Boundary, ended: CitedEvent?,
    before: Double, within: Double, hasDependency: Bool
  ) -> Signal? {
    guard let first = operation.failures.first, let last = operation.failures.last else {
      return nil
    }
    let kind = finding.measure.kind
    return Signal(
      kind: kind == .errorBurst && hasDependency ? .dependencyFailure : kind,
      series: finding.measure.series, from: onset.latest?.time ?? first.time,
      to: ended?.time, onset: onset.interval, baseline: Rounding.significant(before),
      observed: Rounding.significant(within), unit: "ratio",
      evidence: [log.evidence(first), log.evidence(last)], isOwn: true, symptom: finding.symptom)
  }

  /// A finding by its own bad events; `nil` where none of them were kept.
  ///
  /// - Parameter isOwn: an incident is about it; else it stands beside one.
  func signal(of finding: Finding, isOwn: Bool) -> Signal? {
    let (timeline, measure) = (finding.timeline, finding.measure)
    let marks = timeline.failureMarks(finding.signatures).filter { mark in
      let at = log.moment(mark, of: timeline)
      return at >= finding.from - 0.001 && at <= finding.to + 0.001
    }
    guard let first = marks.first, let last = marks.last else { return nil }
    let onset = finding.run.onset
    var low = log.timestamp(min(onset.low, onset.high))
    var high = log.timestamp(max(onset.low, onset.high))
    // Calls count from their begin, which their line does not bound.
    if !timeline.isTimedByBegin {
      low = min(first.time, low)
      high = max(first.time, high)
    }
    return Signal(
      kind: measure.kind, series: measure.series, from: first.time,
      to: finding.run.reachesLastCell ? nil : last.time, onset: TimeRange(from: low, to: high),
      baseline: Rounding.significant(measure.baseline),
      observed: Rounding.significant(measure.observed),
      unit: measure.unit,
      evidence: first == last
        ? [log.evidence(first)] : [log.evidence(first), log.evidence(last)],
      isOwn: isOwn, symptom: finding.symptom)
  }

  /// Requests that did not come, with the first and the last of the others meanwhile.
  func signal(
    ofMissing finding: Finding, of operation: FailingOperation, ended: CitedEvent?
  ) -> Signal? {
    guard let first = operation.failures.first, let last = operation.failures.last else {
      return nil
    }
    let measure = finding.measure
    var signal = Signal(
      kind: measure.kind, series: measure.series, from: first.time, to: ended?.time,
      onset: TimeRange(
        from: min(first.time, log.timestamp(finding.run.onset.low)), to: first.time),
      baseline: Rounding.significant(measure.baseline),
      observed: Rounding.significant(measure.observed),
      unit: measure.unit, evidence: [log.evidence(first), log.evidence(last)], isOwn: true,
      symptom: finding.symptom)
    if case .lines(_, let service) = measure.series { signal.service = service }
    return signal
  }

  /// - Parameter isPrincipal: this series tells the change; others of the same time are detail.
  func signal(of run: TrafficChange, isPrincipal: Bool) -> Signal {
    let kind: Signal.Kind =
      switch run.run.direction {
      case .rise where run.isRejected: .errorBurst
      case .rise: .requestSpike
      case .drop: .requestDrop
      case .silence: .silence
      }
    let onset = run.run.onset
    return Signal(
      kind: kind, series: run.series, from: log.timestamp(run.from),
      to: run.to.map(log.timestamp),
      onset: TimeRange(
        from: log.timestamp(min(onset.low, onset.high)),
        to: log.timestamp(max(onset.low, onset.high))),
      baseline: Rounding.significant(run.run.baselinePerMinute),
      observed: Rounding.significant(run.run.observedPerMinute), unit: "per_minute",
      evidence: evidence(of: run), isPrincipal: isPrincipal)
  }

  /// The first request of the run and its last, as far as they were kept.
  private func evidence(of run: TrafficChange) -> [CitedEvent] {
    let windows = run.operations.map { SlotWindow(timeline: $0, origin: log.origin) }
    let from = run.run.onset.estimate
    let inside = windows.compactMap {
      $0.ends(from: from, to: run.to ?? .infinity, withGood: !run.isRejected)
    }
    guard let first = inside.map(\.first).min(by: EventRef.precedes),
      let last = inside.map(\.last).max(by: EventRef.precedes)
    else {
      // A silence has no request inside: the last before it stands for it.
      return windows.compactMap { $0.last(before: from, withGood: !run.isRejected) }
        .max(by: EventRef.precedes).map { [log.evidence($0)] } ?? []
    }
    return first == last ? [log.evidence(first)] : [log.evidence(first), log.evidence(last)]
  }
}

extension [TrafficChange] {
  /// Of runs of one direction that overlap, the index of the one to tell: the most evident, and
  /// of nearly equal ones the broadest. A method goes before its operations only where several of
  /// these changed: one that explains it is named.
  func principals() -> Set<Int> {
    var principals: Set<Int> = []
    var seen: Set<Int> = []
    for index in indices where !seen.contains(index) {
      let peers = indices.filter { other in
        self[other].run.direction == self[index].run.direction
          && self[other].service == self[index].service
          && self[other].from <= self[index].to ?? .infinity
          && self[index].from <= self[other].to ?? .infinity
      }
      seen.formUnion(peers)
      let best = peers.map { self[$0].run.evidence }.max() ?? 0
      let near = peers.filter { self[$0].run.evidence >= 0.8 * best }
      let isOneOperation = near.count { self[$0].breadth == 0 } == 1
      let rank = { (at: Int) in self[at].breadth == 1 && isOneOperation ? -1 : self[at].breadth }
      let chosen = near.max { a, b in
        (rank(a), self[a].run.evidence, b) < (rank(b), self[b].run.evidence, a)
      }
      if let chosen { principals.insert(chosen) }
    }
    return principals
  }
}
