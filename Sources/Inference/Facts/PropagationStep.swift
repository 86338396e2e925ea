import LogModel

/// When one service of an incident began to fail, and where it stands among the others.
public struct PropagationStep: Sendable {
  public var service: String
  /// Its last known good event and its first known bad one.
  public var earliest: EvidencePoint?
  public var latest: EvidencePoint
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
    service: String, earliest: EvidencePoint?, latest: EvidencePoint, interval: TimeRange,
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
