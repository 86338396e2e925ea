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
  /// `partial` where rows are missing, because the file is cut, damaged or not understood in
  /// part; `unreadable` where it gave no row at all, though it should. Columns that are not known
  /// are no fault of it.
  public var status = InputReading.Status.complete

  /// How a warning on columns of names that are not known begins.
  static let unknownColumns = "columns not read: "

  /// A file that could not be opened.
  public init(path: String, unreadable warning: InputWarning) {
    self.init(path: path, kind: "unknown", rows: [], unread: 0, warnings: [warning])
    status = .unreadable
  }

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
