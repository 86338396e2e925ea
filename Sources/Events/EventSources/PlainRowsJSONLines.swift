/// Event rows as JSON objects: one a line, or a list of them.
struct PlainRowsJSONLines: EventSource {
  let name = "json-lines"
  let suffixes = ["jsonl", "ndjson", "json"]

  /// Objects begin with `{"`; a YAML mapping in braces seldom has its quotes.
  ///
  /// Most of the first lines decide, for an export may begin with a line that was cut.
  func recognises(_ content: EventContent) -> Bool {
    let lines = content.firstLines(20)
    guard let first = lines.first?.text else { return false }
    if Self.beginsObject(first.drop { $0 == UInt8(ascii: "[") || $0 <= 0x20 }) { return true }
    // A list that is laid out over lines: a bracket alone, then an object.
    if first.elementsEqual("[".utf8), lines.count > 1 {
      return Self.beginsObject(lines[1].text) || lines[1].text.elementsEqual("{".utf8)
        || lines[1].text.elementsEqual("]".utf8)
    }
    if first.elementsEqual("[]".utf8) { return true }
    return lines.count { Self.beginsObject($0.text) } * 2 > lines.count
  }

  func read(_ text: inout EventText, into rows: inout EventRowBuilder) {
    while text.prepare() {
      var reader = FlatJSONReader(text.bytes, at: text.index, end: text.rowEnd)
      guard let start = reader.nextStart(), start == text.index else {
        text.advance(to: reader.index)
        continue
      }
      let (line, offset) = (text.line, text.offset)
      if let members = reader.object() {
        text.advance(to: reader.index)
        rows.add(EventFields(line: line, byteOffset: offset, members: members))
      } else {
        rows.refuse(line: line, byteOffset: offset, "lines that are no JSON object")
        text.failed(at: reader.index)
        text.skipLine()
      }
    }
  }

  private static func beginsObject(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.first == UInt8(ascii: "{") else { return false }
    let next = text.dropFirst().drop { $0 <= 0x20 }.first
    return next == UInt8(ascii: "\"") || next == UInt8(ascii: "}")
  }
}
