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
  public var lastFailure: CitedEvent
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
  /// How each page and alert among its events is tied to it.
  public var ties: [EventRow: Detection.Tie] = [:]
  /// What people did against it by their own records, in time order, with what came of it.
  public var mitigations: [MitigationAct] = []
  /// Links that its failing responses carried, most frequent first.
  public var links: [CarriedLink] = []
  /// What somebody did on the machines while it was on, as far as logs show it, in time order.
  public var acts: [ResponderAct] = []
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
  /// When a reasonable alert would have fired; `nil` where none was found.
  public var detectable: AlertMoment?
  /// What it is said to have hit; `nil` for its first operation.
  public var subject: IncidentSubject?
  /// Of several operations: whose first bad event it begins with, whose last one it ends with,
  /// and whose good one was the first after.
  public var firstOperation: OperationRef?
  public var lastOperation: OperationRef?
  public var recoveredOperation: OperationRef?
  /// What was slow before its failures, and after them: its start, or its end, is that of this.
  public var slowBefore: SlowCalls?
  public var slowAfter: SlowCalls?
  /// The course of the failures alone, where slow calls began the incident or ended it.
  public var failures: FailureCourse?

  /// Slow calls that belong to an incident of failures and reach beyond them.
  public struct SlowCalls: Sendable {
    /// The one that the boundary is of first.
    public var operations: [OperationRef]
    public var slowness: Slowness
    /// The last slow call, and the first one as fast as before; `nil` while they last.
    public var last: CitedEvent
    public var end: Boundary?
  }

  /// From the first failure to the last.
  public struct FailureCourse: Sendable {
    public var onset: Boundary
    /// `nil` while failing.
    public var end: Boundary?
    public var last: CitedEvent
  }

  /// The start, the end and the last bad event of what it is about.
  public var course: FailureCourse {
    failures ?? FailureCourse(onset: onset, end: end, last: lastFailure)
  }
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

/// Failures that come back after equal times, such as each hour or day: one incident, told as a
/// habit.
public struct Recurrence: Hashable, Sendable {
  /// Times that it came.
  public var occurrences: Int
  /// Seconds after which it came back: 3600 for each hour, 86 400 for each day.
  public var periodSeconds: Double
  /// Days on which it failed.
  public var days: Int
  /// It came at each of its times, from the first to the last.
  public var isUnbroken: Bool
  /// The usual time of its first start, to the minute.
  public var baselineStart: Timestamp
  /// Seconds between the earliest and the latest start by the clock.
  public var spreadSeconds: Double

  public init(
    occurrences: Int, periodSeconds: Double = 86_400, days: Int, isUnbroken: Bool,
    baselineStart: Timestamp, spreadSeconds: Double
  ) {
    self.occurrences = occurrences
    self.periodSeconds = periodSeconds
    self.days = days
    self.isUnbroken = isUnbroken
    self.baselineStart = baselineStart
    self.spreadSeconds = spreadSeconds
  }
}

/// When one service of an incident began to fail, and where it stands among the others.
public struct PropagationStep: Sendable {
  public var service: String
  /// Its last known good event and its first known bad one.
  public var earliest: CitedEvent?
  public var latest: CitedEvent
  /// Holds its onset with 90 %.
  public var interval: TimeRange
  /// 1 for the services that failed first. Equal ranks are a tie: their intervals do not part
  /// them.
  public var rank: Int
  /// The service that links it to the others: one its failures name, or one that names it;
  /// `nil` for the first, and where nothing links it.
  public var via: String?
  public var attempts: Int
  public var failures: Int
  /// It would be no incident by itself: its share of failures rose with the others'.
  public var isBelowBounds: Bool
  /// What most of its failures said; `nil` where that is not known.
  public var said: FailureSignatureSummary?

  /// A step by its bracket and its counts.
  public init(
    service: String, earliest: CitedEvent?, latest: CitedEvent, interval: TimeRange,
    rank: Int, via: String?, attempts: Int, failures: Int, isBelowBounds: Bool,
    said: FailureSignatureSummary? = nil
  ) {
    self.service = service
    self.earliest = earliest
    self.latest = latest
    self.interval = interval
    self.rank = rank
    self.via = via
    self.attempts = attempts
    self.failures = failures
    self.isBelowBounds = isBelowBounds
    self.said = said
  }
}
