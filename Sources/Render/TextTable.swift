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
