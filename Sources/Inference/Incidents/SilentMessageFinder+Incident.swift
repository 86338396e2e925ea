import LogModel
import Signals

extension SilentMessageFinder {
  /// The incident of one group; `nil` where no later line shows that the service went on.
  func incident(of group: Group) -> Incident? {
    let log = words.log
    let anchor = group.anchor
    let statement = words.changes.log.statements[anchor.statement]
    let service = statement.service
    let novel = group.members.filter { $0.kind == .novel && words.service($0) == service }
      .min { $0.mark.nanoseconds < $1.mark.nanoseconds }
    let wait = Int64(min(1e9, 3 * anchor.usualGap) * 1e9)
    let (overdue, overflows) = anchor.mark.nanoseconds.addingReportingOverflow(wait)
    let missed = firstLine(
      of: service, from: min(overflows ? .max : overdue, anchor.other?.nanoseconds ?? .max))
    let replaced = group.members.filter { $0.kind == .novel }.map(\.mark)
      .filter { $0.nanoseconds > anchor.mark.nanoseconds }.min(by: EventRef.precedes)
    guard let shown = [missed, replaced].compactMap({ $0 }).min(by: EventRef.precedes),
      let last = lastLine(of: service, before: anchor.other?.nanoseconds ?? .max)
    else { return nil }
    let maker = bounds(of: group, shown: shown, isReplaced: shown == replaced)
    let onset = maker.onset
    let end = anchor.other.map { back in
      maker.end(last: last, back: back, gap: anchor.usualGap)
    }
    let ref = OperationRef(service: service, operation: statement.shown, name: nil)
    let hold = anchor.other.map { resolution(of: statement, from: $0) }
    let signals = ([anchor] + group.members).map {
      words.signal($0, isOwn: $0.statement == anchor.statement)
    }
    let state: Incident.State =
      hold.map { $0.confirmedAt == nil ? .recovered : .resolved } ?? .ongoing
    let message = SilentMessage(
      service: service, text: statement.shown,
      usualPerMinute: Rounding.significant(anchor.perMinute),
      instead: novel.map { words.changes.log.statements[$0.statement].shown })
    var incident = IncidentBuilder.incident(
      .silentMessage(message), of: [ref], state: state,
      onset: onset, end: end, lastBad: log.evidence(last), resolution: hold,
      phases: [
        Phase(
          lastGoodBefore: log.evidence(anchor.mark), firstBad: log.evidence(shown),
          lastBad: log.evidence(last),
          firstGoodAfter: anchor.other.map(log.evidence), failures: 0, attempts: 0)
      ], impact: Self.nothingHit(in: service),
      baseline: log.range.map { BaselineSpan(range: $0, basis: .sameLog) },
      signals: Self.ranked(signals))
    let until = end?.latest?.time ?? log.range?.to ?? log.evidence(last).time
    let came = statement.count(from: .min, to: .max)
    incident.reasoning = Reasoning(
      believed: Reasoning.Candidate(
        symptom: incident.symptom, operation: ref, failure: "",
        from: log.evidence(anchor.mark).time,
        to: until, attempts: 0, failures: 0, usualAttempts: came, usualFailures: 0, usualRatio: 0,
        history: nil, evidence: group.evidence, stretches: 1,
        cellSeconds: words.changes.width),
      start: .bracket, end: end == nil ? .unknown : .bracket, rivals: [])
    return incident
  }

  private static func nothingHit(in service: String) -> ImpactCounts {
    ImpactCounts(
      attempts: 0, failures: 0, basis: .counted, users: nil, units: [], byOperation: [],
      byLayer: [], measuredAt: (service, .service, .loggedTheLines),
      counted: .lines)
  }

  private func bounds(
    of group: Group, shown: EventRef, isReplaced: Bool
  ) -> SilenceBounds {
    let statement = words.changes.log.statements[group.anchor.statement]
    let cells = words.changes.log.cells(of: statement, width: words.changes.width).count
    return SilenceBounds(
      log: words.log, last: group.anchor.mark, shown: shown, isReplaced: isReplaced,
      gap: group.anchor.usualGap,
      confidence: group.evidence >= 12 ? .high : group.evidence >= 6 ? .medium : .low,
      basis: BoundaryBasis(
        .message(lines: statement.count, cells: cells), nats: group.evidence))
  }

  /// The incident's own first, then the others in order of time.
  private static func ranked(_ signals: [Signal]) -> [Signal] {
    signals.filter(\.isOwn)
      + signals.filter { !$0.isOwn }.sorted {
        ($0.from, $0.series.text) < ($1.from, $1.series.text)
      }
  }

  private func resolution(of statement: LogMessage, from good: EventRef) -> Resolution {
    let marks = statement.cells.flatMap { [$0.lines.first, $0.lines.last].compactMap { $0 } }
      .filter { $0.nanoseconds >= good.nanoseconds }
    return IncidentBuilder.resolution(
      from: good, marks, in: words.log, requiredSeconds: settings.resolveAfterSeconds
    ) { until in statement.count(from: good.nanoseconds, to: until) }
  }
}

/// Where a silence of lines began and ended, with its brackets.
struct SilenceBounds {
  let log: LogView
  /// The last line before it.
  let last: EventRef
  /// The first line that shows it: one that came where others were overdue, or in their place.
  let shown: EventRef
  let isReplaced: Bool
  /// Seconds that usually pass from one such line to the next.
  let gap: Double
  let confidence: Boundary.Confidence
  let basis: BoundaryBasis

  var onset: Boundary {
    let (low, high) = (log.evidence(last), log.evidence(shown))
    let length = high.time.seconds(since: low.time)
    let into = isReplaced ? length / 2 : min(length, gap / 2)
    return Boundary(
      earliest: low, latest: high,
      estimate: within(low, high, log.timestamp(log.seconds(low.time) + into)),
      interval: TimeRange(from: low.time, to: high.time), shape: .step, confidence: confidence,
      basis: basis)
  }

  /// - Parameters:
  ///   - last: the last other line of the silence.
  ///   - back: the first line that came again.
  func end(last: EventRef, back: EventRef, gap: Double) -> Boundary {
    let (low, high) = (log.evidence(last), log.evidence(back))
    let estimate = max(log.seconds(low.time), log.seconds(high.time) - gap / 2)
    return Boundary(
      earliest: low, latest: high, estimate: within(low, high, log.timestamp(estimate)),
      interval: TimeRange(from: min(low.time, high.time), to: high.time), shape: .step,
      confidence: confidence, basis: basis)
  }

  /// Seconds from the origin hold no stamp to its last digit.
  private func within(
    _ low: EvidencePoint, _ high: EvidencePoint, _ moment: Timestamp
  ) -> Timestamp {
    max(low.time, min(high.time, moment))
  }
}
