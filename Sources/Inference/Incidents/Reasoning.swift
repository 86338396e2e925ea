import LogModel

/// How the times of an incident were reached: which signal was believed, and which were not.
public struct Reasoning: Sendable {
  /// What a boundary rests on.
  public enum Ground: String, Sendable {
    /// Nothing is known between the two events around it.
    case bracket
    /// Failures among successes: where the model's path most likely changes level.
    case posterior
    /// The share rose slowly, and a line fits better than a step.
    case ramp
    /// It lies outside of the log.
    case unknown
  }

  /// A signal that was judged, and what the model made of it.
  public struct Judged: Sendable {
    /// What went wrong: what `failures` counts.
    public var symptom: Symptom
    public var operation: OperationRef
    /// `500 Failed to fulfill order at factory`; empty where several are counted together.
    public var failure: String
    public var from: Timestamp
    public var to: Timestamp
    public var attempts: Int
    public var failures: Int
    /// Outside of the run.
    public var usualAttempts: Int
    public var usualFailures: Int
    /// The share of failures that the model took for usual.
    public var usualRatio: Double
    /// What earlier logs say is usual, where it was held against that.
    public var history: UsualShare?
    /// Nats in favour of the run, after the price of one more incident.
    public var evidence: Double
    /// Stretches that were joined.
    public var stretches: Int
    /// Seconds of a cell; 0 where each event is one.
    public var cellSeconds: Int64
  }

  public var believed: Judged
  public var start: Ground
  public var end: Ground
  /// The others of the incident, strongest first, each with why it was not believed.
  public var rivals: [(judged: Judged, reason: String)]
}

extension IncidentDraft {
  private static let rivalLimit = 12

  /// How its times were reached.
  var reasoning: Reasoning {
    let rivals = (group.runs.filter { !isPrincipal($0) } + lines)
      .sorted { ($1.run.evidence, $0.from) < ($0.run.evidence, $1.from) }
      .prefix(Self.rivalLimit).map { (judged: judged($0), reason: reason(against: $0)) }
    return Reasoning(
      believed: judged(principalRun), start: ground(ofStart: true), end: ground(ofStart: false),
      rivals: Array(rivals))
  }

  private func isPrincipal(_ run: Finding) -> Bool {
    run.series == principalRun.series && run.signatures == principalRun.signatures
      && run.from == principalRun.from
  }

  private func judged(_ run: Finding) -> Reasoning.Judged {
    let timeline = run.timeline
    let keys = run.signatures.sorted().map { timeline.signatures[$0] }
    let only = keys.count == 1 ? keys[0] : nil
    let words = [only?.status.map(String.init), only?.message].compactMap { $0 }
    return Reasoning.Judged(
      symptom: run.symptom, operation: timeline.ref,
      failure: words.joined(separator: " "),
      from: log.timestamp(run.from), to: log.timestamp(run.to), attempts: run.run.attempts,
      failures: run.run.failures, usualAttempts: run.baselineAttempts,
      usualFailures: run.baselineFailures, usualRatio: run.run.baselineRatio,
      history: run.usual,
      evidence: run.run.evidence, stretches: run.phases.count,
      cellSeconds: timeline.slots.allSatisfy(\.isExact) ? 0 : timeline.reach)
  }

  /// The rules of ``RunGroup/principal``, in their order.
  private func reason(against run: Finding) -> String {
    let rule = BoundaryRule(principalRun.symptom)
    if run.timeline.isOfLines, !rule.areLines {
      return "lines say that something is wrong, not how often it failed"
    }
    if rule.goesByEvidence {
      return "has less evidence than the one believed"
    }
    let most = group.runs.map(\.run.failures).max() ?? 0
    if Double(run.run.failures) < 0.8 * Double(most) {
      let bad = rule.areLines ? "lines" : "failures"
      return "has \(run.run.failures) \(bad) where another has \(most)"
    }
    if run.timeline.kind != .request, principal.timeline.kind == .request {
      return "is a client's own log of calls that the service answers for"
    }
    if run.run.attempts > principalRun.run.attempts {
      return "its \(run.run.attempts) attempts take in more than what failed"
    }
    if run.signatures.count > principalRun.signatures.count {
      return "counts several failures together"
    }
    return "says the same as the one believed, which comes first by name or time"
  }

  private func ground(ofStart isStart: Bool) -> Reasoning.Ground {
    if isStart ? onset.earliest == nil : end == nil { return .unknown }
    guard isPartial else { return .bracket }
    if isStart, onset.shape == .gradual { return .ramp }
    return isStart || principalRun.run.end != nil ? .posterior : .bracket
  }
}
