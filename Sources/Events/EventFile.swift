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

/// What all rows of an event file come to, those included that were not kept.
public struct EventSummary: Hashable, Sendable {
  /// Rows that were understood.
  public private(set) var rows = 0
  public private(set) var first: Timestamp?
  public private(set) var last: Timestamp?
  /// The same of rows by which somebody could have noticed: all but deploys and changes.
  public private(set) var firstNotice: Timestamp?
  public private(set) var lastNotice: Timestamp?
  /// An alert or a page is among them.
  public private(set) var showsAlerts = false

  /// The summary of some rows.
  public init(of rows: [EventRow] = []) {
    for row in rows { add(row) }
  }

  mutating func add(_ row: EventRow) {
    rows += 1
    first = min(first ?? row.time, row.time)
    last = max(last ?? row.time, row.time)
    guard row.origin != .deploy else { return }
    firstNotice = min(firstNotice ?? row.time, row.time)
    lastNotice = max(lastNotice ?? row.time, row.time)
    if row.origin == .alerts || row.kind == .alertFired || row.kind == .engineerNotified {
      showsAlerts = true
    }
  }
}

/// The warnings of one event file: each said once, with a count and its first place.
struct EventWarnings {
  private(set) var all: [InputWarning] = []

  /// Counts one more of `message`; the first place stays.
  mutating func add(
    _ code: InputWarning.Code, line: Int? = nil, byteOffset: Int? = nil, _ message: String
  ) {
    if let index = all.firstIndex(where: { $0.code == code && $0.message == message }) {
      all[index].count += 1
    } else {
      all.append(.init(code, line: line, byteOffset: byteOffset, message: message))
    }
  }
}
