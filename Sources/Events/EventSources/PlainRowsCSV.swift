import Scan

/// Event rows as CSV with a header, parted by commas, semicolons or tabs.
struct PlainRowsCSV: EventSource {
  let name = "csv"
  let suffixes = ["csv", "tsv"]

  /// A header of at least two columns, one of which is a time.
  func recognises(_ content: EventContent) -> Bool {
    let header = Self.header(of: content).fields
    return header.count > 1 && header.contains { EventColumn.named($0)?.column == .time }
  }

  func read(_ content: EventContent, into rows: inout EventRowBuilder) {
    let (header, separator) = Self.header(of: content)
    var scanner = CSVScanner(content.bytes, separator: separator)
    _ = scanner.next()
    let endsInText = header.last.flatMap { EventColumn.named($0)?.column } == .text
    for row in scanner {
      if row.isCut {
        rows.refuse(line: row.line, byteOffset: row.byteOffset, "a quote that is not closed")
        continue
      }
      var cells = row.fields
      if cells.allSatisfy({ $0.trimmed.isEmpty }) { continue }
      if endsInText, cells.count > header.count {
        // A person forgot the quotes around a text with commas; the words are not lost.
        let text = cells[(header.count - 1)...]
          .joined(separator: String(Character(Unicode.Scalar(separator))))
        cells.replaceSubrange((header.count - 1)..., with: [text])
      }
      let members = cells.enumerated().map { index, cell in
        (name: index < header.count ? header[index] : "(no header)", value: Optional(cell))
      }
      rows.add(EventFields(line: row.line, byteOffset: row.byteOffset, members: members))
    }
  }

  /// The first row, parted by the separator under which most of its names are known.
  private static func header(of content: EventContent) -> (fields: [String], separator: UInt8) {
    // Bounded, so that a file of one endless line is not copied for every separator.
    let head = Array(content.bytes.prefix(65_536))
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")].map { separator in
      var scanner = CSVScanner(head, separator: separator)
      return (fields: scanner.next()?.fields ?? [], separator: separator)
    }
    func known(_ fields: [String]) -> Int { fields.count { EventColumn.named($0) != nil } }
    return candidates.reduce(candidates[0]) { best, next in
      known(next.fields) > known(best.fields) ? next : best
    }
  }
}
