/// Finds the rows of a table of comma-separated values; a quoted value may hold line ends.
struct RowEntryScanner: EntryScanner {
  private(set) var position = 0
  private(set) var header: [String] = []
  /// How far the row was looked through, and whether that is inside quotes.
  private var at = 0
  private var isQuoted = false

  var isBetweenDocuments: Bool { true }

  mutating func consumed(_ count: Int) {
    position -= count
    at = max(at - count, position)
  }

  mutating func abandon(to end: Int) {
    position = end
    at = end
    isQuoted = false
  }

  mutating func next(in window: UnsafeRawBufferPointer, isLast: Bool) -> EntryStep {
    while true {
      if at == position {
        while position < window.count, window[position] == 0x0A { position += 1 }
        at = position
      }
      while at < window.count, isQuoted || window[at] != 0x0A {
        if window[at] == 0x22 { isQuoted.toggle() }
        at += 1
      }
      if at - position > EntryStep.byteLimit { return broken() }
      if at >= window.count {
        guard isLast, !isQuoted, at > position else { return .more }
      }
      let row = UnsafeRawBufferPointer(rebasing: window[position..<at])
      let start = position
      position = at
      if row.allSatisfy({ $0 <= 0x20 }) || row.starts(with: "sep=".utf8) { continue }
      if header.isEmpty {
        header = Self.names(of: row)
        continue
      }
      return .entry(start: start)
    }
  }

  private mutating func broken() -> EntryStep {
    at = position
    isQuoted = false
    return .broken
  }

  /// Each row is held against all names, so their number and length are bounded: a header as long
  /// as a line may be would make a table of short rows quadratic.
  private static let columnLimit = 512
  private static let nameLimit = 128

  /// The names that the first row gives the columns, in lower case.
  static func names(of row: UnsafeRawBufferPointer) -> [String] {
    values(of: row).prefix(columnLimit).map {
      String(decoding: $0.prefix(nameLimit), as: UTF8.self).lowercased()
    }
  }

  /// The values of a row, their quotes taken off.
  static func values(of row: UnsafeRawBufferPointer) -> [[UInt8]] {
    var values: [[UInt8]] = [[]]
    var isQuoted = false
    var at = 0
    while at < row.count {
      let byte = row[at]
      if byte == 0x22 {
        if isQuoted, at + 1 < row.count, row[at + 1] == 0x22 {
          values[values.count - 1].append(byte)
          at += 1
        } else {
          isQuoted.toggle()
        }
      } else if byte == 0x2C, !isQuoted {
        values.append([])
      } else {
        values[values.count - 1].append(byte)
      }
      at += 1
    }
    while values[values.count - 1].last == 0x0D { values[values.count - 1].removeLast() }
    return values
  }
}
