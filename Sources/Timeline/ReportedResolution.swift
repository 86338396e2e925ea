import LogModel

/// The end of the outage, confirmed by a stretch that was good for long enough.
public struct ReportedResolution: Sendable {
  /// The start of the hold; time to resolve ends here.
  public var time: Timestamp
  /// The good event at which the hold was met.
  public var confirmedAt: Timestamp
  public var heldSeconds: Double
  public var successes: Int
  public var basis: String
  public var citations: CitationList
}
