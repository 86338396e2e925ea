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
