/// Names that a path gives to what wrote it.
public enum FileNaming {
  /// `logs/order-service.log.2.gz` → `order-service`: without folder, endings, rotation marks.
  public static func stem(of path: String) -> String {
    if path == "-" { return "stdin" }
    // Behind `!` stands a member of an archive.
    let last = path.split { $0 == "/" || $0 == "!" }.last ?? ""
    var parts = last.split(separator: ".", omittingEmptySubsequences: true).map(String.init)
    var name = ""
    repeat {
      while parts.count > 1, let end = parts.last, isEnding(end) { parts.removeLast() }
      name = parts.joined(separator: ".")
      // `service.log-20250408`: an ending may stand before a rotation mark as well as behind.
      while let cut = name.lastIndex(where: { $0 == "-" || $0 == "_" || $0 == "." }),
        cut > name.startIndex, isRotationMark(name[name.index(after: cut)...])
      {
        name = String(name[..<cut])
      }
      parts = name.split(separator: ".").map(String.init)
    } while parts.count > 1 && parts.last.map(isEnding) ?? false
    return name.isEmpty ? "log" : name
  }

  private static let endings: Set<String> = [
    "log", "logs", "json", "jsonl", "ndjson", "txt", "gz", "gzip", "zst", "xz", "bz2", "lz4",
    "out", "err", "tgz", "part", "old", "bak",
  ]

  private static func isEnding(_ part: String) -> Bool {
    endings.contains(part.lowercased()) || isRotationMark(part[...])
  }

  /// Digits, with or without the marks of a date.
  private static func isRotationMark(_ part: Substring) -> Bool {
    !part.isEmpty
      && part.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x54 || $0 == 0x5A }
      && part.utf8.contains { (0x30...0x39).contains($0) }
  }
}
