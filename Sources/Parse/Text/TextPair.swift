import Scan

/// A `key=value` of a line of text, as slices.
struct TextPair {
  var key: Range<Int>
  var value: JSONSlice
  /// Behind the value and its closing quote.
  var end: Int

  /// The value that begins at `start`: quoted, or up to a blank or one of the bytes in `stops`.
  static func value(
    _ line: UnsafeRawBufferPointer, at start: Int, to limit: Int, stops: [UInt8]
  ) -> (slice: JSONSlice, end: Int)? {
    if start < limit, line[start] == 0x22 {
      var at = start &+ 1
      var hasEscapes = false
      while at < limit, line[at] != 0x22 {
        if line[at] == 0x5C {
          hasEscapes = true
          at &+= 1
        }
        at &+= 1
      }
      guard at < limit else { return nil }
      return (
        JSONSlice(kind: .string, start: start &+ 1, end: at, hasEscapes: hasEscapes), at &+ 1
      )
    }
    var at = start
    while at < limit, line[at] > 0x20, !stops.contains(line[at]) { at &+= 1 }
    return (JSONSlice(kind: kind(line, start, at), start: start, end: at), at)
  }

  /// What an unquoted value is.
  private static func kind(
    _ line: UnsafeRawBufferPointer, _ start: Int, _ end: Int
  ) -> JSONSlice.Kind {
    let text = line[start..<end]
    guard let first = text.first else { return .null }
    if first &- 0x30 < 10 || first == 0x2D {
      var points = 0
      for byte in text.dropFirst() where byte &- 0x30 > 9 {
        guard byte == 0x2E else { return .string }
        points += 1
      }
      return points < 2 && text.last.map { $0 &- 0x30 < 10 } ?? false ? .number : .string
    }
    if text.count == 4, text.elementsEqual("true".utf8) { return .bool }
    if text.count == 5, text.elementsEqual("false".utf8) { return .bool }
    if text.count == 4, text.elementsEqual("null".utf8) { return .null }
    return .string
  }

  /// Puts a value where its key belongs. Durations count with a unit alone: in the value, or as
  /// the end of the key.
  static func take(
    _ pair: TextPair, as match: FieldKeyTable.Match, of line: UnsafeRawBufferPointer,
    into fields: inout RecordFields
  ) {
    if match.key == .latency {
      let text = line.slice(pair.value)
      // A bare number under a bare name may be of any unit.
      if pair.value.kind == .number, match.way != .web,
        let unit = DurationText.unit(of: match.way), let number = NumberText.decimal(text)
      {
        guard number >= 0, fields.takes(match) else { return }
        fields.latencyMilliseconds = number * unit.milliseconds
        fields.latencyUnit = unit
      } else if let milliseconds = SpokenDuration.milliseconds(text), milliseconds >= 0,
        fields.takes(match)
      {
        fields.latencyMilliseconds = milliseconds
        fields.latencyUnit = .spelled
      }
      return
    }
    var member = JSONMember()
    member.keyStart = pair.key.lowerBound
    member.keyEnd = pair.key.upperBound
    member.value = pair.value
    // What waits for other members says too little in a line of text.
    var clues = UnresolvedJSONFields()
    JSONFieldTaker.take(member, as: match, of: line, into: &fields, &clues)
  }
}
