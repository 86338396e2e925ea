import LogModel
import Timeline

/// The table of `recount inputs`: one row a file with what was read of it and of what time, then as
/// what the files were read, both in 80 columns; then every warning in full, a line each.
public enum InputsTable {
  /// The width of a terminal that nobody has made larger.
  private static let width = 80
  /// Inputs that have a row, and warnings and gaps of theirs that have a line.
  private static let rowLimit = 200
  private static let lineLimit = 1000
  /// Files that are named beside what they were read as, and how many such lines there may be.
  private static let namedLimit = 3
  private static let readAsLimit = 20

  /// The table as text; times are in `zone`, `-` stands for what is not known.
  ///
  /// - Parameter warnings: those that belong to no single input.
  public static func text(
    _ inputs: [InputReading], warnings: [InputWarning] = [], zone: DisplayZone = .utc
  ) -> String {
    let chosen = ListedInputs(inputs, atMost: rowLimit)
    var lines: [String] = []
    for input in chosen.listed {
      lines += input.warnings.map { line($0, in: input.path) }
      lines += input.gaps.map { line($0, in: input.path, zone: zone) }
    }
    let more = lines.count - lineLimit
    if more > 0 { lines = lines.prefix(lineLimit) + ["and \(more) more of these inputs"] }
    lines += warnings.map { line($0, in: nil) }
    let parts = [
      rows(of: chosen.listed, zone: zone) + rest(of: inputs, listed: chosen),
      block(readAs(chosen.listed)), lines.map { $0 + "\n" }.joined(),
      PartialLines.lines(Completeness(inputs: inputs), zone: zone).map { $0 + "\n" }.joined(),
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private static func block(_ lines: [String]) -> String {
    lines.map { WrappedLine.text($0, width: width) + "\n" }.joined()
  }

  // MARK: Rows

  private static func rows(of inputs: [InputReading], zone: DisplayZone) -> String {
    let header = ["records", "unread", "from (\(SafeText.terminal(zone.name)))", "to"]
    let values = inputs.map { cells(of: $0, zone: zone) }
    let widths = header.indices.map { column in
      ([header[column]] + values.map { $0[column] }).map(\.count).max() ?? 0
    }
    let left = width - widths.reduce(0) { $0 + 2 + $1 }
    var table = TextTable(header: ["file"] + header, rightAligned: [1, 2])
    for (input, cells) in zip(inputs, values) {
      table.add([name(of: input, in: max(16, left))] + cells)
    }
    return table.text
  }

  private static func cells(of input: InputReading, zone: DisplayZone) -> [String] {
    [
      String(input.account.records), String(input.account.unread),
      input.first.map { zone.date($0) + " " + zone.clock($0, on: nil) } ?? "-",
      input.last.map { zone.clock($0, on: input.first) } ?? "-",
    ]
  }

  /// The path, of which the end is kept where it is too long, and what is to be known of it.
  private static func name(of input: InputReading, in width: Int) -> String {
    let status = input.status == .complete ? "" : " (\(input.status.rawValue))"
    let path = SafeText.terminal(input.path)
    let room = max(8, width - status.count)
    return (path.count <= room ? path : "…" + path.suffix(room - 1)) + status
  }

  /// What is said of the inputs without a row.
  private static func rest(
    of inputs: [InputReading], listed chosen: ListedInputs<InputReading>
  ) -> String {
    guard chosen.omitted > 0 else { return "" }
    let all = inputs.reduce(LineAccount()) { $0 + $1.account }
    let troubled = chosen.omittedTroubled
    return block([
      "and \(chosen.omitted) more inputs"
        + (troubled > 0 ? ", \(troubled) of them not read in full" : "")
        + "; all \(inputs.count) together: \(all.records) records, \(all.unread) unread"
    ])
  }

  // MARK: What they were read as

  /// `json-lines, service orders, zone UTC (assumed): a.log.gz, b.log.gz`, once for all files of
  /// which the same is to be said.
  private static func readAs(_ inputs: [InputReading]) -> [String] {
    var order: [String] = []
    var paths: [String: [String]] = [:]
    for input in inputs {
      guard let said = said(of: input) else { continue }
      if paths[said] == nil { order.append(said) }
      paths[said, default: []].append(input.path)
    }
    let others = order.count - readAsLimit
    let more = others > 0 ? ["and \(others) more services, sources or formats"] : []
    return order.prefix(readAsLimit).map { said in
      let all = paths[said] ?? []
      let rest = all.count - namedLimit
      let named = all.prefix(rest == 1 ? all.count : namedLimit).joined(separator: ", ")
      return SafeText.terminal(said + ": " + named + (rest > 1 ? " and \(rest) more" : ""))
    } + more
  }

  private static func said(of input: InputReading) -> String? {
    let read = input.readAs
    let parts = [
      input.formats.isEmpty ? nil : input.formats.joined(separator: "+"),
      read.service.map { "service \($0)" }, read.source.map { "source \($0)" },
      stamps(of: read),
      input.zone.map { zone in
        "zone \(zone.name)" + (zone.basis == .assumed ? " (assumed)" : "") + shift(of: input)
      },
    ]
    let said = parts.compactMap { $0 }
    return said.isEmpty ? nil : said.joined(separator: ", ")
  }

  private static func stamps(of read: InputReading.FieldMap) -> String? {
    switch read.requestStamp {
    case .received: "stamped when received (counted when answered)"
    case .answered: "stamped when answered"
    case nil: nil
    }
  }

  /// ` +4 s`: what was added to its stamps.
  private static func shift(of input: InputReading) -> String {
    guard input.shiftSeconds != 0 else { return "" }
    return (input.shiftSeconds < 0 ? " -" : " +") + NumberWords.exact(input.shiftSeconds)
  }

  // MARK: Warnings

  /// `service.log.gz: gap from 2025-04-08 15:04:05 to 16:10:00 (no lines)`
  private static func line(_ gap: InputGap, in path: String, zone: DisplayZone) -> String {
    let from = zone.date(gap.from) + " " + zone.clock(gap.from, on: nil)
    return SafeText.terminal(
      "\(path): gap from \(from) to \(zone.clock(gap.to, on: gap.from)) (\(gap.basis))")
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
    return SafeText.terminal(line)
  }
}

/// A line of text that is broken at blanks where it is wider than a terminal.
enum WrappedLine {
  /// The line, and what does not fit on it on others, which are indented; a word that is wider than
  /// all of them stays whole.
  static func text(_ line: String, width: Int) -> String {
    guard line.count > width else { return line }
    var lines: [String] = []
    var current = ""
    for word in line.split(separator: " ", omittingEmptySubsequences: false) {
      let indent = lines.isEmpty ? "" : "  "
      if current.isEmpty {
        current = indent + word
      } else if current.count + 1 + word.count <= width {
        current += " " + word
      } else {
        lines.append(current)
        current = "  " + word
      }
    }
    return (lines + [current]).joined(separator: "\n")
  }
}
