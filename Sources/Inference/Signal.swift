import LogModel

/// Something that differed from its usual level for a while.
public struct Signal: Sendable {
  public enum Kind: String, Sendable {
    case dependencyFailure = "dependency_failure"
    case errorBurst = "error_burst"
    case requestSpike = "request_spike"
    case requestDrop = "request_drop"
    case latencyShift = "latency_shift"
    case silence
    /// Lines that say what was not said before.
    case novelMessage = "novel_message"
    /// A number that moved nearly always stands still.
    case stall
    /// Good answers that are not what they were.
    case contentFault = "content_fault"
  }

  public var kind: Kind
  /// What was watched: `POST /api/order failures`, `GET requests`.
  public var series: String
  public var from: Timestamp
  /// `nil` while it lasts.
  public var to: Timestamp?
  /// Where the change most likely began, with 90 %.
  public var onset: TimeRange
  public var baseline: Double
  public var observed: Double
  /// `per_minute`, `ratio` or `ms`.
  public var unit: String
  /// First and last events of it that can be read again.
  public var evidence: [EvidencePoint]
  /// Several series show the same change; this is the one to tell, the others are detail.
  public var isPrincipal: Bool
  /// The incident is about it, so its own rows tell it.
  public var isOwn: Bool
  /// Who wrote the lines, of a signal of words.
  public var service: String?
  /// What changed, of a signal of answers or numbers.
  public var change: SaidChange?

  public init(
    kind: Kind, series: String, from: Timestamp, to: Timestamp?, onset: TimeRange,
    baseline: Double, observed: Double, unit: String, evidence: [EvidencePoint],
    isPrincipal: Bool = true, isOwn: Bool = false, service: String? = nil,
    change: SaidChange? = nil
  ) {
    self.change = change
    self.service = service
    self.isOwn = isOwn
    self.kind = kind
    self.series = series
    self.from = from
    self.to = to
    self.onset = onset
    self.baseline = baseline
    self.observed = observed
    self.unit = unit
    self.evidence = evidence
    self.isPrincipal = isPrincipal
  }
}

/// Which of two signals came first, and whether that can be told.
public struct Correlation: Sendable {
  public enum Order: String, Sendable {
    case aFirst = "a_first"
    case bFirst = "b_first"
    case tie
  }
  public enum Verdict: String, Sendable {
    case mostlyRepeats = "mostly_repeats"
    case mostlyNewClients = "mostly_new_clients"
    case roseTogether = "rose_together"
    case cannotTell = "cannot_tell"
  }

  /// Names of the two series: the failures, and the spike.
  public var a: String
  public var b: String
  public var order: Order
  /// From a's onset to b's, negative when b began first.
  public var lagSeconds: Double
  public var lagLow: Double
  public var lagHigh: Double
  public var verdict: Verdict
  public var reasons: [String]

  public init(
    a: String, b: String, order: Order, lagSeconds: Double, lagLow: Double, lagHigh: Double,
    verdict: Verdict, reasons: [String]
  ) {
    self.a = a
    self.b = b
    self.order = order
    self.lagSeconds = lagSeconds
    self.lagLow = lagLow
    self.lagHigh = lagHigh
    self.verdict = verdict
    self.reasons = reasons
  }
}

/// A series as counts per bucket; `nil` where no input covers the bucket.
public struct PlotSeries: Sendable {
  public var name: String
  public var unit: String
  public var from: Timestamp
  public var bucketSeconds: Int
  public var values: [Double?]

  public init(
    name: String, unit: String, from: Timestamp, bucketSeconds: Int, values: [Double?]
  ) {
    self.name = name
    self.unit = unit
    self.from = from
    self.bucketSeconds = bucketSeconds
    self.values = values
  }
}
