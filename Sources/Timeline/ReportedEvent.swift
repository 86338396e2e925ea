import LogModel

/// A page or an acknowledgement, as its record has it.
public struct ReportedEvent: Sendable {
  public var time: Timestamp
  public var approximate: Bool
  public var who: String?
  public var channel: String?
  public var rule: String?
  public var text: String
  public var source: TimelineRow.Source
  public var citations: CitationList
}
