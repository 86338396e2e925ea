import LogModel
import Signals

/// Words a detector's runs as signals of a report.
struct SignalMaker {
  let log: WatchedLog

  func signal(
    of operation: FailingOperation, onset: Boundary, ended: EvidencePoint?, before: Double,
    within: Double, hasDependency: Bool
  ) -> Signal? {
    guard let first = operation.failures.first, let last = operation.failures.last else {
      return nil
    }
    return Signal(
      kind: hasDependency ? .dependencyFailure : .errorBurst,
      series: "\(operation.timeline.ref.operation) failures",
      from: onset.latest?.time ?? first.time,
      to: ended?.time, onset: onset.interval, baseline: Self.rounded(before),
      observed: Self.rounded(within), unit: "ratio",
      evidence: [log.evidence(first), log.evidence(last)], isOwn: true)
  }

  /// A burst of lines, `lines like X` or `error lines`.
  func signal(ofLines run: FailureRun, isOwn: Bool) -> Signal? {
    let lines = log.operations[run.operation]
    let marks = lines.failureMarks(run.signatures).filter { mark in
      let at = log.seconds(mark.time)
      return at >= run.from - 0.001 && at <= run.to + 0.001
    }
    guard let rate = run.rate, let first = marks.first, let last = marks.last else { return nil }
    let message =
      run.signatures.count == 1
      ? run.signatures.first.flatMap { lines.signatures[$0].message } : nil
    let onset = run.run.onset
    let low = min(onset.low, onset.high, log.seconds(first.time))
    return Signal(
      kind: .errorBurst, series: message.map { Self.linesLike + $0 } ?? Self.errorLines,
      from: first.time, to: run.run.reachesLastCell ? nil : last.time,
      onset: TimeRange(
        from: min(log.timestamp(low), first.time), to: max(first.time, log.timestamp(onset.high))),
      baseline: Self.rounded(rate.before), observed: Self.rounded(rate.within),
      unit: "per_minute",
      evidence: first == last
        ? [log.evidence(first)] : [log.evidence(first), log.evidence(last)],
      isOwn: isOwn)
  }

  /// Calls that took long: half of them so many milliseconds at least, usually and then.
  func signal(ofSlow run: FailureRun, isOwn: Bool) -> Signal? {
    let timeline = log.operations[run.operation]
    let marks = timeline.failureMarks([0]).filter { mark in
      let at = log.moment(mark, of: timeline)
      return at >= run.from - 0.001 && at <= run.to + 0.001
    }
    guard let slowness = run.slowness, let first = marks.first, let last = marks.last else {
      return nil
    }
    let onset = run.run.onset
    return Signal(
      kind: .latencyShift, series: "\(timeline.ref.operation) latency",
      from: first.time, to: run.run.reachesLastCell ? nil : last.time,
      onset: TimeRange(
        from: log.timestamp(min(onset.low, onset.high)),
        to: log.timestamp(max(onset.low, onset.high))),
      baseline: slowness.usualMilliseconds, observed: slowness.seenMilliseconds, unit: "ms",
      evidence: first == last
        ? [log.evidence(first)] : [log.evidence(first), log.evidence(last)],
      isOwn: isOwn)
  }

  /// Requests that did not come, with the first and the last of the others meanwhile.
  func signal(
    ofAbsence run: FailureRun, of operation: FailingOperation, ended: EvidencePoint?
  ) -> Signal? {
    guard let absence = run.absence, let first = operation.failures.first,
      let last = operation.failures.last
    else { return nil }
    return Signal(
      kind: absence.isSilence ? .silence : .requestDrop,
      series: "\(operation.timeline.ref.operation) requests", from: first.time,
      to: ended?.time,
      onset: TimeRange(
        from: min(first.time, log.timestamp(run.run.onset.low)), to: first.time),
      baseline: absence.usualPerMinute, observed: SignalMaker.rounded(absence.seenPerMinute),
      unit: "per_minute",
      evidence: [log.evidence(first), log.evidence(last)], isOwn: true)
  }

  private static let linesLike = "lines like "
  private static let errorLines = "error lines"

  /// - Parameter isPrincipal: this series tells the change; others of the same time are detail.
  func signal(of run: ArrivalRun, isPrincipal: Bool) -> Signal {
    let kind: Signal.Kind =
      switch run.run.direction {
      case .rise where run.isDeclined: .errorBurst
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
      baseline: Self.rounded(run.run.baselinePerMinute),
      observed: Self.rounded(run.run.observedPerMinute), unit: "per_minute",
      evidence: evidence(of: run), isPrincipal: isPrincipal)
  }

  /// The first request of the run and its last, as far as they were kept.
  private func evidence(of run: ArrivalRun) -> [EvidencePoint] {
    let windows = run.operations.map {
      SlotWindow(timeline: log.operations[$0], origin: log.origin)
    }
    let from = run.run.onset.estimate
    let inside = windows.compactMap {
      $0.ends(from: from, to: run.to ?? .infinity, withGood: !run.isDeclined)
    }
    guard let first = inside.map(\.first).min(by: EventRef.precedes),
      let last = inside.map(\.last).max(by: EventRef.precedes)
    else {
      // A silence has no request inside: the last before it stands for it.
      return windows.compactMap { $0.last(before: from, withGood: !run.isDeclined) }
        .max(by: EventRef.precedes).map { [log.evidence($0)] } ?? []
    }
    return first == last ? [log.evidence(first)] : [log.evidence(first), log.evidence(last)]
  }

  /// The nearest whole number, held to 1e15 either way: counts and rates of hostile tallies lead to
  /// more than a whole number holds.
  static func count(_ value: Double) -> Int {
    Int(exactly: min(1e15, max(-1e15, value)).rounded()) ?? 0
  }

  /// Four significant digits: more would claim what counts cannot hold.
  static func rounded(_ value: Double) -> Double {
    guard value.isFinite, value != 0 else { return 0 }
    var scale = 1.0
    var rest = abs(value)
    while rest < 1000, scale < 1e9 {
      rest *= 10
      scale *= 10
    }
    return (value * scale).rounded() / scale
  }
}

extension [ArrivalRun] {
  /// Of runs of one direction that overlap, the index of the one to tell: the most evident, and
  /// of nearly equal ones the broadest.
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
      let chosen = near.max { a, b in
        (self[a].breadth, self[a].run.evidence, b) < (self[b].breadth, self[b].run.evidence, a)
      }
      if let chosen { principals.insert(chosen) }
    }
    return principals
  }
}
