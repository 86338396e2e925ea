import LogModel
import Scan

/// Logs exported as comma-separated values (CSV) whose first row names the columns, as Kibana,
/// Splunk, Datadog and CloudWatch Insights write them; also parted by semicolons or tabs.
///
/// A column means what a JSON key of its name means. Each row is read as the object of its cells,
/// or as the line of text that one of its cells is, with the other cells as labels. A table is a
/// log where one column holds its times and another what happened.
public struct CSVTable: DocumentEnvelope {
  public let name: String
  private let separator: UInt8
  public var shape: DocumentShape { .rows(separator: separator) }

  public static let commas = CSVTable(name: "csv", separator: 0x2C)
  public static let semicolons = CSVTable(name: "csv-semicolons", separator: 0x3B)
  public static let tabs = CSVTable(name: "tsv", separator: 0x09)

  private init(name: String, separator: UInt8) {
    self.name = name
    self.separator = separator
  }

  public func begins(_ head: UnsafeRawBufferPointer) -> Bool {
    var rest = head[DocumentHead.start(of: head)...]
    if rest.starts(with: "sep=".utf8) { rest = rest.drop { $0 != 0x0A }.dropFirst() }
    guard let end = rest.firstIndex(of: 0x0A) else { return false }
    let row = UnsafeRawBufferPointer(rebasing: rest[..<end])
    guard row.contains(separator) else { return false }
    let names = RowEntryScanner.names(of: row, separator)
    guard names.count > 1, names.allSatisfy(Self.isName) else { return false }
    // A first row that is a record itself names nothing.
    let columns = CSVColumns(names)
    guard columns.times.isEmpty || columns.tells else { return false }
    var scanner = RowEntryScanner(separator: separator)
    let window = UnsafeRawBufferPointer(rebasing: rest)
    guard case .entry(let start) = scanner.next(in: window, isLast: true) else { return false }
    let first = UnsafeRawBufferPointer(rebasing: window[start..<scanner.position])
    guard let cells = columns.cells(RowEntryScanner.values(of: first, separator)) else {
      return false
    }
    return columns.stamp(of: cells) != nil && (columns.tells || columns.tellsByValue(cells))
  }

  /// Letters, perhaps among digits and marks of names; no stamp and no sentence.
  private static func isName(_ name: String) -> Bool {
    let text = Array(name.utf8)
    let words = text.split(separator: 0x20)
    guard text.contains(where: { MessageHead.isLetter($0) || $0 >= 0x80 }), words.count < 5,
      text.count <= 64
    else { return false }
    let marks = Array("_-.@ ()[]/:#%$".utf8)
    let isPlain = text.allSatisfy {
      EnvelopeHead.isLetterOrDigit($0) || $0 >= 0x80 || marks.contains($0)
    }
    // Stamps have more digits than any name.
    return isPlain && text.count { $0 &- 0x30 < 10 } < 6
  }

  public func open(
    _ entry: UnsafeRawBufferPointer, under header: [String], into made: inout [UInt8]
  ) -> EntryContent {
    let columns = CSVColumns(header)
    guard let cells = columns.cells(RowEntryScanner.values(of: entry, separator)) else {
      return .foreign
    }
    guard let stamp = columns.stamp(of: cells) else { return .undated }
    let text = columns.text(of: cells)
    let level = columns.appendObject(of: cells, leaving: stamp.columns + [text], to: &made)
    let object = JSONSlice(kind: .object, start: 0, end: made.count)
    var wrapped = Wrapped(text: object)
    if let text {
      made.append(contentsOf: cells[text])
      wrapped.text = JSONSlice(kind: .object, start: object.end, end: made.count)
      wrapped.labels = object
    }
    wrapped.level = level
    wrapped.time = stamp.moment
    wrapped.localTime = stamp.civil
    return .record(wrapped)
  }
}

/// What the columns of a table of records mean, by their names.
struct CSVColumns {
  /// The moment of a row, and which columns said it.
  struct Stamp {
    var moment: Timestamp?
    var civil: ParsedTime?
    var columns: [Int]
  }

  private let names: [[UInt8]]
  private let keys: [FieldKey?]
  /// Columns of times, the best name first.
  let times: [Int]
  /// Whole lines of logs stand under these names.
  private static let lines = ["_raw", "@message", "message", "line", "log", "body", "msg"]

  init(_ header: [String]) {
    names = header.map { name in
      let text = name.utf8.drop { $0 == 0x20 }.reversed().drop { $0 == 0x20 }
      return text.reversed()
    }
    var ranked: [(rank: Int, column: Int)] = []
    var keys: [FieldKey?] = []
    for (column, name) in names.enumerated() {
      let match = name.withUnsafeBytes { FieldKeyTable.standard.match($0) }
      let key = match.flatMap { $0.isPrefix ? nil : $0.key }
      keys.append(key ?? (Self.isLine(name) ? .message : nil))
      if key == .time, let match { ranked.append((Int(match.rank), column)) }
    }
    self.keys = keys
    times = ranked.sorted { ($0.rank, $0.column) < ($1.rank, $1.column) }.map(\.column)
  }

  private static func isLine(_ name: [UInt8]) -> Bool {
    lines.contains { name.elementsEqual($0.utf8) }
  }

