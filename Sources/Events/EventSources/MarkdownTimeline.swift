import Scan

/// The timeline of a report in Markdown: bullets and tables of clocks and what happened.
///
///     # Incident: 2025-04-08
///     All times are UTC.
///     - _15:24_ - orders began to fail
///     | 15:31 | Ann | looked at the dashboard |
///
/// Headings and titles give the day. What else a report says is no row.
struct MarkdownTimeline: EventSource {
  let name = "markdown"
  let suffixes = ["md", "markdown"]

  func recognises(_ head: EventContent) -> Bool {
    let lines = head.firstTexts(400)
    guard let first = lines.first, !"{[<".contains(first.first ?? " "),
      !lines.contains(where: { Self.isYAML($0) })
    else { return false }
    var strong = 0
    var plain = 0
    for line in lines {
      guard let row = MarkdownRow(line), row.note != nil else { continue }
      if row.isMarked { strong += 1 } else { plain += 1 }
    }
    let hasHeading = lines.contains { $0.hasPrefix("## ") || Self.isTitle($0) }
    return strong > 0 && (strong > 1 || hasHeading || lines.count <= 3) || plain > 0 && hasHeading
  }

  /// Words of a YAML file of events, which has bullets, too.
  private static func isYAML(_ line: String) -> Bool {
    ["events:", "- {", "- time:", "- at:"].contains { line.hasPrefix($0) }
  }

  private static func isTitle(_ line: String) -> Bool {
    guard line.hasPrefix("# ") else { return false }
    let small = line.lowercased()
    return ["timeline", "incident", "postmortem", "post-mortem", "outage", "retrospective"]
      .contains { small.contains($0) }
  }

  func read(_ text: inout EventText, into rows: inout EventRowBuilder) {
    var open: (row: MarkdownRow, at: TextLine)?
    var header: [String]?
    func close(_ rows: inout EventRowBuilder) {
      if let (row, at) = open { add(row, at, to: &rows) }
      open = nil
    }
    while let line = text.nextLine() {
      guard !line.words.isEmpty, !line.words.hasPrefix("```") else {
        close(&rows)
        continue
      }
      if line.words.hasPrefix("|") {
        close(&rows)
        readCells(MarkdownRow.cells(of: line.words), under: &header, at: line, into: &rows)
        continue
      }
      header = nil
      if let row = MarkdownRow(line.words), !line.isIndented || row.note != nil {
        close(&rows)
        open = (row, line)
      } else if open != nil, line.isIndented {
        // A row that goes on in the next line.
        open?.row.words += " " + MarkdownRow.plain(line.words).text
      } else {
        close(&rows)
        setHead(line, into: &rows)
      }
    }
    close(&rows)
  }

  /// The day of a heading, the zone of a sentence such as `All times are UTC.`
  private func setHead(_ line: TextLine, into rows: inout EventRowBuilder) {
    let small = line.words.lowercased()
    let isLabelled =
      line.words.hasPrefix("#") || small.hasPrefix("date")
      || small.hasPrefix("**date") || DateLine.date(line.words) != nil
    if isLabelled, let date = DateLine.date(within: line.words) {
      rows.setHead(date: date, zone: nil, line: line.line)
    }
    if small.contains("time"), small.split(whereSeparator: { !$0.isLetter }).contains("utc") {
      rows.setHead(date: nil, zone: "UTC", line: line.line)
    }
    if !line.words.hasPrefix("#") {
      rows.leaveOut(
        line: line.line, byteOffset: line.byteOffset, "lines that are no row of a timeline")
    }
  }

  private func add(_ row: MarkdownRow, _ line: TextLine, to rows: inout EventRowBuilder) {
    guard let note = row.note else {
      if row.isMalformed {
        rows.refuse(
          .noTimestamp, line: line.line, byteOffset: line.byteOffset,
          "rows without a readable time and date")
      } else {
        rows.leaveOut(
          line: line.line, byteOffset: line.byteOffset, "lines that are no row of a timeline")
      }
      return
    }
    rows.add(note: note, url: row.link, line: line.line, byteOffset: line.byteOffset)
  }

  /// A row of a table: under known names of columns, or a clock with cells of text behind it.
  private func readCells(
    _ cells: [String], under header: inout [String]?, at line: TextLine,
    into rows: inout EventRowBuilder
  ) {
    if cells.allSatisfy({ $0.allSatisfy { "-: ".contains($0) } }) { return }
    let columns = cells.map { EventColumn.named(MarkdownRow.plain($0).text)?.column }
    if header == nil, columns.contains(.time) {
      header = cells.map { MarkdownRow.plain($0).text }
      return
    }
    let known = header ?? []
    let isNamed =
      known.contains {
        [.text, .kind, .title].contains(EventColumn.named($0)?.column)
      } && known.count >= cells.count
    guard isNamed else {
      let words = cells.filter { !$0.isEmpty }.joined(separator: " - ")
      guard let row = MarkdownRow("- " + words) else { return }
      return add(row, line, to: &rows)
    }
    var link: String?
    var members: [(name: String, value: String?)] = []
    for (name, cell) in zip(known, cells) {
      let plain = MarkdownRow.plain(cell)
      link = link ?? plain.link
      members.append((name, plain.text))
    }
    if let link, !members.contains(where: { EventColumn.named($0.name)?.column == .url }) {
      members.append(("url", link))
    }
    rows.add(EventFields(line: line.line, byteOffset: line.byteOffset, members: members))
  }
}
