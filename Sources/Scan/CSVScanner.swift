/// Parts bytes into rows as RFC 4180 says, one at a time.
///
/// Rows end with LF or CRLF, a leading byte order mark is skipped and empty lines are passed
/// over. What the standard forbids but programs write is kept as it stands: a quote inside an
/// unquoted field, and text between a closing quote and the next separator.
///
///     var rows = CSVScanner(Array("time,text\n15:20,\"a, b\"\n".utf8))
///     rows.next()?.fields  // ["time", "text"]
///     rows.next()?.fields  // ["15:20", "a, b"]
public struct CSVScanner: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private let separator: UInt8
  private let end: Int
  /// Where the next row is looked for.
  public private(set) var index: Int
  private var line = 1

  /// - Parameters:
  ///   - separator: between fields; an ASCII character, not a quote or a line break.
  ///   - range: the part of `bytes` that is looked at, as if there was nothing behind it; lines
  ///     are counted from its begin.
  public init(
    _ bytes: [UInt8], separator: UInt8 = UInt8(ascii: ","), in range: Range<Int>? = nil
  ) {
    self.bytes = bytes
    self.separator = separator
    let part = range?.clamped(to: bytes.indices) ?? bytes.indices
    end = part.upperBound
    index = part.lowerBound
    // A part may lie anywhere in a file: what begins it is no mark of the file.
    if range == nil, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
  }

  /// The next row; `nil` at the end.
  public mutating func next() -> CSVRow? {
    while let ending = lineEnding(at: index) {
      index += ending
      line += 1
    }
    guard index < end else { return nil }
    var row = CSVRow(fields: [], line: line, byteOffset: index)
    while true {
      row.fields.append(field(&row.isCut))
      guard index < end else { return row }
      if bytes[index] == separator {
        index += 1
        continue
      }
      index += lineEnding(at: index) ?? 0
      line += 1
      return row
    }
  }

  /// Reads to the next separator or line ending, which is left.
  private mutating func field(_ isCut: inout Bool) -> String {
    var content: [UInt8] = []
    if index < end, bytes[index] == UInt8(ascii: "\"") {
      index += 1
      isCut = !readQuoted(&content)
    }
    while index < end, bytes[index] != separator, lineEnding(at: index) == nil {
      content.append(bytes[index])
      index += 1
    }
    return String(decoding: content, as: UTF8.self)
  }

  /// Reads past the closing quote; `false` if there is none.
  private mutating func readQuoted(_ content: inout [UInt8]) -> Bool {
    while index < end {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\"") {
        guard index < end, bytes[index] == UInt8(ascii: "\"") else { return true }
        index += 1
      }
      if byte == UInt8(ascii: "\n") { line += 1 }
      content.append(byte)
    }
    return false
  }

  /// Bytes of the line ending at `place`: 1 or 2, `nil` if none is there.
  private func lineEnding(at place: Int) -> Int? {
    guard place < end else { return nil }
    if bytes[place] == UInt8(ascii: "\n") { return 1 }
    guard bytes[place] == UInt8(ascii: "\r") else { return nil }
    if place + 1 == end { return 1 }
    return bytes[place + 1] == UInt8(ascii: "\n") ? 2 : nil
  }
}

/// One row of a comma-separated file.
public struct CSVRow: Hashable, Sendable {
  /// Without their quotes; bytes that are no UTF-8 are replaced.
  public var fields: [String]
  /// The line the row begins on, 1-based; a quoted field may hold line breaks.
  public var line: Int
  /// Where the row begins.
  public var byteOffset: Int
  /// The bytes ended inside a quoted field: the row is cut, or a quote was not closed.
  public var isCut: Bool

  public init(fields: [String], line: Int, byteOffset: Int, isCut: Bool = false) {
    self.fields = fields
    self.line = line
    self.byteOffset = byteOffset
    self.isCut = isCut
  }
}
