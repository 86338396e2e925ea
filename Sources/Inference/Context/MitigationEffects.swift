import Events
import LogModel

/// Tells what came of each mitigation: the share of failures before it and after it.
struct MitigationEffects {
  let draft: IncidentDraft
  let incident: Incident

  /// So far before and after an act its effect is looked for.
  private static let reach = 600.0
  /// A time from memory is good to the minute.
  private static let slack = 60.0

  /// The acts among an incident's events: what is called a mitigation, and what was rolled back
  /// or restarted while it was on.
  static func acts(of incident: Incident) -> [EventRow] {
    let start = incident.onset.earliest?.time ?? incident.begin
    let end = incident.end?.latest?.time
    return incident.events.filter { row in
      switch row.kind {
      case .mitigation: true
      case .rollback, .restart: row.time >= start && end.map { row.time <= $0 } ?? true
      default: false
      }
    }
  }

  /// The acts of an incident that an alert alone shows, of which nothing can be counted.
  static func uncounted(of incident: Incident) -> [MitigationAct] {
    acts(of: incident).map { MitigationAct(event: $0, effect: nil, held: nil) }
  }

  var all: [MitigationAct] {
    let acts = Self.acts(of: incident)
    return acts.enumerated().map { index, row in
      let effect = effect(
        of: row, since: index > 0 ? acts[index - 1].time : nil,
        until: index + 1 < acts.count ? acts[index + 1].time : nil)
      return MitigationAct(event: row, effect: effect, held: effect.flatMap { held(row, $0) })
    }
  }

  private func effect(
    of row: EventRow, since before: Timestamp?, until after: Timestamp?
  ) -> MitigationAct.Effect? {
    guard hasShare, let logEnd = draft.log.range?.to else { return nil }
    let slack = row.approximate ? Self.slack : 0
    let act = row.time
    let from =
      [before, incident.begin, act.advanced(bySeconds: -Self.reach)]
      .compactMap { $0 }.max() ?? act
    let to = [after, logEnd, act.advanced(bySeconds: Self.reach)].compactMap { $0 }.min() ?? act
    let early = act.advanced(bySeconds: -slack)
    let late = act.advanced(bySeconds: slack)
    guard from < early, late < to,
      let was = counts(from.nanoseconds...(early.nanoseconds - 1)),
      let became = counts(late.nanoseconds...to.nanoseconds)
    else { return nil }
    return MitigationAct.Effect(
      failedBefore: was.failed, attemptsBefore: was.attempts, failedAfter: became.failed,
      attemptsAfter: became.attempts, secondsBefore: early.seconds(since: from),
      secondsAfter: to.seconds(since: late))
  }

  /// Only attempts have a share: lines, lacks of requests and samples have none.
  private var hasShare: Bool {
    switch ImpactRule(draft.principalRun.symptom).bad {
    case .failures: !draft.principal.timeline.isOfLines
    case .slowCalls: true
    case .witnesses, .responses, .samples: false
    }
  }

  private func counts(_ stretch: ClosedRange<Int64>) -> (failed: Int, attempts: Int)? {
    let counter = ImpactCounter(log: draft.log, stretches: [stretch])
    let counted: [FailingOperation]
    switch draft.subject {
    case .operation: counted = [draft.principal]
    case .service, .services:
      counted = ImpactCounter.measured(
        [draft.principal] + draft.others, at: draft.countedAtAll)
    }
    let sums = counted.map(counter.count)
    let attempts = sums.reduce(0) { $0 + $1.attempts }
    return attempts > 0 ? (sums.reduce(0) { $0 + $1.failures }, attempts) : nil
  }

  /// Whether the failures fell with an act and did not return.
  private func held(_ row: EventRow, _ effect: MitigationAct.Effect) -> Bool? {
    guard effect.failedBefore > 0 else { return nil }
    guard effect.fell else { return false }
    if incident.phases.contains(where: { $0.firstBad.time > row.time }) { return false }
    return incident.end == nil ? nil : true
  }
}
