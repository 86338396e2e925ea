import Events
import Inference
import LogModel

/// Tells one incident: its rows in time order, and its facts with their citations.
struct ReportAssembler {
  private let incident: Incident
  private let id: String
  private let logsEnd: Timestamp?

  init(_ incident: Incident, id: String, logsEnd: Timestamp?) {
    self.incident = incident
    self.id = id
    self.logsEnd = logsEnd
  }

  /// The incident as a report holds it. Rows are cited first, so that the numbers follow the
  /// timeline; facts that rest on other lines come after.
  func told(citing book: inout CitationBook) -> ReportedIncident {
    let timeline = rows(citing: &book)
    let start = incident.onset
    let impactStart = boundary(start, at: incident.firstFailure.time, citing: &book)
    let detected = detection(citing: &book)
    let impactEnd = incident.end.map { end in
      boundary(
        end, at: end.latest?.time ?? end.earliest?.time ?? end.estimate, citing: &book)
    }
    let context = ContextAssembler(incident: incident)
    var told = ReportedIncident(
      id: id, title: IncidentTitle.text(of: incident), state: incident.state,
      operations: incident.operations, dependencies: incident.dependencies,
      propagation: context.propagation(citing: &book), impactStart: impactStart,
      detectable: incident.detectable.map(\.reported),
      detected: detected,
      notified: incident.notified.map { event($0, citing: &book) },
      acknowledged: incident.acknowledged.map { event($0, citing: &book) },
      mitigations: mitigations(citing: &book), impactEnd: impactEnd,
      resolved: resolution(citing: &book), durations: Durations(of: incident),
      impact: incident.impact, baseline: incident.baseline,
      signals: incident.signals.map { signal($0, citing: &book) },
      correlations: incident.correlations, series: incident.series,
      factors: context.factors(citing: &book), timeline: timeline,
      notInEvidence: OpenQuestions(incident).all,
      reasoning: incident.reasoning, recurrence: incident.recurrence,
      lostOperationMinutes: incident.lostOperationMinutes, symptom: incident.symptom)
    told.links = incident.links.map { link in
      ReportedIncident.Link(
        key: link.key, address: ResponseRows.address(of: link, quoting: book),
        failures: link.failures, of: link.of, citations: book.cite(link.evidence))
    }
    told.onsets = Onsets(of: incident, citing: &book)
    let words = DurationWords(told, incident: incident)
    told.durations = words.durations
    told.measures = words.lines
    return told
  }

  private func rows(citing book: inout CitationBook) -> [TimelineRow] {
    let drafts =
      (incident.wording(logsEnd: logsEnd).rows + RecurrenceWords.rows(of: incident)
      + SignalRows(incident).all + EventRows(incident).all
      + ResponseRows(incident).all(quoting: book))
      .sorted(by: RowDraft.precedes)
    var firstOfKind: [String: Int] = [:]
    var rows: [TimelineRow] = []
    for draft in drafts {
      var repeated: Int?
      if let key = draft.repeatKey {
        repeated = firstOfKind[key]
        if repeated == nil { firstOfKind[key] = rows.count }
      }
      var row = TimelineRow(
        time: draft.time, until: draft.until, approximate: draft.approximate,
        kind: draft.kind, level: draft.level, source: draft.source, repeatOf: repeated,
        confidence: draft.confidence,
        text: repeated == nil ? draft.text : draft.repeatText ?? draft.text,
        citations: book.cite(draft.evidence, draft.support))
      row.tie = draft.tie
      rows.append(row)
    }
    mark(&rows, of: drafts)
    return rows
  }

  /// Marks what even the shortest draft tells: start, first page, end and recovery.
  private func mark(_ rows: inout [TimelineRow], of drafts: [RowDraft]) {
    let bounds = [incident.firstFailure, incident.end?.latest, incident.lastFailure]
    for at in rows.indices
    where rows[at].source == .logs && rows[at].level == .key && rows[at].kind != .failure {
      rows[at].isLandmark = bounds.contains(drafts[at].evidence)
    }
    if let page = rows.firstIndex(where: { $0.kind == .engineerNotified }) {
      rows[page].isLandmark = true
    }
  }

  func boundary(
    _ boundary: Boundary, at time: Timestamp, citing book: inout CitationBook
  ) -> ReportedBoundary {
    ReportedBoundary(
      time: time, earliest: boundary.earliest?.time, latest: boundary.latest?.time,
      estimate: boundary.estimate, interval: boundary.interval, shape: boundary.shape,
      confidence: boundary.confidence, basis: boundary.basis.words,
      citations: book.cite([boundary.earliest, boundary.latest].compactMap { $0 }))
  }

