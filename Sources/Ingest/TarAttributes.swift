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