  /// Some column says what happened, and not only when.
  var tells: Bool {
    let telling: Set<FieldKey> = [
      .message, .level, .status, .path, .operation, .error, .requestBody, .envelopeLine,
    ]
    return !times.isEmpty && keys.contains { $0.map(telling.contains) ?? false }
  }

  /// The same by what stands in a row, where the names are in no known language.
  func tellsByValue(_ cells: [[UInt8]]) -> Bool {
    cells.contains { $0.withUnsafeBytes { SeverityText.exact($0) } != nil }
  }

  /// One cell a column; `nil` for a row that is cut or has more, of which nobody knows which cell
  /// is whose.
  func cells(_ values: [[UInt8]]) -> [[UInt8]]? {
    values.count == names.count ? values : nil
  }

  // MARK: Times

  /// When a row was written.
  func stamp(of cells: [[UInt8]]) -> Stamp? {
    for column in times {
      if var stamp = Self.stamp(cells[column]) {
        stamp.columns = [column]
        return stamp
      }
    }
    // A day and a clock in two columns.
    for column in times {
      for other in times where other != column {
        if var stamp = Self.stamp(cells[column] + [0x20] + cells[other]) {
          stamp.columns = [column, other]
          return stamp
        }
      }
    }
    guard times.isEmpty else { return nil }
    for column in cells.indices where cells[column].contains(0x3A) {
      if var stamp = Self.stamp(cells[column]) {
        stamp.columns = [column]
        return stamp
      }
    }
    return nil
  }

  private static func stamp(_ cell: [UInt8]) -> Stamp? {
    // Kibana writes `Apr 8, 2025 @ 15:02:11.123`.
    var text = cell
    if let at = text.firstIndex(of: 0x40), at > 1, at + 2 < text.count, text[at + 1] == 0x20,
      text[at - 1] == 0x20
    {
      text.removeSubrange(at...at + 1)
    }
    return text.withUnsafeBytes { bytes in
      if let moment = EpochText.parse(bytes) { return Stamp(moment: moment, columns: []) }
      if let leading = LeadingStamp.read(bytes, at: 0), leading.end == bytes.count {
        return Stamp(moment: leading.moment, civil: leading.civil, columns: [])
      }
      guard let civil = TimestampText.parse(bytes) ?? LoggerTime.parse(bytes) else { return nil }
      return civil.zone == .missing
        ? Stamp(civil: civil, columns: [])
        : civil.timestamp().map { Stamp(moment: $0, columns: []) }
    }
  }

  // MARK: What happened

  /// The column whose cell is a line of a log of its own: where no other cell says how the
  /// record ended, or the line is surely a record itself.
  func text(of cells: [[UInt8]]) -> Int? {
    guard
      let column = Self.lines.lazy.compactMap({ line in
        names.firstIndex { $0.elementsEqual(line.utf8) }
      }).first, !cells[column].isEmpty
    else { return nil }
    let own: Set<FieldKey> = [.level, .status, .path, .method, .operation, .latency, .error]
    let hasOwn = keys.indices.contains { at in
      at != column && !cells[at].isEmpty && (keys[at].map(own.contains) ?? false)
    }
    guard hasOwn else { return column }
    return cells[column].withUnsafeBytes { InnerText.isObject($0, at: 0) } ? column : nil
  }

  /// Writes the cells as an object, all but those of `left`, and says their level.
  func appendObject(
    of cells: [[UInt8]], leaving left: [Int?], to made: inout [UInt8]
  ) -> Severity {
    var level = Severity.unknown
    made.append(0x7B)
    for (column, cell) in cells.enumerated() where !cell.isEmpty && !left.contains(column) {
      if keys[column] == .time { continue }
      if let found = severity(of: cell, in: column) {
        level = found
        if keys[column] == .level { continue }
      }
      if made.count > 1 { made.append(0x2C) }
      FlatObject.append(string: names[column], to: &made)
      made.append(0x3A)
      if Self.isNumber(cell) {
        made.append(contentsOf: cell)
      } else {
        FlatObject.append(string: cell, to: &made)
      }
    }
    made.append(0x7D)
    return level
  }

  /// A level under a known name in any spelling, a letter too; elsewhere where no column is one.
  private func severity(of cell: [UInt8], in column: Int) -> Severity? {
    cell.withUnsafeBytes { text in
      if keys[column] == .level {
        return text.count == 1
          ? LevelWord.severity(letter: text[0] & 0xDF)
          : SeverityText.exact(text)
      }
      guard keys[column] == nil, !keys.contains(.level) else { return nil }
      return SeverityText.exact(text)
    }
  }

  /// A number as JSON writes it.
  private static func isNumber(_ cell: [UInt8]) -> Bool {
    let digits = cell.first == 0x2D ? cell.dropFirst() : cell[...]
    guard let first = digits.first, first &- 0x30 < 10, digits.count <= 18,
      digits.last.map({ $0 &- 0x30 < 10 }) == true,
      first != 0x30 || digits.count == 1 || digits.dropFirst().first == 0x2E
    else { return false }
    var points = 0
    for byte in digits where byte &- 0x30 > 9 {
      guard byte == 0x2E else { return false }
      points += 1
    }
    return points < 2
  }
}
