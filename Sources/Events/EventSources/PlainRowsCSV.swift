import Scan

/// Event rows as CSV with a header, parted by commas, semicolons or tabs.
struct PlainRowsCSV: EventSource {
  let name = "csv"
  let suffixes = ["csv", "tsv"]

  /// A header of at least two columns, one of which is a time or, beside a text, a date.
  func recognises(_ content: EventContent) -> Bool {
    let header = Self.header(of: content).fields
    let columns = Set(header.compactMap { EventColumn.named($0)?.column })
    return header.count > 1
      && (columns.contains(.time) || columns.isSuperset(of: [.date, .text])
        || columns.isSuperset(of: [.date, .title]))
  }

  func read(_ text: inout EventText, into rows: inout EventRowBuilder) {
    let (header, separator) = Self.header(of: text.head)
    let endsInText = header.last.flatMap { EventColumn.named($0)?.column } == .text
    var isHeader = true
    while text.prepare() {
      let end = text.rowEnd
      var scanner = CSVScanner(text.bytes, separator: separator, in: text.index..<end)
      guard let row = scanner.next(), row.byteOffset == text.index else {
        text.advance(to: Self.blankEnd(of: text, before: end))
        continue
      }
      let (line, offset) = (text.line, text.offset)
      let isLong = scanner.index == end && !(text.isWhole && end == text.bytes.count)
      if row.isCut || isLong {
        rows.refuse(
          line: line, byteOffset: offset,
          isLong && !row.isCut ? "rows of more than 1 MiB" : "a quote that is not closed")
        text.skipLine()
        continue
      }
      text.advance(to: scanner.index)
      if isHeader {
        isHeader = false
        continue
      }
      add(row.fields, under: header, endsInText, separator, line, offset, to: &rows)
    }
  }

  /// Where the line endings in front of a row end.
  private static func blankEnd(of text: EventText, before end: Int) -> Int {
    text.bytes[text.index..<end].firstIndex { $0 != 0x0A && $0 != 0x0D } ?? end
  }

  private func add(
    _ fields: [String], under header: [String], _ endsInText: Bool, _ separator: UInt8,
    _ line: Int, _ offset: Int, to rows: inout EventRowBuilder
  ) {
    var cells = fields
    if cells.allSatisfy({ $0.trimmed.isEmpty }) { return }
    if endsInText, cells.count > header.count {
      // A person forgot the quotes around a text with commas; the words are not lost.
      let text = cells[(header.count - 1)...]
        .joined(separator: String(Character(Unicode.Scalar(separator))))
      cells.replaceSubrange((header.count - 1)..., with: [text])
    }
    let members = cells.enumerated().map { index, cell in
      (name: index < header.count ? header[index] : "(no header)", value: Optional(cell))
    }
    rows.add(EventFields(line: line, byteOffset: offset, members: members))
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
