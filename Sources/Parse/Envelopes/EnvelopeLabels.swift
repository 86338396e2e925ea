import Scan

/// Labels as query languages write them: `{app="orders", pod="orders-0"}`.
enum LabelSet {
  /// Behind the brace that closes the set which begins at `start`.
  static func end(_ line: UnsafeRawBufferPointer, from start: Int) -> Int? {
    walk(line, from: start) { _, _ in }
  }

  /// The same as a JSON object; empty for what is no such set.
  static func object(_ set: UnsafeRawBufferPointer) -> [UInt8] {
    var out = Array("{".utf8)
    let end = walk(set, from: 0) { name, value in
      if out.count > 1 { out.append(0x2C) }
      out.append(0x22)
      out.append(contentsOf: set[name])
      out.append(contentsOf: "\":".utf8)
      out.append(contentsOf: set[value])
    }
    out.append(0x7D)
    return end == nil ? [] : out
  }

  /// Calls `member` with each name and each value in its quotes.
  private static func walk(
    _ line: UnsafeRawBufferPointer, from start: Int,
    _ member: (_ name: Range<Int>, _ value: Range<Int>) -> Void
  ) -> Int? {
    guard start < line.count, line[start] == 0x7B else { return nil }
    var at = start + 1
    while true {
      while at < line.count, line[at] == 0x20 || line[at] == 0x2C { at += 1 }
      guard at < line.count else { return nil }
      if line[at] == 0x7D { return at + 1 }
      let name = at
      while at < line.count, EnvelopeHead.isNameByte(line[at]) { at += 1 }
      guard at > name, at + 1 < line.count, line[at] == 0x3D, line[at + 1] == 0x22 else {
        return nil
      }
      let value = at + 1
      var end = value + 1
      while end < line.count, line[end] != 0x22 { end += line[end] == 0x5C ? 2 : 1 }
      guard end < line.count else { return nil }
      member(name..<at, value..<(end + 1))
      at = end + 1
    }
  }
}

/// Writes JSON objects of plain members.
enum FlatObject {
  /// A text in quotes, its quotes, backslashes and controls escaped.
  static func append(string text: some Sequence<UInt8>, to out: inout [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    out.append(0x22)
    for byte in text {
      switch byte {
      case 0x22, 0x5C: out.append(contentsOf: [0x5C, byte])
      case 0..<0x20:
        out.append(contentsOf: "\\u00".utf8)
        out.append(contentsOf: [digits[Int(byte >> 4)], digits[Int(byte & 15)]])
      default: out.append(byte)
      }
    }
    out.append(0x22)
  }

  /// `"key":`, with a comma before it unless it is the first.
  static func append(key: some Sequence<UInt8>, to out: inout [UInt8]) {
    if out.last != 0x7B { out.append(0x2C) }
    out.append(0x22)
    out.append(contentsOf: key)
    out.append(contentsOf: "\":".utf8)
  }
}
