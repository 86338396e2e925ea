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
  /// What was watched.
  public var series: SeriesName
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
  public var evidence: [CitedEvent]
  /// Several series show the same change; this is the one to tell, the others are detail.
  public var isPrincipal: Bool
  /// The incident is about it, so its own rows tell it.
  public var isOwn: Bool
  /// Who wrote the lines, of a signal of words.
  public var service: String?
  /// What went wrong, of a signal that a detector's finding is.
  public var symptom: Symptom?

  public init(
    kind: Kind, series: SeriesName, from: Timestamp, to: Timestamp?, onset: TimeRange,
    baseline: Double, observed: Double, unit: String, evidence: [CitedEvent],
    isPrincipal: Bool = true, isOwn: Bool = false, service: String? = nil,
    symptom: Symptom? = nil
  ) {
    self.symptom = symptom
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

  /// What says so, as far as it goes.
  public enum Reason: Hashable, Sendable {
    /// Which of the two began first, `b` being a spike of requests or another signal.
    case onsets(Order, lagLow: Double, lagHigh: Double, isSpike: Bool)
    /// Nothing but the onsets ties them.
    case onsetsAlone
    /// Percent of the extra requests that repeat a call that had failed for the client.
    case repeats(percent: Int)
    /// Percent of them that come from clients not seen before.
    case newClients(percent: Int)
    /// Percent of the requests before that did as well, so that it tells nothing.
    case newClientsBefore(percent: Int)
    case tooFewRequests
    /// The operation was hardly asked for before the spike, so the gap before its first failure
    /// tells nothing.
    case silentBefore
    /// The lag in cells of ten seconds by which their changes fit best, and the coefficient;
    /// positive where the failures go first.
    case bestLag(seconds: Int, fit: Double)
    /// Rank correlation of the share that failed with the number of requests, by minutes.
    case load(fit: Double, minutes: Int)
    /// Which of the two ended first.
    case ends(Order, lagLow: Double, lagHigh: Double)
    /// Clocks of the sources differ by more than the lag.
    case clocksDiffer(seconds: Double)
  }

  /// The two series: the failures, and the spike.
  public var a: SeriesName
  public var b: SeriesName
  public var order: Order
  /// From a's onset to b's, negative when b began first.
  public var lagSeconds: Double
  public var lagLow: Double
  public var lagHigh: Double
  public var verdict: Verdict
  public var reasons: [Reason]

  public init(
    a: SeriesName, b: SeriesName, order: Order, lagSeconds: Double, lagLow: Double, lagHigh: Double,
    verdict: Verdict, reasons: [Reason]
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
  public var name: SeriesName
  public var unit: String
  public var from: Timestamp
  public var bucketSeconds: Int
  public var values: [Double?]

  public init(
    name: SeriesName, unit: String, from: Timestamp, bucketSeconds: Int, values: [Double?]
  ) {
    self.name = name
    self.unit = unit
    self.from = from
    self.bucketSeconds = bucketSeconds
    self.values = values
  }
}
