import LogModel
import Signals

extension IncidentDraft {
  /// The incident as the logs alone show it.
  func incident() -> Incident {
    let counter = ImpactCounter(log: log, stretches: countedStretches)
    let counts = counter.counts(of: principal, with: others, measuredAt: countedAtAll)
    var impact = counter.impact(of: principal, counts)
    note(&impact, counter)
    let subject = subject
    let resolution = resolution(of: subject)
    let course = failureCourse
    let whole = extentCourse(course)
    let arrivalSignals = signals()
    let own = counts.byOperation.first.map { ($0.failures, $0.attempts) } ?? (0, 0)
    var incident = IncidentBuilder.incident(
      principalRun.symptom.hitting(counts.failures), of: refs, state: state(resolution),
      onset: whole.onset, end: whole.end, lastBad: whole.last, resolution: resolution,
      phases: phases.map { phase($0, of: subject, impact) }, impact: impact, baseline: baseline,
      signals: (ownSignals(own) + arrivalSignals.map(\.signal) + words).sorted {
        ($0.from, $0.series.text) < ($1.from, $1.series.text)
      })
    incident.dependencies = dependencies
    incident.signatures = summaries
    incident.isPartial = isPartial
    incident.subject = subject
    if parts.count > 1, let first = phases.first, let last = phases.last {
      incident.firstOperation = parts[first.firstOf].operation.timeline.ref
      incident.lastOperation = parts[last.lastOf].operation.timeline.ref
      incident.recoveredOperation = parts[last.goodOf].operation.timeline.ref
    }
    incident.ratioBefore = ratioBefore(of: subject)
    incident.ratioWithin = Rounding.significant(incident.share?.ratio ?? 0)
    incident.correlations = arrivalSignals.compactMap(\.correlation)
    incident.series = PlotMaker(log: log).series(
      of: principal, from: whole.onset.earliest?.time ?? first.time,
      to: whole.end?.latest?.time ?? whole.last.time)
    (incident.slowBefore, incident.slowAfter) = (slowCalls(slowBefore), slowCalls(slowAfter))
    if slowBefore != nil || slowAfter != nil { incident.failures = course }
    incident.reasoning = reasoning
    incident.recurrence = recurrence
    return incident
  }

  /// Each operation once, the principal one first.
  private var refs: [OperationRef] {
    let own = principal.timeline.ref
    let whole =
      ImpactRule(principalRun.symptom).hitsService
      ? log.requests.map(\.ref).filter { $0.service == own.service } : []
    return (([principal] + others).map(\.timeline.ref) + whole).uniqued()
  }

  /// What the incident is about, and the bursts of lines beside it.
  private func ownSignals(_ own: (failures: Int, attempts: Int)) -> [Signal] {
    let maker = SignalMaker(log: log)
    let rule = BoundaryRule(principalRun.symptom)
    let told =
      rule.areLines || rule.areTimedByBegin
      ? maker.signal(of: principalRun, isOwn: true)
      : rule.areWitnesses
        ? maker.signal(ofMissing: principalRun, of: principal, ended: end)
        : maker.signal(
          of: principalRun, principal, onset: onset, ended: end,
          before: ratioBefore(of: .operation(principal.timeline.ref)),
          within: Double(own.failures) / Double(max(1, own.attempts)),
          hasDependency: !dependencies.isEmpty)
    return [told].compactMap { $0 } + lineSignals
      + slow.compactMap { maker.signal(of: $0, isOwn: ownSlow.contains($0.series)) }
      + contents.compactMap { maker.signal(of: $0, isOwn: false) }
  }

  /// Bursts of lines: those beside the incident, and its own.
  var lineSignals: [Signal] {
    let maker = SignalMaker(log: log)
    return lines.compactMap { maker.signal(of: $0, isOwn: false) }
  }

  /// Slow calls and requests that did not come, beside those that failed.
  private func note(_ impact: inout ImpactCounts, _ counter: ImpactCounter) {
    impact.missing = missing
    let own = slow.first { $0.series.operation == principal.timeline.id }
    guard let own, case .slowCalls(let slowness) = own.symptom else { return }
    let view = FailingOperation(
      own.timeline, own.symptom, risen: [0], spans: [own.from...max(own.from, own.to)],
      others: [], origin: log.origin)
    impact.degraded = (counter.count(view).failures, slowness.thresholdMilliseconds)
  }

