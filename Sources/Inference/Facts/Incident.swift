import Events
import LogModel

/// A stretch in which operations failed above their baseline, with what is known of it.
public struct Incident: Sendable {
  public enum State: String, Sendable {
    /// Failing at the last event; no sustained good followed.
    case ongoing
    /// Good again, the hold is not met yet.
    case recovered
    /// Good for `resolve_after` with traffic.
    case resolved
    /// The data stop while failing.
    case endUnknown = "end_unknown"
  }

  /// What went wrong.
  public var symptom: Symptom
  public var state: State
  /// Most specific first.
  public var operations: [OperationRef]
  public var dependencies: [String]
  /// The failure signatures that are this incident's own, most frequent first.
  public var signatures: [FailureSignatureSummary]
  public var onset: Boundary
  /// `nil` while failing.
  public var end: Boundary?
  /// The last failure of the incident's own signatures.
  public var lastFailure: EvidencePoint
  public var resolution: Resolution?
  /// Failing stretches in time order; more than one is a relapse.
  public var phases: [Phase]
  /// Single lines mean nothing: the baseline fails too, or many attempts succeeded.
  public var isPartial = false
  /// Failures per attempt before and within.
  public var ratioBefore = 0.0
  public var ratioWithin = 0.0
  public var impact: ImpactCounts
  public var baseline: BaselineSpan?
  /// Own failures, and request spikes and drops near it, in time order.
  public var signals: [Signal]
  public var correlations: [Correlation] = []
  public var detection = Detection.unasked
  public var notified: EventRow?
  public var acknowledged: EventRow?
  /// Rows of the event files that fall to this incident, in time order.
  public var events: [EventRow] = []
  /// Per bucket of the failing operations: for drawing and for JSON.
  public var series: [PlotSeries] = []
  /// When each service began to fail, those that did first in front.
  public var propagation: [PropagationStep] = []
  /// What may have contributed, ranked; none is called the cause.
  public var factors: [Factor] = []
  /// How its times were reached.
  public var reasoning: Reasoning?
  /// Its phases come at the same time of day on three days or more; else `nil`.
  public var recurrence: Recurrence?
  /// What it is said to have hit; `nil` for its first operation.
  public var subject: IncidentSubject?
  /// Of several operations: whose first bad event it begins with, whose last one it ends with,
  /// and whose good one was the first after.
  public var firstOperation: OperationRef?
  public var lastOperation: OperationRef?
  public var recoveredOperation: OperationRef?
}

/// What had the shape of an incident and stayed below its bounds.
public struct NearMiss: Sendable {
  /// As far as it is known.
  public var incident: Incident
  /// Why it is none, at least one.
  public var reasons: [NearMissReason]
  /// Nats in its favour, for ranking.
  public var evidence: Double

  /// A near miss and why it is no incident.
  public init(incident: Incident, reasons: [NearMissReason], evidence: Double) {
    self.incident = incident
    self.reasons = reasons
    self.evidence = evidence
  }
}
