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

  /// What wrote a file, by its path: the service, and which of its copies.
  ///
  /// Container runtimes name their files by what runs in them:
  /// `pods/NAMESPACE_POD_UID/CONTAINER/0.log`, `containers/POD_NAMESPACE_CONTAINER-ID.log`,
  /// `containers/ID/ID-json.log`; an id is no service. Any other file is named by its stem.
  public static func names(of path: String) -> (service: String, source: String) {
    let parts = path.split(separator: "/")
    let stem = stem(of: path)
    if let pod = pod(inFolders: parts) ?? pod(inFile: stem) {
      let count = PodName.serviceCount(pod.utf8)
      return (String(decoding: pod.utf8.prefix(count), as: UTF8.self), pod)
    }
    if let id = containerID(of: stem) { return ("container", id) }
    let name = isNumber(stem[...]) ? folder(above: parts) ?? stem : stem
    let count = PodName.deploymentCount(Array(name.utf8))
    let service = count.map { String(decoding: name.utf8.prefix($0), as: UTF8.self) }
    return (service ?? name, name)
  }

  /// The nearest folder with a name in words: exports number their files and date their folders.
  private static func folder(above parts: [Substring]) -> String? {
    parts.dropLast().last { !isNumber($0) && $0 != "." && $0 != ".." }.map(String.init)
  }

  /// Digits and marks alone: `000000`, `2025-04-08`.
  private static func isNumber(_ text: Substring) -> Bool {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) || [0x2D, 0x2E, 0x5F].contains($0) }
  }

  /// The folder that a node keeps for each pod.
  private static func pod(inFolders parts: [Substring]) -> String? {
    guard parts.count >= 3 else { return nil }
    let names = parts[parts.count - 3].split(separator: "_", omittingEmptySubsequences: false)
    let file = parts[parts.count - 1].utf8
    guard names.count == 3, !names[0].isEmpty, !names[1].isEmpty, isIdentifier(names[2]),
      file.first.map({ (0x30...0x39).contains($0) }) ?? false
    else { return nil }
    return String(names[1])
  }

  /// The link that a node keeps for each container.
  private static func pod(inFile stem: String) -> String? {
    let names = stem.split(separator: "_", omittingEmptySubsequences: false)
    guard names.count == 3, !names[0].isEmpty, let cut = names[2].lastIndex(of: "-"),
      isContainerID(names[2][names[2].index(after: cut)...])
    else { return nil }
    return String(names[0])
  }

  /// The short form of the id, as tools print it.
  private static func containerID(of stem: String) -> String? {
    let id = stem.hasSuffix("-json") ? stem.dropLast(5) : stem[...]
    return isContainerID(id) ? String(id.prefix(12)) : nil
  }

  private static func isContainerID(_ text: Substring) -> Bool {
    text.utf8.count == 64 && text.utf8.allSatisfy(isHexadecimal)
  }

  private static func isIdentifier(_ text: Substring) -> Bool {
    let digits = text.utf8.filter { $0 != 0x2D }
    return digits.count == 32 && digits.allSatisfy(isHexadecimal)
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 6
  }

  private static let endings: Set<String> = [
    "log", "logs", "json", "jsonl", "ndjson", "txt", "text", "logfmt", "csv", "tsv", "ltsv", "gz",
    "gzip", "zst", "xz", "bz2", "lz4",
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

/// What the name of a source says of it.
public enum SourceName {
  /// Whether an orchestrator made it up for a pod; any other is a host's.
  public static func isPod(_ name: String) -> Bool { PodName.isPod(Array(name.utf8)) }
}
