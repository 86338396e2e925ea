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
  private var index = 0
  private var line = 1

  /// - Parameter separator: between fields; an ASCII character, not a quote or a line break.
  public init(_ bytes: [UInt8], separator: UInt8 = UInt8(ascii: ",")) {
    self.bytes = bytes
    self.separator = separator
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
  }

  /// The next row; `nil` at the end.
  public mutating func next() -> CSVRow? {
    while let ending = lineEnding(at: index) {
      index += ending
      line += 1
    }
    guard index < bytes.count else { return nil }
    var row = CSVRow(fields: [], line: line, byteOffset: index)
    while true {
      row.fields.append(field(&row.isCut))
      guard index < bytes.count else { return row }
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
    if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
      index += 1
      isCut = !readQuoted(&content)
    }
    while index < bytes.count, bytes[index] != separator, lineEnding(at: index) == nil {
      content.append(bytes[index])
      index += 1
    }
    return String(decoding: content, as: UTF8.self)
  }

  /// Reads past the closing quote; `false` if there is none.
  private mutating func readQuoted(_ content: inout [UInt8]) -> Bool {
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\"") {
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { return true }
        index += 1
      }
      if byte == UInt8(ascii: "\n") { line += 1 }
      content.append(byte)
    }
    return false
  }

  /// Bytes of the line ending at `place`: 1 or 2, `nil` if none is there.
  private func lineEnding(at place: Int) -> Int? {
    guard place < bytes.count else { return nil }
    if bytes[place] == UInt8(ascii: "\n") { return 1 }
    guard bytes[place] == UInt8(ascii: "\r") else { return nil }
    if place + 1 == bytes.count { return 1 }
    return bytes[place + 1] == UInt8(ascii: "\n") ? 2 : nil
  }
}
