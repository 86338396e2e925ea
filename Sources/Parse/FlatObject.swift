import Scan

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
