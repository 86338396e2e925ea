import Scan

/// Finds the host that an error message says it could not reach: in a URL or a connection string,
/// behind a word such as `lookup` or `connect to`, or before a port.
enum HostName {
  /// Bytes of a message that are looked at.
  private static let byteLimit = 4096
  /// Longest name of a host (RFC 1035, section 2.3.4).
  private static let longest = 253

  /// Words before a host, in lower case.
  private static let prepositions: Set<String> = [
    "to", "at", "from", "with", "lookup", "tcp", "udp", "host", "via", "upstream", "server",
    "peer", "node", "connect", "connecting", "dial", "reach", "resolve", "hostname", "endpoint",
    "broker", "backend", "for", "by", "econnrefused", "econnreset", "etimedout", "ehostunreach",
    "enotfound", "eai_again", "getaddrinfo",
  ]
  /// Words before a host that may be one label without a port.
  private static let lookups: Set<String> = ["lookup", "enotfound", "eai_again", "getaddrinfo"]
  /// The same where a mark stands between: `host='db1'`, `could not resolve host: db1`, `server at
  /// "db1"`.
  private static let places: Set<String> = [
    "host", "hostname", "upstream", "backend", "broker", "at", "hosts",
  ]
  /// Words behind a host that did not do what was asked of it.
  private static let verdicts: Set<String> = [
    "answered", "returned", "responded", "replied", "refused", "timed", "is", "did", "does",
    "unreachable", "unavailable", "not", "failed", "closed", "reset", "went",
  ]
  /// Ends of names that can be nothing but a host's: `com.shop.Bar failed` tells of a class.
  private static let networks: Set<String> = [
    "internal", "local", "svc", "cluster", "lan", "corp", "private", "com", "net", "org", "io",
    "dev", "cloud", "app", "example", "test",
  ]
  /// What may stand behind such a word and is none.
  private static let notNames: Set<String> = [
    "host", "hostname", "address", "name", "the", "server", "down", "not", "unreachable",
    "unknown", "null", "none", "nil", "undefined", "localhost", "error", "port", "line", "column",
    "true", "false", "connection", "failed", "com", "enotfound", "eai_again", "econnrefused",
  ]
  /// Words before a name that is one by its hyphen or its number: `calling stock-service`.
  private static let callings: Set<String> = [
    "upstream", "backend", "service", "peer", "dependency", "server", "calling", "contacting",
    "reaching", "querying",
  ]
  /// The two words before, where `to`, `from` or `on` is between: `connection to stock-db`.
  private static let exchanges: Set<String> = [
    "connection", "connections", "connect", "connecting", "request", "requests", "call", "calls",
    "response", "reply", "answer", "server", "reconnect",
  ]
  /// Words before an address that is to be read, and labels of hosts that hold such pages.
  private static let readings: Set<String> = [
    "see", "visit", "documentation", "docs", "more", "info", "information", "details",
    "help", "guide", "reference", "here",
  ]
  private static let readingHosts: Set<String> = [
    "docs", "doc", "help", "support", "wiki", "developer", "developers", "learn", "kb", "man",
  ]
  /// Ends of names of source files, which are followed by a line as a host is by its port.
  private static let sourceFiles: Set<String> = [
    "java", "go", "py", "js", "mjs", "cjs", "ts", "tsx", "jsx", "rb", "php", "c", "cc", "cpp", "h",
    "hpp", "rs", "cs", "kt", "scala", "swift", "ex", "exs", "erl", "pl", "pm", "lua", "sh", "sql",
    "html", "vue", "groovy", "clj", "zig", "m", "mm", "dart", "json", "yaml", "yml", "xml", "log",
  ]

  /// The first host of a message, without its port; `nil` where it names none.
  static func first(in message: some Collection<UInt8>) -> [UInt8]? {
    let bytes = Array(message.prefix(byteLimit))
    if let host = inURL(bytes) { return host }
    var (earlier, before) = ("", "")
    var isMarked = false
    var at = 0
    while at < bytes.count {
      guard !isBreak(bytes[at]) else {
        // `host=db` reads as `host db`; any other mark ends what a word belongs to.
        switch bytes[at] {
        case 0x2C, 0x3B, 0x0A: (earlier, before) = ("", "")
        case 0x22, 0x27, 0x3D: isMarked = true
        default: break
        }
        at += 1
        continue
      }
      var end = at
      while end < bytes.count, !isBreak(bytes[end]) { end += 1 }
      let word = bytes[at..<end]
      let isCall = end < bytes.count && bytes[end] == 0x28
      if !isCall {
        let isExpected =
          prepositions.contains(before)
          || end < bytes.count && bytes[end] == 0x20 && isOfNetwork(word)
            && verdicts.contains(self.word(in: bytes, at: end + 1))
        if let host = host(word, isExpected: isExpected) { return host }
        if mayBeLabel(after: before, isMarked: isMarked), let label = label(word) { return label }
        if callings.contains(before)
          || ["to", "from", "on"].contains(before) && exchanges.contains(earlier),
          let label = label(word), isCompound(label)
        {
          return label
        }
      }
      earlier = before
      before = String(decoding: word, as: UTF8.self).lowercased()
      isMarked = before.last == ":"
      if isMarked { before = String(before.dropLast()) }
      at = end
    }
    return nil
  }

