/// Appends numbers and texts to bytes, the same on every machine.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func byte(_ value: UInt8) { bytes.append(value) }

  mutating func bool(_ value: Bool) { bytes.append(value ? 1 : 0) }

  mutating func raw(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

  /// Seven bits a byte, the lowest first; the top bit says that more follow.
  mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest &>>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// A number that is never negative; below 0 counts as 0.
  mutating func count(_ value: Int) { varint(UInt64(max(0, value))) }

  /// A number of either sign, short when it is near 0 (zigzag).
  mutating func signed(_ value: Int64) {
    varint(UInt64(bitPattern: (value &<< 1) ^ (value &>> 63)))
  }

  /// Eight bytes, the lowest first.
  mutating func fixed64(_ value: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value &>> shift))
    }
  }

  /// Its length in bytes, then its UTF-8.
  mutating func string(_ text: String) {
    count(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  /// Whether there is a value, then the value as `write` puts it.
  mutating func optional<T>(_ value: T?, _ write: (inout ByteWriter, T) -> Void) {
    bool(value != nil)
    if let value { write(&self, value) }
  }
}
