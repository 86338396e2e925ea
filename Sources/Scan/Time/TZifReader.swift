import LogModel

/// Reads the bytes of a compiled zone (RFC 8536, versions 1 to 4).
///
/// A file of version 2 and later holds its table twice, first with 32-bit times for old readers;
/// the second one and the rule behind it are used. Every count and index is checked against the
/// size of the file before it is followed.
struct TZifReader {
  struct LocalType: Hashable, Sendable {
    /// Seconds east of UTC.
    var offset: Int32
    var isDaylight: Bool
    var abbreviation: String
  }
  struct Table {
    /// Seconds of the epoch at which a type comes into force, ascending.
    var transitions: [Int64] = []
    /// For each transition the index of its type.
    var typeOfTransition: [UInt8] = []
    var types: [LocalType] = []
    var footer: PosixZone?
  }

  private struct Header {
    var version: UInt8
    var isUTCount, isStandardCount, leapCount, transitionCount, typeCount, letterCount: Int

    /// Bytes of the table that follows, with times of `width` bytes.
    func tableSize(width: Int) -> Int {
      transitionCount * (width + 1) + typeCount * 6 + letterCount + leapCount * (width + 4)
        + isStandardCount + isUTCount
    }
  }

  private static let headerSize = 44
  private let bytes: [UInt8]

  /// The table in `bytes`; `nil` if they are not a well-formed zone.
  ///
  /// Tables that count leap seconds are refused too: logs are written in a time without them.
  static func read(_ bytes: [UInt8]) -> Table? { TZifReader(bytes: bytes).read() }

  private func read() -> Table? {
    guard let old = header(at: 0) else { return nil }
    guard old.version >= UInt8(ascii: "2") else {
      return table(old, at: Self.headerSize, width: 4)
    }
    let second = Self.headerSize + old.tableSize(width: 4)
    guard let new = header(at: second) else { return nil }
    let start = second + Self.headerSize
    guard var table = table(new, at: start, width: 8) else { return nil }
    let footer = start + new.tableSize(width: 8)
    guard footer < bytes.count, bytes[footer] == UInt8(ascii: "\n"),
      let end = bytes[(footer + 1)...].firstIndex(of: UInt8(ascii: "\n"))
    else { return nil }
    if end > footer + 1 {
      guard let rule = PosixZoneReader.read(bytes[(footer + 1)..<end]) else { return nil }
      table.footer = rule
    }
    return table
  }

  private func header(at start: Int) -> Header? {
    guard start <= bytes.count - Self.headerSize,
      bytes[start..<(start + 4)].elementsEqual("TZif".utf8)
    else { return nil }
    let version = bytes[start + 4]
    guard version == 0 || (UInt8(ascii: "2")...UInt8(ascii: "4")).contains(version) else {
      return nil
    }
    let counts = (0..<6).map { Int(truncatingIfNeeded: integer(at: start + 20 + $0 * 4, width: 4)) }
    // No zone has a table near this size; the bound keeps the sums below from overflowing.
    guard counts.allSatisfy({ (0...1_000_000).contains($0) }) else { return nil }
    return Header(
      version: version, isUTCount: counts[0], isStandardCount: counts[1], leapCount: counts[2],
      transitionCount: counts[3], typeCount: counts[4], letterCount: counts[5])
  }

  private func table(_ header: Header, at start: Int, width: Int) -> Table? {
    guard header.leapCount == 0, (1...256).contains(header.typeCount),
      start + header.tableSize(width: width) <= bytes.count
    else { return nil }
    var table = Table()
    let indexes = start + header.transitionCount * width
    let types = indexes + header.transitionCount
    let letters = types + header.typeCount * 6
    table.transitions = (0..<header.transitionCount).map {
      integer(at: start + $0 * width, width: width)
    }
    table.typeOfTransition = Array(bytes[indexes..<types])
    guard zip(table.transitions, table.transitions.dropFirst()).allSatisfy({ $0 < $1 }),
      table.typeOfTransition.allSatisfy({ Int($0) < header.typeCount })
    else { return nil }
    let names = bytes[letters..<(letters + header.letterCount)]
    for index in 0..<header.typeCount {
      guard let type = localType(at: types + index * 6, names: names) else { return nil }
      table.types.append(type)
    }
    return table
  }

  private func localType(at start: Int, names: ArraySlice<UInt8>) -> LocalType? {
    let offset = integer(at: start, width: 4)
    let first = names.startIndex + Int(bytes[start + 5])
    guard (-93_599...93_599).contains(offset), bytes[start + 4] <= 1, first < names.endIndex,
      let end = names[first...].firstIndex(of: 0)
    else { return nil }
    return LocalType(
      offset: Int32(offset), isDaylight: bytes[start + 4] == 1,
      abbreviation: String(decoding: names[first..<end], as: UTF8.self))
  }

  /// A big-endian signed integer; the caller has checked that it lies inside.
  private func integer(at start: Int, width: Int) -> Int64 {
    var value: UInt64 = 0
    for byte in bytes[start..<(start + width)] { value = value << 8 | UInt64(byte) }
    return width == 4
      ? Int64(Int32(truncatingIfNeeded: value)) : Int64(truncatingIfNeeded: value)
  }
}
