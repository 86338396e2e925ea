/// What a boundary rests on: what was counted within the incident and outside of it.
public struct BoundaryBasis: Hashable, Sendable {
  /// What is normal, as far as it was counted.
  public enum Normal: Hashable, Sendable {
    /// In the same log, outside of the incident.
    case outside(bad: Int, of: Int)
    case history(bad: Int, of: Int, HistoryDays)
    /// The log holds no healthy stretch.
    case unknown
  }

  public enum Counts: Hashable, Sendable {
    case attempts(failed: Int, of: Int, Normal)
    case slowCalls(Int, of: Int, thresholdMilliseconds: Double, Normal)
    /// Others' requests stand for those that did not come.
    case missing(MissingRequests, witnesses: Int)
    case lines(Int, outside: Int)
    /// Lines of a message before it stopped, and the cells of its service's lines that had one.
    case message(lines: Int, cells: Int)
    /// Requests a minute.
    case rates(before: Double, within: Double)
    /// The requests beside a silence of which an alert says that requests stopped.
    case lastRequestBeforeAlert, firstRequestAfterAlert
  }

  public var counts: Counts
  /// Log likelihood ratio in favour of the incident; `nil` where no model judged it.
  public var nats: Double?
  /// Of lines that stopped: how long a silence is known, and the share of the gaps between such
  /// lines that are shorter.
  public var quiet: Quiet?
  /// Clocks that differ, for which the interval was widened.
  public var clocks: [ClockSkew] = []

  public struct Quiet: Hashable, Sendable {
    public var seconds: Double
    public var share: Double

    public init(seconds: Double, share: Double) {
      self.seconds = seconds
      self.share = share
    }
  }

  public init(_ counts: Counts, nats: Double? = nil, quiet: Quiet? = nil) {
    self.counts = counts
    self.nats = nats
    self.quiet = quiet
  }
}

/// How far the clock of one source differs from another's, by requests that both logged.
public struct ClockSkew: Hashable, Sendable {
  public var source: String
  /// Whose clock it is compared with. Which of the two is right, no log tells.
  public var reference: String
  /// Seconds by which the source's clock is ahead; negative where it is behind.
  public var offsetSeconds: Double
  public var lowSeconds: Double
  public var highSeconds: Double
  /// Requests that it rests on.
  public var pairs: Int
  /// Stamps of whole seconds are among those compared.
  public var isCoarse: Bool
  /// The source's stamps were moved by it.
  public var isApplied = false

  public init(
    source: String, reference: String, offsetSeconds: Double, lowSeconds: Double,
    highSeconds: Double, pairs: Int, isCoarse: Bool
  ) {
    self.source = source
    self.reference = reference
    self.offsetSeconds = offsetSeconds
    self.lowSeconds = lowSeconds
    self.highSeconds = highSeconds
    self.pairs = pairs
    self.isCoarse = isCoarse
  }

  /// What brings the source's stamps onto the reference's clock: whole milliseconds, or seconds
  /// where stamps are no finer.
  public var stepNanoseconds: Int64 {
    let unit = isCoarse ? 1.0 : 1e-3
    let units = Int64(exactly: (-offsetSeconds / unit).rounded()) ?? 0
    let (step, overflows) = units.multipliedReportingOverflow(by: Int64(unit * 1e9))
    return overflows ? 0 : step
  }
}

/// Why something with the shape of an incident is none.
public enum NearMissReason: Hashable, Sendable {
  /// It differs from earlier logs from its first record on, and nothing in the log changes.
  case unlikeHistory
  case tooFewFailures(Int, needed: Int)
  /// Log likelihood ratios, in nats.
  case tooLittleEvidence(Double, needed: Double)
  case chance
  /// Requests stayed out, and nothing is known to have failed.
  case noFailureInLogs
  /// The failures are one client's, and others fared well.
  case oneClient
  /// So many calls failed at one time, and none at any other.
  case onlyFailures(Int)
  /// So many error lines were logged at one time, and none at any other; no call is known to have
  /// failed with them.
  case onlyErrorLines(Int)
  /// All calls of the operation failed, so many: it is not known to have worked ever.
  case neverSucceeded(Int)
  /// It recurs from the first to the last record: nothing shows that it was ever otherwise.
  case failingFromTheFirst
  /// Earlier logs, which cover so many seconds, hold none like it.
  case newToEarlierLogs(seconds: Double)
  /// The log ends with it: what ran gave up, or was ended by it.
  case logEndsThere
}
