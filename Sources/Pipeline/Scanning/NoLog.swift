import LogModel

/// Tells files of a folder that are no logs: pictures, archives, programs, documents, settings, and
/// text of which no line carries a time.
///
/// Only what was found in a folder or by a pattern is asked: whoever names a file means it. What is
/// set apart is named, and what may be a log is read, so that nothing is lost by a name alone.
enum NoLog {
  /// First bytes of files that are nobody's log.
  private static let magics: [(bytes: [UInt8], kind: String)] = [
    ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"), ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
    (Array("GIF8".utf8), "a GIF picture"), (Array("RIFF".utf8), "a sound or picture"),
    (Array("%PDF".utf8), "a PDF document"), ([0x7F, 0x45, 0x4C, 0x46], "a program or a core dump"),
    ([0xCA, 0xFE, 0xBA, 0xBE], "a program"), (Array("SQLite format 3".utf8), "a database"),
    (Array("LPKSHHRH".utf8), "a binary journal; journalctl -o json --file reads it"),
    ([0xD4, 0xC3, 0xB2, 0xA1], "a capture of packets"), (Array("\u{0}asm".utf8), "a program"),
    (Array("MZ".utf8), "a program"),
  ]

  private static let kinds: [(extensions: Set<String>, kind: String)] = [
    (["md", "markdown", "rst", "adoc"], "a document"),
    (["yaml", "yml", "toml", "ini", "cfg", "conf", "properties", "env", "lock"], "settings"),
    (
      [
        "sh", "bash", "py", "rb", "js", "mjs", "ts", "go", "rs", "swift", "java", "c", "h", "cc",
        "cpp", "cs", "php", "pl", "sql", "css", "html", "htm", "svg",
      ], "a program or a page"
    ),
  ]
  private static let names: Set<String> = [
    "README", "LICENSE", "LICENCE", "NOTICE", "CHANGELOG", "CONTRIBUTING", "AUTHORS", "MAKEFILE",
    "DOCKERFILE",
  ]

  /// Bytes that are looked at where no line of the first ones carries a time.
  static let longHeadSize = 65_536

  /// What a file is that is no log; `nil` of one that may be a log.
  ///
  /// - Parameter head: its first decoded bytes.
  static func kind(path: String, head: UnsafeRawBufferPointer) -> String? {
    guard !head.isEmpty else { return nil }
    if let known = magics.first(where: { head.starts(with: $0.bytes) }) {
      // Letters may begin a line, too.
      if known.bytes[0] > 0x7E || isBinary(head) { return known.kind }
    }
    if isBinary(head) { return "binary" }
    if let named = kind(ofName: path), !isMostlyStamped(head) { return named }
    return nil
  }

  /// Whether no line says anything that may be a time: two digits behind a colon or a dash, or ten
  /// in a row.
  static func isTimeless(_ head: UnsafeRawBufferPointer) -> Bool {
    var digits = 0
    var mark: UInt8 = 0
    for byte in head {
      if byte &- 0x30 < 10 {
        digits += 1
        if digits == 10 || digits == 2 && (mark == 0x3A || mark == 0x2D) { return false }
      } else {
        mark = digits > 0 ? byte : 0
        digits = 0
      }
    }
    return true
  }

  private static func kind(ofName path: String) -> String? {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if let first = parts.first, parts.count <= 2, names.contains(first.uppercased()) {
      return "a document"
    }
    guard parts.count > 1, let last = parts.last?.lowercased() else { return nil }
    return kinds.first { $0.extensions.contains(last) }?.kind
  }

  /// Controls that no text has, one in fifty bytes; zeros are a log's that a crash has torn.
  private static func isBinary(_ head: UnsafeRawBufferPointer) -> Bool {
    let controls = head.count { byte in
      byte < 0x20 && byte != 0 && !(0x08...0x0D).contains(byte) && byte != 0x1B
    }
    return controls * 50 > head.count
  }

  private static func isMostlyStamped(_ head: UnsafeRawBufferPointer) -> Bool {
    let lines = head.split(separator: 0x0A).prefix(40)
    let stamped = lines.count { hasClock($0) }
    return stamped * 2 > lines.count
  }

  /// `15:02:11`, anywhere in a line.
  private static func hasClock(_ line: Slice<UnsafeRawBufferPointer>) -> Bool {
    var kinds: UInt64 = 0
    for byte in line {
      // A byte each: 1 a digit, 2 a colon, 0 anything else.
      kinds = kinds << 8 | (byte &- 0x30 < 10 ? 1 : byte == 0x3A ? 2 : 0)
      if kinds == 0x01_01_02_01_01_02_01_01 { return true }
    }
    return false
  }

  /// Whether a name says that it is a log: `orders.log`, `orders.log.3.gz`.
  static func isLogName(_ path: String) -> Bool {
    let name = path.split(separator: "/").last ?? ""
    return name.split(separator: ".").dropFirst().contains("log")
  }
}
