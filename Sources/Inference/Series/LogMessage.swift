import LogModel
import Signals

/// One statement of a service, over all its copies: when lines of it came.
struct LogMessage: Sendable {
  var service: String
  var sort: TemplateKey.Sort
  var text: String
  /// In order of time.
  var cells: [TemplateCounts.Cell]

  var count: Int { cells.reduce(0) { $0 + $1.lines.count } }

  /// What a reader is shown: without the stamp and the level that a logger put before.
  var shown: String {
    var words = text.split(separator: " ")[...]
    while let first = words.first, words.count > 1, first == "#" || Self.levels.contains(first) {
      words = words.dropFirst()
    }
    return words.joined(separator: " ")
  }

  private static let levels: Set<Substring> = [
    "INFO", "WARN", "WARNING", "ERROR", "DEBUG", "TRACE", "FATAL",
  ]

  /// The first line at or after a moment, in nanoseconds, as far as it was kept.
  func first(from moment: Int64) -> EventRef? {
    for cell in cells {
      guard let last = cell.lines.last, last.nanoseconds >= moment else { continue }
      if let first = cell.lines.first, first.nanoseconds >= moment { return first }
      return last
    }
    return nil
  }

  /// How many lines came between two moments; of a cell at an end, all.
  func count(from: Int64, to: Int64) -> Int {
    cells.reduce(0) { sum, cell in
      guard let first = cell.lines.first, let last = cell.lines.last,
        last.nanoseconds >= from, first.nanoseconds <= to
      else { return sum }
      return sum + cell.lines.count
    }
  }
}

/// What all services said, and when each of them said anything.
struct MessageLog: Sendable {
  /// Most statements that are looked at, the most frequent; a flood is no reason to be slow.
  private static let limit = 4096
  /// A log is cut into at least so many cells: what comes within one counts once.
  private static let leastCells = 180.0
  private static let longestCell = 60.0

  let statements: [LogMessage]
  /// Seconds of a cell.
  let cellSeconds: Int64
  /// By service: cells in which it wrote anything, in order.
  let active: [String: [Int64]]
  let seconds: Double

  init(
    _ table: LogTemplateTable, services: ServiceNames, operations: [OperationTimeline],
    in range: TimeRange?
  ) {
    let length = range.map { $0.to.seconds(since: $0.from) } ?? 0
    seconds = length
    let wanted = min(Self.longestCell, length / Self.leastCells)
    let ratio = max(1, Int64(wanted) / table.width)
    cellSeconds = table.width * ratio
    var groups: [TemplateKey: [TemplateCounts.Cell]] = [:]
    for one in table.entries where one.key.sort != .shape && one.key.text != TemplateKey.other {
      var key = one.key
      key.service = services.name(ofService: key.service)
      groups[key, default: []] += one.cells
    }
    let all = groups.sorted { $0.key < $1.key }.map { key, cells in
      LogMessage(
        service: key.service, sort: key.sort, text: key.text,
        cells: cells.sorted { $0.start < $1.start })
    }
    active = Self.active(all, operations, ratio: ratio, cellSeconds: cellSeconds)
    let busiest = all.indices.map { ($0, all[$0].count) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    statements = busiest.prefix(Self.limit).map(\.0).sorted().map { all[$0] }
  }

  private static func active(
    _ statements: [LogMessage], _ operations: [OperationTimeline], ratio: Int64,
    cellSeconds: Int64
  ) -> [String: [Int64]] {
    var active: [String: Set<Int64>] = [:]
    for one in statements {
      for cell in one.cells {
        active[one.service, default: []].insert(cell.start.flooredDivision(by: ratio))
      }
    }
    for one in operations where active[one.ref.service] != nil {
      for slot in one.slots {
        active[one.ref.service, default: []].insert(
          (slot.start * one.width).flooredDivision(by: cellSeconds))
      }
    }
    return active.mapValues { $0.sorted() }
  }

  /// The cells in which a statement came, each once, in order.
  func cells(of statement: LogMessage, width: Int64) -> [Int64] {
    let ratio = max(1, cellSeconds / max(1, width))
    var cells: [Int64] = []
    for cell in statement.cells {
      let at = cell.start.flooredDivision(by: ratio)
      if cells.last != at { cells.append(at) }
    }
    return cells
  }
}
