/// A change of state with its bracket and its most likely moment.
public struct Boundary: Sendable {
  public enum Shape: String, Sendable { case step, gradual }
  public enum Confidence: String, Sendable, Comparable {
    case low, medium, high
    public static func < (a: Confidence, b: Confidence) -> Bool { a.rank < b.rank }
    private var rank: Int { self == .low ? 0 : self == .medium ? 1 : 2 }
  }

  /// Last known good (onset) or last known bad (end); `nil` when already on at the first record.
  public var earliest: CitedEvent?
  /// First known bad (onset) or first sustained good (end).
  public var latest: CitedEvent?
  public var estimate: Timestamp
  /// Holds the estimate with 90 %.
  public var interval: TimeRange
  public var shape: Shape
  public var confidence: Confidence
  /// What it rests on.
  public var basis: BoundaryBasis

  public init(
    earliest: CitedEvent?, latest: CitedEvent?, estimate: Timestamp, interval: TimeRange,
    shape: Shape, confidence: Confidence, basis: BoundaryBasis
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
  public var start: CitedEvent
  /// The first good event at which the hold was met; `nil` when the data end before.
  public var confirmedAt: CitedEvent?
  public var heldSeconds: Double
  public var requiredSeconds: Double
  /// Successes within the hold.
  public var successes: Int

  public init(
    start: CitedEvent, confirmedAt: CitedEvent?, heldSeconds: Double,
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
  public var lastGoodBefore: CitedEvent?
  public var firstBad: CitedEvent
  public var lastBad: CitedEvent
  public var firstGoodAfter: CitedEvent?
  public var failures: Int
  public var attempts: Int
  /// Whose these are; `nil` for what the incident is said to have hit.
  public var operation: OperationRef?

  public init(
    lastGoodBefore: CitedEvent?, firstBad: CitedEvent, lastBad: CitedEvent,
    firstGoodAfter: CitedEvent?, failures: Int, attempts: Int
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

/// A logged event that a claim rests on: when, and where it can be read again.
public struct CitedEvent: Hashable, Comparable, Sendable {
  public var time: Timestamp
  public var source: SourceRef

  public init(time: Timestamp, source: SourceRef) {
    self.time = time
    self.source = source
  }

  public static func < (a: CitedEvent, b: CitedEvent) -> Bool {
    (a.time, a.source) < (b.time, b.source)
  }
}

/// A stretch of which no input holds a record, though they usually hold many: whether nothing
/// happened or nothing was logged is not known, so it is no incident.
public struct LogSilence: Hashable, Sendable {
  /// From the last record before it to the first after it.
  public var range: TimeRange
  /// Records of all inputs a minute outside of such stretches.
  public var baselinePerMinute: Double

  public init(range: TimeRange, baselinePerMinute: Double) {
    self.range = range
    self.baselinePerMinute = baselinePerMinute
  }
}

/// A stretch without a request of a service, though earlier logs had many at such hours: whether
/// the service was not reached or its records were not collected cannot be known.
public struct UnexplainedGap: Hashable, Sendable {
  public var service: String
  /// From the last request before to the first after.
  public var range: TimeRange
  /// How many requests were due, with 90 %.
  public var low: Int
  public var high: Int
  public var history: HistoryDays

  public init(service: String, range: TimeRange, low: Int, high: Int, history: HistoryDays) {
    self.service = service
    self.range = range
    self.low = low
    self.high = high
    self.history = history
  }
}
