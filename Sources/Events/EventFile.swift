import LogModel

/// One file of events as it was read: its rows and what could not be used.
public struct EventFile: Sendable {
  public var path: String
  /// `json-lines`, `csv`, `yaml` or `note`.
  public var kind: String
  public var rows: [EventRow]
  /// Rows without a readable time.
  public var unread: Int
  public var warnings: [InputWarning]

  public init(
    path: String, kind: String, rows: [EventRow], unread: Int, warnings: [InputWarning]
  ) {
    self.path = path
    self.kind = kind
    self.rows = rows
    self.unread = unread
    self.warnings = warnings
  }
}
