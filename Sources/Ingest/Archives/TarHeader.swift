/// One header of a tar archive: POSIX ustar, GNU, or the old form, told by its check sum.
struct TarHeader {
  static let size = 512

  enum Kind {
    case file
    /// Holds the name of the next member, as GNU tar writes names that are long.
    case longName
    /// Holds attributes of the next member.
    case attributes
    /// A file whose holes are left out.
    case sparse
    /// Anything without content of its own: folders, links, devices.
    case empty
    /// Content that is nobody's file.
    case other
  }

  /// As it stands, up to its first zero.
  let name: [UInt8]
  /// Bytes of content behind the header.
  let contentSize: Int
  let kind: Kind
  /// More headers of an old sparse file stand behind this one.
  let isExtended: Bool

  /// `nil` when the bytes are no header.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= Self.size, bytes[0] != 0,
      let stated = Self.number(bytes, 148, 8), Self.sums(bytes).contains(stated),
      let size = Self.number(bytes, 124, 12)
    else { return nil }
    let isUStar = bytes[257..<263].elementsEqual([0x75, 0x73, 0x74, 0x61, 0x72, 0])
    var name = Self.text(bytes, 0, 100)
    // GNU tar keeps times where POSIX keeps folders.
    let prefix = isUStar ? Self.text(bytes, 345, 155) : []
    if !prefix.isEmpty { name = prefix + [0x2F] + name }
    self.name = name
    kind =
      switch bytes[156] {
      case 0, 0x30, 0x37: name.last == 0x2F ? .empty : .file
      case 0x4C: .longName
      case 0x78: .attributes
      case 0x53: .sparse
      case 0x31...0x36: .empty
      default: .other
      }
    if case .empty = kind { contentSize = 0 } else { contentSize = size }
    isExtended = bytes[156] == 0x53 && bytes[482] != 0
  }

  private static func text(
    _ bytes: UnsafeRawBufferPointer, _ start: Int, _ count: Int
  ) -> [UInt8] {
    Array(bytes[start..<start + count].prefix { $0 != 0 })
  }

  /// The sum of all bytes with blanks for the sum itself; old programs added signed bytes.
  private static func sums(_ bytes: UnsafeRawBufferPointer) -> [Int] {
    var plain = 0
    var signed = 0
    for (place, byte) in bytes[..<size].enumerated() {
      let value = 148..<156 ~= place ? 0x20 : byte
      plain += Int(value)
      signed += Int(Int8(bitPattern: value))
    }
    return [plain, signed]
  }

  /// Octal digits between blanks and zeros, or, for what is too large, a binary number.
  private static func number(
    _ bytes: UnsafeRawBufferPointer, _ start: Int, _ count: Int
  ) -> Int? {
    let field = bytes[start..<start + count]
    guard let first = field.first else { return nil }
    if first & 0x80 != 0 {
      // Positive ones alone; more than 62 bits are nobody's size. A field may be shorter than
      // the eight bytes of a number, and what is sniffed here need not be an archive at all.
      let digits = field.dropFirst().drop { $0 == 0 }
      guard first == 0x80, digits.count <= 8 else { return nil }
      let value = digits.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      return value < 1 << 62 ? Int(value) : nil
    }
    let digits = field.drop { $0 == 0x20 || $0 == 0 }.prefix { (0x30...0x37).contains($0) }
    let rest = field[digits.endIndex...]
    guard rest.allSatisfy({ $0 == 0x20 || $0 == 0 }) else { return nil }
    return digits.reduce(0) { $0 << 3 | Int($1 - 0x30) }
  }
}

/// What a member's own header has no room for: POSIX attributes, or GNU's long name.
struct TarAttributes {
  var name: [UInt8]?
  var size: Int?
  var isSparse = false

  /// Reads records of the form `LENGTH key=value`, each ended by a line end; stops at damage.
  mutating func read(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while let blank = rest.prefix(20).firstIndex(of: 0x20),
      let length = Self.number(rest[..<blank]), length > blank - rest.startIndex + 1,
      length <= rest.count
    {
      let record = rest[(blank + 1)..<(rest.startIndex + length)].dropLast()
      rest = rest.dropFirst(length)
      guard let sign = record.firstIndex(of: 0x3D) else { continue }
      let value = record[(sign + 1)...]
      switch String(decoding: record[..<sign], as: UTF8.self) {
      case "path": name = Array(value.prefix { $0 != 0 })
      case "size": size = Self.number(value) ?? size
      case "GNU.sparse.major", "GNU.sparse.map", "GNU.sparse.size", "SCHILY.realsize":
        isSparse = true
      default: break
      }
    }
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.count < 19,
      digits.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}