  private func detection(citing book: inout CitationBook) -> ReportedDetection {
    let found = incident.detection
    let exact = found.event.flatMap { $0.approximate ? nil : $0.time }
    let event = found.event.map { CitedEvent(time: $0.time, source: $0.source) }
    let points = [event ?? found.bound].compactMap { $0 }
    // What the logs show of somebody's acts bounds it from above alone.
    return ReportedDetection(
      status: found.status, time: points.first?.time, earliest: exact,
      latest: exact ?? found.bound?.time,
      by: found.observer, relation: found.relation, basis: found.basis.words,
      citations: book.cite(points), alerts: found.alerts)
  }

  private func event(_ row: EventRow, citing book: inout CitationBook) -> ReportedEvent {
    ReportedEvent(
      time: row.time, approximate: row.approximate, who: row.who, channel: row.channel,
      rule: row.rule, text: row.text,
      source: TimelineRow.Source(row.origin),
      citations: book.cite(CitedEvent(time: row.time, source: row.source)))
  }

  private func mitigations(
    citing book: inout CitationBook
  ) -> [ReportedIncident.Mitigation] {
    incident.mitigations.map { act in
      ReportedIncident.Mitigation(
        time: act.event.time, action: Self.action(act.event),
        effect: act.effect.map {
          .init(
            ratioBefore: Rounding.significant($0.ratioBefore),
            ratioAfter: Rounding.significant($0.ratioAfter))
        }, held: act.held,
        citations: book.cite(CitedEvent(time: act.event.time, source: act.event.source)))
    }
  }

  /// What somebody wrote of it; where that is nothing, what it was.
  private static func action(_ event: EventRow) -> String {
    event.text.isEmpty ? EventSentence(event).text.plain(in: .utc, on: event.time) : event.text
  }

  /// `nil` until the hold is met: good for a while is not resolved.
  private func resolution(citing book: inout CitationBook) -> ReportedResolution? {
    guard let hold = incident.resolution, let confirmed = hold.confirmedAt else { return nil }
    let successes = NumberWords.count(hold.successes, incident.wording().nouns.good)
    return ReportedResolution(
      time: hold.start.time, confirmedAt: confirmed.time, heldSeconds: hold.heldSeconds,
      successes: hold.successes,
      basis: "held for \(NumberWords.hold(hold.heldSeconds)) with \(successes); "
        + "\(NumberWords.hold(hold.requiredSeconds)) are asked for",
      citations: book.cite(hold.start, [confirmed]))
  }

  func signal(
    _ signal: Signal, citing book: inout CitationBook
  ) -> ReportedSignal {
    ReportedSignal(
      kind: signal.kind, series: signal.series, from: signal.from, to: signal.to,
      baseline: signal.baseline, observed: signal.observed, unit: signal.unit,
      service: signal.service, citations: book.cite(signal.evidence))
  }
}

extension AlertMoment {
  /// The same as a report has it, with what it rests on.
  fileprivate var reported: ReportedIncident.Detectable {
    ReportedIncident.Detectable(
      time: time, rule: rule, historySeconds: historySeconds, falseAlarms: falseAlarms,
      basis: "earliest point at which a reasonable alert would have fired; its threshold rests on "
        + "\(NumberWords.count(buckets, "bucket")) outside of incidents; \(history)")
  }
}

/// Tells what stands around an incident: the order of its services, and what may have
/// contributed.
struct ContextAssembler {
  let incident: Incident

  func propagation(citing book: inout CitationBook) -> [ReportedIncident.Propagation] {
    incident.propagation.map { step in
      ReportedIncident.Propagation(
        service: step.service, earliest: step.earliest?.time, latest: step.latest.time,
        interval: step.interval, rank: step.rank, via: step.via, attempts: step.attempts,
        failures: step.failures, isBelowBounds: step.isBelowBounds,
        citations: book.cite(step.latest, step.earliest.map { [$0] } ?? []))
    }
  }

  func factors(citing book: inout CitationBook) -> [ReportedIncident.Factor] {
    let nouns = incident.wording().nouns
    return incident.factors.map { factor in
      let words = FactorWords(factor: factor, nouns: nouns)
      return ReportedIncident.Factor(
        kind: words.kind, text: words.text, reason: words.reason,
        citations: book.cite(factor.evidence, factor.support))
    }
  }
}
