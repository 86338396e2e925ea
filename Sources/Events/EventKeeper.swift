import LogModel

/// The rows of one event file as they are read, no more of them than are kept.
struct EventKeeper {
  private let selection: EventSelection
  private(set) var rows: [EventRow] = []
  private(set) var summary = EventSummary()
  /// Rows that might matter and were not kept.
  private(set) var leftOut = 0
  /// The first row of a line, until it is known whether another one follows there.
  private var first: EventRow?
  private var entry = 1

  init(_ selection: EventSelection) { self.selection = selection }

  /// Takes the next row of the file.
  mutating func add(_ row: EventRow) {
    guard let before = first, before.source.line == row.source.line else {
      flush()
      first = row
      entry = 1
      return
    }
    if entry == 1 { keep(before, entry: 1) }
    entry += 1
    keep(row, entry: entry)
  }

  /// Keeps what waited for its line to end.
  mutating func flush() {
    if let row = first, entry == 1 { keep(row, entry: nil) }
    first = nil
  }

  private mutating func keep(_ row: EventRow, entry: Int?) {
    summary.add(row)
    guard selection.holds(row) else { return }
    var row = row
    row.source.entry = entry
    rows.append(row)
    guard rows.count >= 2 * selection.limit else { return }
    leftOut += rows.count - selection.limit
    rows = selection.chosen(of: rows)
  }
}
