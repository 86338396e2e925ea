import Inference
import LogModel

/// The start or the end of an incident: a bracket of two cited events, and an estimate.
public struct ReportedBoundary: Sendable {
  /// The event that the draft prints: the first known bad, or the first sustained good.
  public var time: Timestamp
  /// Last known good (start) or last known bad (end).
  public var earliest: Timestamp?
  /// First known bad (start) or first sustained good (end).
  public var latest: Timestamp?
  /// The most likely moment; `interval` holds it with 90 %.
  public var estimate: Timestamp
  public var interval: TimeRange
  public var shape: Boundary.Shape
  public var confidence: Boundary.Confidence
  /// The reasons for the confidence.
  public var basis: String
  public var citations: [CitationID]
}
