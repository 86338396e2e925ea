/// Reads what ``ByteWriter`` wrote, from bytes that may be anything.
///
/// Every length is compared with what is left before anything is made of it.
struct ByteReader {
  private let bytes: [UInt8]
  private let end: Int
  private(set) var offset: Int

  /// - Parameter range: the part to read; cut to what there is.
  init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    let range = range.clamped(to: bytes.indices)
    offset = range.lowerBound
    end = range.upperBound
  }

  var isAtEnd: Bool { offset == end }
  var remaining: Int { end - offset }
  /// What to throw when the bytes here make no sense.
  var damaged: TallyError { .damaged(offset: offset) }

  mutating func byte() throws(TallyError) -> UInt8 {
    guard offset < end else { throw damaged }
    offset += 1
    return bytes[offset - 1]
  }

  mutating func bool() throws(TallyError) -> Bool {
    let value = try byte()
    guard value <= 1 else { throw damaged }
    return value == 1
  }

  mutating func varint() throws(TallyError) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let next = try byte()
      // The tenth byte holds one bit.
      guard shift < 63 || next <= 1 else { throw damaged }
      value |= UInt64(next & 0x7F) &<< shift
      if next < 0x80 { return value }
      shift += 7
    }
  }

  /// A number from 0 to `most`.
  mutating func integer(upTo most: Int = .max) throws(TallyError) -> Int {
    guard let value = Int(exactly: try varint()), value <= most else { throw damaged }
    return value
  }

  /// A number of things of at least `size` bytes each, as many as may still follow.
  mutating func count(ofBytes size: Int) throws(TallyError) -> Int {
    let count = try integer()
    guard count <= remaining / max(1, size) else { throw damaged }
    return count
  }

  mutating func signed() throws(TallyError) -> Int64 {
    let value = try varint()
    return Int64(bitPattern: value &>> 1) ^ -Int64(bitPattern: value & 1)
  }

  mutating func fixed64() throws(TallyError) -> UInt64 {
    guard remaining >= 8 else { throw damaged }
    var value: UInt64 = 0
    for index in 0..<8 { value |= UInt64(bytes[offset + index]) &<< UInt64(8 * index) }
    offset += 8
    return value
  }

  mutating func string() throws(TallyError) -> String {
    let count = try count(ofBytes: 1)
    guard let text = String(validating: bytes[offset..<offset + count], as: UTF8.self) else {
      throw damaged
    }
    offset += count
    return text
  }

  /// What `read` gives, where ``ByteWriter/optional(_:_:)`` wrote that there is a value.
  mutating func optional<T>(
    _ read: (inout ByteReader) throws(TallyError) -> T
  ) throws(TallyError) -> T? {
    guard try bool() else { return nil }
    return try read(&self)
  }
}
