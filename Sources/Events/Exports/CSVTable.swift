import Scan

/// The rows of a tool's CSV export under the names of its header.
struct CSVTable {
  /// Names of columns in small letters with `_` between words, and what parts them.
  typealias Header = (names: [String], separator: UInt8)

  /// One row; cells without words are left out.
  struct Row {
    var line: Int
    var byteOffset: Int
    var cells: [String: String]

    /// The cell of the column of that name.
    subscript(_ name: String) -> String? { cells[name] }
  }

  private let header: Header
  private var isPastHeader = false

  init(_ header: Header) { self.header = header }

  /// The first row, parted by the separator that gives most columns.
  static func header(of content: EventContent) -> Header {
    // Bounded, so that a file of one endless line is not copied for every separator.
    let head = Array(content.bytes.prefix(65_536))
    let found = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")].map { separator in
      var scanner = CSVScanner(head, separator: separator)
      return (names: scanner.next()?.fields ?? [], separator: separator)
    }
    let best = found.reduce(found[0]) { $1.names.count > $0.names.count ? $1 : $0 }
    return (best.names.map(EventColumn.normalised), best.separator)
  }

  /// The next row that is not empty; one that cannot be read is counted and passed.
  mutating func next(_ text: inout EventText, _ rows: inout EventRowBuilder) -> Row? {
    while text.prepare() {
      let end = text.rowEnd
      var scanner = CSVScanner(text.bytes, separator: header.separator, in: text.index..<end)
      guard let row = scanner.next(), row.byteOffset == text.index else {
        let blank = text.bytes[text.index..<end].firstIndex { $0 != 0x0A && $0 != 0x0D }
        text.advance(to: blank ?? end)
        continue
      }
      let (line, offset) = (text.line, text.offset)
      if row.isCut || scanner.index == end && !(text.isWhole && end == text.bytes.count) {
        rows.refuse(line: line, byteOffset: offset, "rows that do not end")
        text.skipLine()
        continue
      }
      text.advance(to: scanner.index)
      guard isPastHeader else {
        isPastHeader = true
        continue
      }
      let cells = zip(header.names, row.fields.map(\.trimmed)).filter { !$1.isEmpty }
      if cells.isEmpty { continue }
      return Row(
        line: line, byteOffset: offset,
        cells: Dictionary(cells.map { ($0, $1) }, uniquingKeysWith: { first, _ in first }))
    }
    return nil
  }
}
