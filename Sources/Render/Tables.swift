import LogModel
import Timeline

/// The table of `recount inputs`: one row a file, then every warning in full.
public enum InputsTable {
  /// The table as text; times are in `zone`, `-` stands for what is not known.
  ///
  /// - Parameter warnings: those that belong to no single input.
  public static func text(
    _ inputs: [InputReading], warnings: [InputWarning] = [], zone: DisplayZone = .utc
  ) -> String {
    var table = TextTable(
      header: [
        "file", "format", "service", "source", "zone", "from (\(SafeText.terminal(zone.name)))",
        "to", "gaps", "records", "unread", "warnings",
      ],
      rightAligned: [7, 8, 9, 10])
    let chosen = ListedInputs(inputs, atMost: rowLimit)
    for input in chosen.listed { table.add(cells(of: input, zone: zone)) }
    var lines: [String] = []
    for input in chosen.listed {
      lines += input.warnings.map { line($0, in: input.path) }
      lines += input.gaps.map { line($0, in: input.path, zone: zone) }
    }
    let more = lines.count - lineLimit
    if more > 0 { lines = lines.prefix(lineLimit) + ["and \(more) more of these inputs\n"] }
    lines += warnings.map { line($0, in: nil) }
    return table.text + rest(of: inputs, listed: chosen)
      + (lines.isEmpty ? "" : "\n" + lines.joined())
      + PartialLines.paragraph(Completeness(inputs: inputs), zone: zone)
  }

  /// Inputs that have a row, and warnings and gaps of theirs that have a line.
  private static let rowLimit = 200
  private static let lineLimit = 1000

  /// What is said of the inputs without a row.
  private static func rest(
    of inputs: [InputReading], listed chosen: ListedInputs<InputReading>
  ) -> String {
    guard chosen.omitted > 0 else { return "" }
    let all = inputs.reduce(LineAccount()) { $0 + $1.account }
    let troubled = chosen.omittedTroubled
    return "and \(chosen.omitted) more inputs"
      + (troubled > 0 ? ", \(troubled) of them not read in full" : "")
      + "; all \(inputs.count) together: \(all.records) records, \(all.unread) unread\n"
  }

  private static func cells(of input: InputReading, zone: DisplayZone) -> [String] {
    let status = input.status == .complete ? "" : " (\(input.status.rawValue))"
    let assumed = input.zone?.basis == .assumed ? " (assumed)" : ""
    return [
      input.path + status,
      input.formats.isEmpty ? "-" : input.formats.joined(separator: "+"),
      input.readAs.service ?? "-",
      input.readAs.source ?? "-",
      input.zone.map { $0.name + assumed + shift(of: input) } ?? "-",
      input.first.map { zone.date($0) + " " + zone.clock($0, on: nil) } ?? "-",
      input.last.map { zone.clock($0, on: input.first) } ?? "-",
      String(input.gaps.count),
      String(input.account.records),
      String(input.account.unread),
      String(input.warnings.count),
    ]
  }

  /// `service.log.gz: gap from 2025-04-08 15:04:05 to 16:10:00 (no lines)`
  private static func line(_ gap: InputGap, in path: String, zone: DisplayZone) -> String {
    let from = zone.date(gap.from) + " " + zone.clock(gap.from, on: nil)
    return SafeText.terminal(
      "\(path): gap from \(from) to \(zone.clock(gap.to, on: gap.from)) (\(gap.basis))") + "\n"
  }

  /// ` +4 s`: what was added to its stamps.
  private static func shift(of input: InputReading) -> String {
    guard input.shiftSeconds != 0 else { return "" }
    return (input.shiftSeconds < 0 ? " -" : " +") + NumberWords.exact(input.shiftSeconds)
  }

  /// `service.log.gz:12: unread-lines (3): not one of the formats`
  private static func line(_ warning: InputWarning, in path: String?) -> String {
    var line = path.map { $0 + ":" } ?? ""
    if let number = warning.line { line += "\(number):" }
    if !line.isEmpty { line += " " }
    line += warning.code.rawValue
    if warning.count != 1 { line += " (\(warning.count))" }
    line += ": " + warning.message
    if warning.line == nil, let offset = warning.byteOffset { line += " (at byte \(offset))" }
    return SafeText.terminal(line) + "\n"
  }
}

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