  /// Requests that never came: by the others' rate or the history where the incident is about
  /// that, else by the history alone.
  private var missing: ImpactCounts.Missing? {
    if case .missing(let absence) = ImpactRule(principalRun.symptom).loss {
      return ImpactCounts.Missing(
        low: absence.low, high: absence.high,
        baselinePerMinute: Rounding.significant(absence.baselinePerMinute),
        seconds: absence.seconds,
        history: absence.history, seen: nil)
    }
    let spans = countedStretches.map {
      log.seconds(nanoseconds: $0.lowerBound)...log.seconds(nanoseconds: $0.upperBound)
    }
    let measured = ImpactCounter.measured([principal] + others, at: countedAtAll).map(\.timeline)
    return MissingRequestEstimate(of: measured, over: spans, in: log)?.missing
  }

  /// What it could not reach, as far as its evidence names it.
  var dependencies: [String] { NamedDependencies(draft: self).all }

  var summaries: [FailureSignatureSummary] {
    var summaries: [(rank: Int, summary: FailureSignatureSummary)] = []
    for operation in [principal] + others {
      for index in operation.signatures.sorted() {
        let key = operation.timeline.signatures[index]
        let count = operation.timeline.failureMarkCount(of: index)
        let failures = max(count, operation.timeline.failures(of: index))
        summaries.append(
          (
            summaries.count,
            FailureSignatureSummary(
              operation: operation.timeline.ref, status: key.status, message: key.message,
              failures: failures)
          ))
      }
    }
    return summaries.sorted { ($1.summary.failures, $0.rank) < ($0.summary.failures, $1.rank) }
      .map(\.summary)
  }

  private func phase(
    _ found: FoundPhase, of subject: IncidentSubject, _ impact: ImpactCounts
  ) -> Phase {
    let counter = ImpactCounter(
      log: log, stretches: [found.firstBad.nanoseconds...found.lastBad.nanoseconds])
    let counted = counted(for: subject, parts[found.firstOf].operation).map(counter.count)
    var phase = Phase(
      lastGoodBefore: found.lastGoodBefore.map(log.evidence),
      firstBad: log.evidence(found.firstBad), lastBad: log.evidence(found.lastBad),
      firstGoodAfter: found.firstGoodAfter.map(log.evidence),
      failures: counted.reduce(0) { $0 + $1.failures },
      attempts: counted.reduce(0) { $0 + $1.attempts })
    if case .operation = subject, parts.count > 1 {
      phase.operation = parts[found.firstOf].operation.timeline.ref
    }
    return phase
  }

  /// The operations that a number about the subject is counted at: all of a service, or one.
  private func counted(
    for subject: IncidentSubject, _ one: FailingOperation
  ) -> [FailingOperation] {
    switch subject {
    case .operation: [one]
    case .service, .services: ImpactCounter.measured([principal] + others, at: countedAtAll)
    }
  }

  /// The hold that followed, until own failures return or the log ends.
  private func resolution(of subject: IncidentSubject) -> Resolution? {
    guard let phase = slowAfter?.phase ?? phases.last, let good = phase.firstGoodAfter else {
      return nil
    }
    let whole = parts.filter { !$0.isPartial }.flatMap(\.operation.failures)
    let nextFailure =
      isPartial
      ? nil
      : whole.lazy.map(\.nanoseconds).filter { $0 > good.nanoseconds && $0 > last.nanoseconds }
        .min()
    let counted = counted(for: subject, principal)
    // Of each operation what is asked for: what confirms that it holds, and the last event.
    let hold = counted.flatMap { one -> [EventRef] in
      let marks = one.successes
      let from = marks.firstIndex(from: good.nanoseconds)
      let held = marks[from..<max(from, marks.firstIndex(from: nextFailure ?? .max))]
      let confirming = held.first {
        $0.time.seconds(since: good.time) >= settings.resolveAfterSeconds
      }
      return [confirming, held.last].compactMap { $0 }
    }
    return IncidentBuilder.resolution(
      from: good, hold.inOrder(), in: log, requiredSeconds: settings.resolveAfterSeconds
    ) { until in
      counted.reduce(0) { $0 + successes(of: $1, from: good.nanoseconds, to: until) }
    }
  }

