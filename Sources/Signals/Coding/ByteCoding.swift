/// Appends numbers and texts to bytes, the same on every machine.
struct ByteWriter {
  /// The version of the format that is written, and the only one that is read.
  static let formatVersion = 10

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
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
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
    // Most numbers are short.
    if offset < end, bytes[offset] < 0x80 {
      offset += 1
      return UInt64(bytes[offset - 1])
    }
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
    let value = bytes.withUnsafeBytes {
      $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }
    offset += 8
    return UInt64(littleEndian: value)
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

  /// How finely a stamp was written: 0, 3, 6 or 9.
  mutating func fractionDigits() throws(TallyError) -> UInt8 {
    let digits = try byte()
    guard digits <= 9, digits % 3 == 0 else { throw damaged }
    return digits
  }
}

/// Why bytes are no tally, or two tallies cannot be one.
public enum TallyError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The bytes do not begin as a tally does.
  case notATally
  /// Written by a version of the program that keeps other things.
  case unsupportedVersion(Int)
  /// Cut, or changed since it was written; the offset is where that showed.
  case damaged(offset: Int)
  /// The events carry counts of different units, so the sums would mix them.
  case differentDefinitions(mine: [String], theirs: [String])
  /// It was made under a definition that reads, names or judges records otherwise.
  case otherDefinition(mine: String, theirs: String)
  /// It was made under a definition that hides other things.
  case otherRedaction(mine: String, theirs: String)
  /// With the tallies before it, it claims more events than can be added up.
  case tooMany

  public var description: String {
    switch self {
    case .notATally: "not a tally: it does not begin as a .tally file does"
    case .unsupportedVersion(let version):
      "a tally of format \(version); this version reads format \(ByteWriter.formatVersion)"
    case .damaged(let offset):
      "a damaged tally: cut short or changed, noticed at byte \(offset)"
    case .differentDefinitions(let mine, let theirs):
      "made with different definitions: one counts \(Self.list(mine)), the other"
        + " \(Self.list(theirs)); make both with the same --pipeline"
    case .otherDefinition(let mine, let theirs):
      "made under another definition: \(theirs), and not \(mine); give both the same --pipeline"
    case .otherRedaction(let mine, let theirs):
      "made under another redaction, that of the definition \(theirs), and not of \(mine); "
        + "give both the same --pipeline"
    case .tooMany: "a tally that claims more events, with those before it, than any log holds"
    }
  }

  private static func list(_ units: [String]) -> String {
    units.isEmpty ? "no units" : units.joined(separator: ", ")
  }
}
