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
  /// Where no request failed but lines rose: how often they came; else `nil`.
  public var lines: LineRate?
  /// Where no request failed but calls took long: how long; else `nil`.
  public var slowness: Slowness?
  /// Where no request failed but requests did not come: how many; else `nil`.
  public var absence: MissingRequests?
  /// When each service began to fail, those that did first in front.
  public var propagation: [PropagationStep] = []
  /// What may have contributed, ranked; none is called the cause.
  public var factors: [Factor] = []
  /// How its times were reached.
  public var reasoning: Reasoning?
  /// Its phases come at the same time of day on three days or more; else `nil`.
  public var recurrence: Recurrence?
  /// Where nothing failed and the words of the log changed: what changed.
  public var said: SaidChange?
  /// What it is said to have hit; `nil` for its first operation.
  public var subject: IncidentSubject?
  /// Of several operations: whose first bad event it begins with, whose last one it ends with,
  /// and whose good one was the first after.
  public var firstOperation: OperationRef?
  public var lastOperation: OperationRef?
  public var recoveredOperation: OperationRef?
}

extension Incident {
  /// What its bad events are.
  public enum Nature: Hashable, Sendable {
    case failures
    /// Lines of level error; no request is known to have failed.
    case lines
    /// Calls that ended well and took long.
    case slow
    /// Other requests, while none of the operation came.
    case absent
    /// Requests that came, far fewer than usual.
    case fewer
    /// Other lines, while such as came regularly did not.
    case stopped
    /// Good answers with a member that they lack otherwise.
    case answered
    /// Lines with a number that stood still.
    case stalled
  }

  public var nature: Nature {
    if let said {
      return said.kind == .stopped ? .stopped : said.kind == .stalled ? .stalled : .answered
    }
    return lines != nil
      ? .lines
      : slowness != nil
        ? .slow
        : absence == nil
          ? .failures : absence?.isSilence == true ? .absent : .fewer
  }
}

public struct OperationRef: Hashable, Sendable {
  public var service: String
  /// `POST /api/order`
  public var operation: String
  /// The definition's name for it.
  public var name: String?

  public init(service: String, operation: String, name: String?) {
    self.service = service
    self.operation = operation
    self.name = name
  }
}

public struct FailureSignatureSummary: Hashable, Sendable {
  public var operation: OperationRef
  public var status: Int?
  /// The message with numbers and ids masked, redacted; `nil` when the lines have none.
  public var message: String?
  public var failures: Int

  public init(operation: OperationRef, status: Int?, message: String?, failures: Int) {
    self.operation = operation
    self.status = status
    self.message = message
    self.failures = failures
  }
}

/// A change of state with its bracket and its most likely moment.
public struct Boundary: Sendable {
  public enum Shape: String, Sendable { case step, gradual }
  public enum Confidence: String, Sendable, Comparable {
    case low, medium, high
    public static func < (a: Confidence, b: Confidence) -> Bool { a.rank < b.rank }
    private var rank: Int { self == .low ? 0 : self == .medium ? 1 : 2 }
  }

  /// Last known good (onset) or last known bad (end); `nil` when already on at the first record.
  public var earliest: EvidencePoint?
  /// First known bad (onset) or first sustained good (end).
  public var latest: EvidencePoint?
  public var estimate: Timestamp
  /// Holds the estimate with 90 %.
  public var interval: TimeRange
  public var shape: Shape
  public var confidence: Confidence
  /// The reasons, in words.
  public var basis: String

  public init(
    earliest: EvidencePoint?, latest: EvidencePoint?, estimate: Timestamp, interval: TimeRange,
    shape: Shape, confidence: Confidence, basis: String
  ) {
    self.earliest = earliest
    self.latest = latest
    self.estimate = estimate
    self.interval = interval
    self.shape = shape
    self.confidence = confidence
    self.basis = basis
  }
}

/// The hold after the end: how long it has been good, and whether that is long enough.
public struct Resolution: Sendable {
  /// The start of the hold.
  public var start: EvidencePoint
  /// The first good event at which the hold was met; `nil` when the data end before.
  public var confirmedAt: EvidencePoint?
  public var heldSeconds: Double
  public var requiredSeconds: Double
  /// Successes within the hold.
  public var successes: Int

  public init(
    start: EvidencePoint, confirmedAt: EvidencePoint?, heldSeconds: Double,
    requiredSeconds: Double, successes: Int
  ) {
    self.start = start
    self.confirmedAt = confirmedAt
    self.heldSeconds = heldSeconds
    self.requiredSeconds = requiredSeconds
    self.successes = successes
  }
}

/// One failing stretch of an incident.
public struct Phase: Sendable {
  public var lastGoodBefore: EvidencePoint?
  public var firstBad: EvidencePoint
  public var lastBad: EvidencePoint
  public var firstGoodAfter: EvidencePoint?
  public var failures: Int
  public var attempts: Int
  /// Whose these are; `nil` for what the incident is said to have hit.
  public var operation: OperationRef?

  public init(
    lastGoodBefore: EvidencePoint?, firstBad: EvidencePoint, lastBad: EvidencePoint,
    firstGoodAfter: EvidencePoint?, failures: Int, attempts: Int
  ) {
    self.lastGoodBefore = lastGoodBefore
    self.firstBad = firstBad
    self.lastBad = lastBad
    self.firstGoodAfter = firstGoodAfter
    self.failures = failures
    self.attempts = attempts
  }
}

/// The stretch that the usual level was taken from.
public struct BaselineSpan: Sendable {
  public enum Basis: String, Sendable {
    case sameLog = "same_log"
    case history, assumed
  }
  public var range: TimeRange
  public var basis: Basis

  public init(range: TimeRange, basis: Basis) {
    self.range = range
    self.basis = basis
  }
}
