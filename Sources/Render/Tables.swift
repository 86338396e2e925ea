import LogModel
import Timeline

/// The table of `recount draft --list`: one row an incident.
public enum IncidentList {
  /// The table as text in the report's own zone or the one given; a sentence when there is
  /// none.
  public static func text(_ report: IncidentReport, zone: DisplayZone? = nil) -> String {
    let zone = zone ?? report.displayZone
    let partial =
      SilenceNotice(report, zone: zone).plain
      + PartialLines.paragraph(report.coverage.completeness, zone: zone)
    guard !report.incidents.isEmpty else {
      return (report.coverage.noInput ?? "No incident was found.") + "\n" + partial
    }
    var table = TextTable(
      header: [
        "id", "state", "start (\(SafeText.terminal(zone.name)))", "end", "failures", "title",
      ],
      rightAligned: [4])
    for incident in report.incidents {
      let start = incident.impactStart.time
      table.add([
        incident.id, incident.state.rawValue,
        zone.date(start) + " " + zone.clock(start, on: nil),
        incident.impactEnd.map { zone.clock($0.time, on: start) } ?? "-",
        String(incident.impact.failures),
        incident.title.plain(in: zone, on: start),
      ])
    }
    return table.text + partial
  }
}

extension IncidentList {
  /// The same as an object of JSON with one array, `incidents`.
  public static func json(_ report: IncidentReport) -> String {
    JSONWriter.text(ReportJSON.list(of: report)) + "\n"
  }
}

/// Columns of text, two spaces apart; numbers stand to the right.
public struct TextTable {
  private var rows: [[String]]
  private let rightAligned: Set<Int>

  /// - Parameter rightAligned: columns of numbers, from 0.
  public init(header: [String], rightAligned: Set<Int>) {
    rows = [header]
    self.rightAligned = rightAligned
  }

  /// Adds a row; its cells are made safe for a terminal.
  public mutating func add(_ cells: [String]) { rows.append(cells.map(SafeText.terminal)) }

  /// The table, a line feed after each row and no space at a line's end.
  public var text: String {
    var widths: [Int] = []
    for row in rows {
      for (column, cell) in row.enumerated() {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], cell.count)
      }
    }
    return rows.map { line($0, widths) + "\n" }.joined()
  }

  private func line(_ row: [String], _ widths: [Int]) -> String {
    var line = ""
    for (column, cell) in row.enumerated() {
      let pad = String(repeating: " ", count: widths[column] - cell.count)
      line += rightAligned.contains(column) ? pad + cell : cell + pad
      line += "  "
    }
    while line.hasSuffix(" ") { line.removeLast() }
    return line
  }
}