  private func successes(of operation: FailingOperation, from: Int64, to: Int64) -> Int {
    let timeline = operation.timeline
    let width = timeline.reach * 1_000_000_000
    return timeline.slots.reduce(0) { sum, slot in
      let start = slot.start * timeline.width * 1_000_000_000
      guard start + width > from, start <= to else { return sum }
      return sum
        + timeline.successes(of: slot).reduce(0) { inner, cell in
          let inside = cell.countMarks { from <= $0.nanoseconds && $0.nanoseconds <= to }
          return inner + (inside == cell.keptCount ? cell.count : inside)
        }
    }
  }

  /// Failing at the log's end is ongoing; attempts that cease while the log goes on leave the
  /// end unknown.
  private func state(_ resolution: Resolution?) -> Incident.State {
    if let resolution { return resolution.confirmedAt == nil ? .recovered : .resolved }
    guard let logEnd = log.range?.to else { return .ongoing }
    let first = stretches.last?.first ?? first
    let last = extents.last?.last ?? last
    let attempts = principal.failures.filter { $0.nanoseconds >= first.nanoseconds }.count
    let length = last.time.seconds(since: first.time)
    let usualGap = attempts > 1 ? length / Double(attempts - 1) : 60
    return logEnd.seconds(since: last.time) <= max(300, 5 * usualGap) ? .ongoing : .endUnknown
  }

  /// Failures per attempt before it; 0 where none of them occur at any other time.
  private func ratioBefore(of subject: IncidentSubject) -> Double {
    guard isPartial else { return 0 }
    if case .operation = subject { return Rounding.significant(principalRun.run.baselineRatio) }
    guard !parts.contains(where: \.isCompanion) else {
      return Rounding.significant(principalRun.run.baselineRatio)
    }
    let before = parts.map { ($0.run.baselineFailures, $0.run.baselineAttempts) }
    let attempts = before.reduce(0) { $0 + $1.1 }
    return Rounding.significant(Double(before.reduce(0) { $0 + $1.0 }) / Double(max(1, attempts)))
  }

  private var baseline: BaselineSpan? {
    if let known = principalRun.historyRange {
      return BaselineSpan(range: known, basis: .history)
    }
    guard let range = log.range else { return nil }
    return BaselineSpan(
      range: range, basis: principalRun.baselineBasis == .assumed ? .assumed : .sameLog)
  }

  /// The silence that the incident is about, as a series of its own or of more operations saw it.
  private func isOwnSilence(_ run: TrafficChange) -> Bool {
    guard BoundaryRule(principalRun.symptom).areWitnesses,
      run.run.direction != .rise || isItsEnd(run)
    else { return false }
    let own = principal.timeline.ref.service
    if ImpactRule(principalRun.symptom).hitsService, run.service == own { return true }
    return run.operations.contains { operation in
      ([principal] + others).contains { operation.id == $0.timeline.id }
    }
  }

  /// That what was silent came again looks like a rise, where it was silent for long.
  private func isItsEnd(_ run: TrafficChange) -> Bool {
    guard let end else { return false }
    return abs(run.from - log.seconds(end.time)) <= Self.endSlackSeconds
  }

  private static let endSlackSeconds = 120.0

  private func signals() -> [(signal: Signal, correlation: Correlation?)] {
    let requests = nearbyArrivals.filter { !$0.isRejected && !isOwnSilence($0) }
    let nearby = requests + nearbyArrivals.filter(\.isRejected)
    let principals = requests.principals()
    let maker = SignalMaker(log: log)
    let finder = CorrelationFinder(log: log)
    return nearby.enumerated().map { index, run in
      if run.isRejected { return (maker.signal(of: run, isPrincipal: true), nil) }
      let isPrincipal = principals.contains(index)
      let correlation =
        isPrincipal && run.run.direction == .rise
        ? finder.correlation(
          failures: failuresOnset, end: failuresEnd,
          named: .failures(principal.timeline.ref),
          failing: [principal] + others, spike: run) : nil
      return (maker.signal(of: run, isPrincipal: isPrincipal), correlation)
    }
  }
}
