import LogModel

/// Messages that first came, or came much more often, about when the failures began.
struct MessageFactors {
  let draft: IncidentDraft
  let incident: Incident

  /// So long before the first failure, and so long behind it, a message is told.
  private static let leadSeconds = 600.0
  private static let trailSeconds = 120.0
  private static let limit = 3
  /// Those before the first failure in front, each group by closeness.
  var all: [Factor] {
    let start = draft.first.time
    let near = incident.signals.compactMap { signal -> (signal: Signal, lead: Double)? in
      guard Self.isMessage(signal), !signal.isOwn, !signal.evidence.isEmpty else { return nil }
      let lead = start.seconds(since: signal.from)
      return lead <= Self.leadSeconds && lead >= -Self.trailSeconds ? (signal, lead) : nil
    }
    let ranked = near.sorted { a, b in
      if (a.lead < 0) != (b.lead < 0) { return a.lead >= 0 }
      return (a.lead.magnitude, a.signal.series.text) < (b.lead.magnitude, b.signal.series.text)
    }
    let told = ranked.prefix(Self.limit).compactMap { factor(of: $0.signal, $0.lead) }
    return told + (own.map { [$0] } ?? [])
  }

  /// Whether it is about what lines or responses say.
  private static func isMessage(_ signal: Signal) -> Bool {
    switch (signal.kind, signal.series) {
    case (.silence, _): false
    case (_, .lines), (_, .errorLines), (_, .responses): true
    default: false
    }
  }

  private func factor(of signal: Signal, _ lead: Double) -> Factor? {
    guard let first = signal.evidence.first else { return nil }
    return Factor(
      .signal(signal.series), .said(leadSeconds: lead, isNew: signal.baseline <= 0),
      evidence: first, support: Array(signal.evidence.dropFirst().prefix(1)))
  }

  /// The failures' own words, where they were said at no other time.
  private var own: Factor? {
    guard incident.symptom.isOfAttempts, draft.principal.strayFailures == 0,
      let message = incident.signatures.first(where: {
        $0.operation == draft.principal.timeline.ref
      })?.message, !message.isEmpty
    else { return nil }
    let marks = draft.principal.failures
    let isFirst = marks.allSatisfy {
      $0.nanoseconds >= draft.first.nanoseconds && $0.nanoseconds <= draft.last.nanoseconds
    }
    return Factor(
      .ownMessage(message), .saidInIncidents(isThisOneAlone: isFirst),
      evidence: draft.log.evidence(draft.first))
  }
}
