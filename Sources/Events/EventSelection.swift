import LogModel

/// Which rows of event files are kept: all of few, and of many those that can matter most.
///
/// Which ones is a function of the set of rows alone, whatever the order of files.
public struct EventSelection: Sendable {
  /// A stretch of time in which rows may have to do with an incident.
  public struct Reach: Hashable, Sendable {
    public var from: Timestamp
    /// `nil` for what lasts.
    public var to: Timestamp?

    public init(from: Timestamp, to: Timestamp?) {
      self.from = from
      self.to = to
    }
  }

  /// More rows than this are not kept.
  public let limit: Int
  /// Rows outside of all of these say nothing; where it is `nil`, any row may.
  private let reaches: [Reach]?
  /// Begins and ends of incidents, ascending.
  private let moments: [Int64]

  /// - Parameters:
  ///   - limit: how many rows are kept, of all files together.
  ///   - moments: begins and ends of incidents: the rows closest to one of them are kept;
  ///     without any, a sample of all rows is.
  public init(limit: Int = 8192, reaches: [Reach]? = nil, moments: [Timestamp] = []) {
    self.limit = max(1, limit)
    self.reaches = reaches
    self.moments = moments.map(\.nanoseconds).sorted()
  }

  /// Whether the row may have to do with an incident.
  func holds(_ row: EventRow) -> Bool {
    guard let reaches else { return true }
    return reaches.contains { reach in
      row.time >= reach.from && (reach.to.map { row.time <= $0 } ?? true)
    }
  }

  /// The rows with the smallest ranks, in the order they came in.
  func chosen(of rows: [EventRow]) -> [EventRow] {
    guard rows.count > limit else { return rows }
    let ranked = rows.enumerated().map { (rank: rank(of: $0.element), at: $0.offset) }
      .sorted { a, b in
        if a.rank != b.rank { return a.rank < b.rank }
        return Self.precedes(rows[a.at], rows[b.at])
      }
    return ranked.prefix(limit).map(\.at).sorted().map { rows[$0] }
  }

  /// Nanoseconds to the next begin or end, or a hash where there is none.
  private func rank(of row: EventRow) -> UInt64 {
    let time = row.time.nanoseconds
    guard !moments.isEmpty else {
      let place = StableHash.combine(
        UInt64(bitPattern: Int64(row.source.line)), UInt64(bitPattern: Int64(row.source.byteOffset))
      )
      return StableHash.combine(place, StableHash.hash(row.source.path))
    }
    let next = moments.partitionIndex(from: time)
    let near = moments[max(0, next - 1)..<min(moments.count, next + 1)]
    return near.map { distance(time, $0) }.min() ?? 0
  }

  private func distance(_ a: Int64, _ b: Int64) -> UInt64 {
    UInt64(bitPattern: max(a, b)) &- UInt64(bitPattern: min(a, b))
  }

  private static func precedes(_ a: EventRow, _ b: EventRow) -> Bool {
    (a.time, a.source, a.source.byteOffset, a.text)
      < (b.time, b.source, b.source.byteOffset, b.text)
  }
}

extension EventSelection {
  /// The files with no more rows between them than are kept of all.
  public func bounded(_ files: [EventFile]) -> [EventFile] {
    let rows = files.flatMap(\.rows)
    guard rows.count > limit else { return files }
    let kept = Dictionary(grouping: chosen(of: rows)) { $0.source.path }
    return files.map { file in
      var file = file
      let own = kept[file.path] ?? []
      file.leftOut += file.rows.count - own.count
      file.rows = own
      return file
    }
  }
}

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