  /// Whether a name of several labels ends as a network's does.
  private static func isOfNetwork(_ word: ArraySlice<UInt8>) -> Bool {
    guard let dot = word.lastIndex(of: 0x2E) else { return false }
    return networks.contains(String(decoding: word[(dot + 1)...], as: UTF8.self).lowercased())
  }

  /// Whether what follows a word can be nothing but a name, though it has neither dot nor port.
  private static func mayBeLabel(after before: String, isMarked: Bool) -> Bool {
    lookups.contains(before) || before.hasSuffix("unknownhostexception")
      || isMarked && places.contains(before)
  }

  /// A host of one label.
  private static func label(_ word: ArraySlice<UInt8>) -> [UInt8]? {
    let name = word.prefix { $0 != 0x3A }
    guard isName(name), !name.contains(0x2E), word.dropFirst(name.count).count <= 6,
      !notNames.contains(String(decoding: name, as: UTF8.self).lowercased())
    else { return nil }
    return Array(name)
  }

  /// Whether a label is a name and no word: it has a hyphen inside, or a number.
  private static func isCompound(_ label: [UInt8]) -> Bool {
    label.dropFirst().dropLast().contains(0x2D) || label.last.map { $0 &- 0x30 < 10 } ?? false
  }

  /// The word that begins at a place, in lower case.
  private static func word(in bytes: [UInt8], at start: Int) -> String {
    let rest = bytes[min(start, bytes.count)...].prefix(16).prefix { ($0 | 0x20) &- 0x61 < 26 }
    return String(decoding: rest, as: UTF8.self).lowercased()
  }

  /// `scheme://user:password@host:port/path`: what is before the `@` is nobody's name.
  private static func inURL(_ bytes: [UInt8]) -> [UInt8]? {
    var at = 1
    while at + 3 < bytes.count {
      guard bytes[at] == 0x3A, bytes[at + 1] == 0x2F, bytes[at + 2] == 0x2F,
        bytes[at - 1] | 0x20 >= 0x61, bytes[at - 1] | 0x20 <= 0x7A
      else {
        at += 1
        continue
      }
      var end = at + 3
      while end < bytes.count, !isBreak(bytes[end]), bytes[end] != 0x2F, bytes[end] != 0x3F {
        end += 1
      }
      var start = at + 3
      if let mark = bytes[start..<end].lastIndex(of: 0x40) { start = mark + 1 }
      let name = bytes[start..<end].prefix { $0 != 0x3A }
      if isName(name), !isToBeRead(name, in: bytes, from: at) { return Array(name) }
      at = end
    }
    return nil
  }

  /// Whether a URL, whose scheme ends at `end`, leads to what explains an error.
  private static func isToBeRead(
    _ name: ArraySlice<UInt8>, in bytes: [UInt8], from end: Int
  ) -> Bool {
    let labels = name.split(separator: 0x2E).map { String(decoding: $0, as: UTF8.self) }
    if labels.contains(where: { readingHosts.contains($0.lowercased()) }) { return true }
    let before = bytes[..<end].split(separator: 0x20).dropLast().last ?? []
    var word = String(decoding: before.suffix(20), as: UTF8.self).lowercased()
    while let last = word.last, last == ":" || last == "," { word.removeLast() }
    return readings.contains(word)
  }

  /// - Parameter isExpected: the word before it is one that a host follows.
  private static func host(_ word: ArraySlice<UInt8>, isExpected: Bool) -> [UInt8]? {
    var word = word
    while let last = word.last, last == 0x2E || last == 0x3A || last == 0x21 {
      word = word.dropLast()
    }
    let name = word.prefix { $0 != 0x3A }
    let port = word.dropFirst(name.count + 1)
    let hasPort =
      (2...5).contains(port.count) && port.allSatisfy { $0 &- 0x30 < 10 }
    guard isName(name) else { return nil }
    let labels = name.split(separator: 0x2E)
    let last = labels.last.map { String(decoding: $0, as: UTF8.self).lowercased() } ?? ""
    if labels.count > 1, sourceFiles.contains(last) { return nil }
    // `a.b.c` may be a class or a sentence without a blank: it takes a port or a word before it.
    guard hasPort || port.isEmpty && name.count == word.count && labels.count > 1 && isExpected
    else { return nil }
    return isExpected || labels.count > 1 ? Array(name) : nil
  }

  /// Letters, digits, dots and hyphens, one letter or four numbers at least.
  private static func isName(_ name: ArraySlice<UInt8>) -> Bool {
    guard (3...longest).contains(name.count), name.first != 0x2E, name.first != 0x2D else {
      return false
    }
    var letters = 0
    for byte in name {
      switch byte {
      case 0x61...0x7A, 0x41...0x5A: letters += 1
      case 0x30...0x39, 0x2D, 0x2E, 0x5F: break
      default: return false
      }
    }
    let labels = name.split(separator: 0x2E, omittingEmptySubsequences: false)
    guard labels.allSatisfy({ !$0.isEmpty }) else { return false }
    if letters == 0 { return labels.count == 4 && labels.allSatisfy { $0.count <= 3 } }
    return true
  }

  /// What parts words: blanks, quotes, brackets, marks of a list and of pairs.
  private static func isBreak(_ byte: UInt8) -> Bool {
    switch byte {
    case ...0x20, 0x22, 0x27, 0x28, 0x29, 0x2C, 0x3B, 0x3C, 0x3D, 0x3E, 0x5B, 0x5D, 0x60, 0x7B,
      0x7C, 0x7D, 0x7F:
      true
    default: false
    }
  }
}
