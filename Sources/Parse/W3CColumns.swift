import Scan

/// What the columns of a log of the W3C's extended form mean.
struct W3CColumns: Sendable {
  enum Meaning: UInt8, Sendable {
    case other, date, time, status, method, path, address, user, agent, size, taken, host
  }

  private static let names: [(StaticString, Meaning)] = [
    ("date", .date), ("time", .time), ("sc-status", .status), ("cs-method", .method),
    ("cs-uri-stem", .path), ("cs-uri", .path), ("c-ip", .address), ("cs-username", .user),
    ("cs(User-Agent)", .agent), ("cs(user-agent)", .agent), ("sc-bytes", .size),
    ("bytes", .size), ("time-taken", .taken), ("s-computername", .host),
  ]
  /// More columns than any program writes.
  static let limit = 128

  private(set) var meanings: [Meaning] = []
  /// CloudFront's columns: its times are whole numbers of seconds, too.
  private(set) var isCloudFront = false

  /// Reads the names behind `#Fields:`; `nil` when they are not those of an access log.
  init?(_ scanner: inout FieldScanner) {
    var known: Set<Meaning> = []
    while meanings.count < Self.limit {
      // Blanks part the names, tabs in some programs.
      guard let word = scanner.word() else { break }
      var rest = FieldScanner(scanner.line, from: word.lowerBound)
      while rest.at < word.upperBound, let name = rest.tabbed(to: word.upperBound) {
        let meaning = Self.meaning(of: scanner.bytes(name))
        // Of two columns of one meaning the first counts.
        meanings.append(known.insert(meaning).inserted || meaning == .other ? meaning : .other)
        if scanner.line[name].starts(with: "x-edge-".utf8) { isCloudFront = true }
      }
    }
    guard known.contains(.time), known.contains(.status) || known.contains(.path) else {
      return nil
    }
  }

  private static func meaning(of name: UnsafeRawBufferPointer) -> Meaning {
    for (known, meaning) in names where known.utf8CodeUnitCount == name.count {
      if (0..<name.count).allSatisfy({ known.utf8Start[$0] == name[$0] }) { return meaning }
    }
    return .other
  }
}
