import LogModel

/// One file of events as it was read: its rows and what could not be used.
public struct EventFile: Sendable {
  public var path: String
  /// `json-lines`, `csv`, `yaml` or `note`.
  public var kind: String
  /// Those that were kept, in the order of the file.
  public var rows: [EventRow]
  /// Of all rows, kept or not.
  public var summary: EventSummary
  /// Rows that might have mattered and were not kept, there being too many.
  public var leftOut: Int
  /// Rows without a readable time.
  public var unread: Int
  public var warnings: [InputWarning]

  /// - Parameter summary: of all rows, if they are not all among `rows`.
  public init(
    path: String, kind: String, rows: [EventRow], unread: Int, warnings: [InputWarning],
    summary: EventSummary? = nil, leftOut: Int = 0
  ) {
    self.path = path
    self.kind = kind
    self.rows = rows
    self.summary = summary ?? EventSummary(of: rows)
    self.leftOut = leftOut
    self.unread = unread
    self.warnings = warnings
  }
}
