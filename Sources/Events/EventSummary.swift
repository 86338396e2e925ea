import LogModel

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
