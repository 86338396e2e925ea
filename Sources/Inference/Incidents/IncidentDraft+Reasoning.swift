import LogModel

extension IncidentDraft {
  private static let rivalLimit = 12

  /// How its times were reached.
  var reasoning: Reasoning {
    let rivals = (group.runs.filter { !isPrincipal($0) } + lines)
      .sorted { ($1.run.evidence, $0.from) < ($0.run.evidence, $1.from) }
      .prefix(Self.rivalLimit).map { (judged: judged($0), reason: reason(against: $0)) }
    var reasoning = Reasoning(
      believed: judged(principalRun), start: ground(ofStart: true), end: ground(ofStart: false),
      rivals: Array(rivals))
    if let slowBefore {
      reasoning.startSignal = judged(slowBefore.part.run)
      reasoning.start = slowBefore.ground
    }
    if let slowAfter {
      reasoning.endSignal = judged(slowAfter.part.run)
      reasoning.end = slowAfter.phase.firstGoodAfter == nil ? .unknown : .posterior
    }
    return reasoning
  }

  private func isPrincipal(_ run: Finding) -> Bool {
    run.series == principalRun.series && run.signatures == principalRun.signatures
      && run.from == principalRun.from
  }

  private func judged(_ run: Finding) -> Reasoning.Candidate {
    let timeline = run.timeline
    let keys = run.signatures.sorted().map { timeline.signatures[$0] }
    let only = keys.count == 1 ? keys[0] : nil
    let words = [only?.status.map(String.init), only?.message].compactMap { $0 }
    return Reasoning.Candidate(
      symptom: run.symptom, operation: timeline.ref,
      failure: words.joined(separator: " "),
      from: log.timestamp(run.from), to: log.timestamp(run.to), attempts: run.run.attempts,
      failures: run.run.failures, baselineAttempts: run.baselineAttempts,
      baselineFailures: run.baselineFailures, baselineRatio: run.run.baselineRatio,
      history: run.usual,
      evidence: run.run.evidence, stretches: run.phases.count,
      cellSeconds: timeline.slots.allSatisfy(\.isExact) ? 0 : timeline.reach)
  }

  /// The rules of ``RunGroup/principal``, in their order.
  private func reason(against run: Finding) -> Reasoning.Reason {
    let rule = BoundaryRule(principalRun.symptom)
    if run.timeline.isOfLines, !rule.areLines {
      return .saysNoShare
    }
    if rule.goesByEvidence {
      return .lessEvidence
    }
    let most = group.runs.map(\.run.failures).max() ?? 0
    if Double(run.run.failures) < 0.8 * Double(most) {
      return .fewer(run.run.failures, than: most, areLines: rule.areLines)
    }
    if run.timeline.kind != .request, principal.timeline.kind == .request {
      return .clientsOwnLog
    }
    if run.run.attempts > principalRun.run.attempts {
      return .takesInMore(attempts: run.run.attempts)
    }
    if run.signatures.count > principalRun.signatures.count {
      return .severalFailuresTogether
    }
    return .saysTheSame
  }

  private func ground(ofStart isStart: Bool) -> Reasoning.Ground {
    if isStart ? onset.earliest == nil : end == nil { return .unknown }
    guard isPartial else { return .bracket }
    if isStart, onset.shape == .gradual { return .ramp }
    return isStart || principalRun.run.end != nil ? .posterior : .bracket
  }
}

extension SlowExtent.Side {
  /// What the start rests on, where it is of these.
  fileprivate var ground: Reasoning.Ground {
    if part.run.run.shape == .gradual { return .ramp }
    return part.isPartial ? .posterior : .bracket
  }
}
