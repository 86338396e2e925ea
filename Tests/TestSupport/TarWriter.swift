/// Builds tar archives member by member, also such as no program writes.
public struct TarWriter {
  public private(set) var bytes: [UInt8] = []

  public init() {}

  /// Adds a header and its content, padded to whole blocks.
  ///
  /// - Parameters:
  ///   - name: cut to the 100 bytes of its field.
  ///   - isOld: without the mark of ustar, as before 1988.
  ///   - size: what the header says, where that is not the content's size.
  public mutating func add(
    _ name: [UInt8], _ content: [UInt8] = [], type: Character = "0", prefix: String = "",
    isOld: Bool = false, size: Int? = nil
  ) {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: [UInt8], at place: Int, _ limit: Int) {
      for (index, byte) in text.prefix(limit).enumerated() { header[place + index] = byte }
    }
    put(name, at: 0, 100)
    put(Self.octal(0o644, 7), at: 100, 7)
    put(Self.octal(size ?? content.count, 11), at: 124, 11)
    put(Self.octal(1_744_124_400, 11), at: 136, 11)
    put(Array(repeating: 0x20, count: 8), at: 148, 8)
    if !isOld {
      header[156] = type.asciiValue ?? 0
      put(Array("ustar\u{0}00".utf8), at: 257, 8)
      put(Array(prefix.utf8), at: 345, 155)
    }
    put(Self.octal(header.reduce(0) { $0 + Int($1) }, 6) + [0, 0x20], at: 148, 8)
    bytes += header + content
    bytes += [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
  }

  public mutating func add(_ name: String, _ content: [UInt8] = [], type: Character = "0") {
    add(Array(name.utf8), content, type: type)
  }

  /// A member with POSIX attributes before it.
  public mutating func add(_ name: String, _ content: [UInt8], attributes: [(String, String)]) {
    let records = attributes.flatMap { key, value -> [UInt8] in
      let rest = " \(key)=\(value)\n".utf8.count
      var length = rest
      while length != rest + String(length).count { length = rest + String(length).count }
      return Array("\(length) \(key)=\(value)\n".utf8)
    }
    add(Array("PaxHeader/x".utf8), records, type: "x")
    add(name, content)
  }

  /// A member whose long name stands before it, as GNU tar writes it.
  public mutating func add(longName: String, _ content: [UInt8]) {
    add(Array("././@LongLink".utf8), Array(longName.utf8) + [0], type: "L")
    add(Array(longName.utf8), content)
  }

  /// The archive with the two empty blocks that end one.
  public var finished: [UInt8] { bytes + [UInt8](repeating: 0, count: 1024) }

  private static func octal(_ value: Int, _ digits: Int) -> [UInt8] {
    let text = String(value, radix: 8)
    return Array((String(repeating: "0", count: max(0, digits - text.count)) + text).utf8)
  }
}
