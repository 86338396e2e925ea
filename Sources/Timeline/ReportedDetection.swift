import Inference
import LogModel

/// When somebody or something noticed; the times are `nil` when the evidence holds none.
public struct ReportedDetection: Sendable {
  public var status: Detection.Status
  public var time: Timestamp?
  /// Both equal `time`, or are `nil` when that is only about right.
  public var earliest: Timestamp?
  public var latest: Timestamp?
  public var by: Detection.Observer?
  public var relation: Detection.Relation?
  public var basis: String
  public var citations: [CitationID]
}
