import Parse

/// The keys of the language of definitions; the readers refuse every other.
///
/// A test walks them all and shows for each that an output changes with it, so a key that is
/// read and does nothing cannot be added.
enum DefinitionKeys {
  static let root = [
    "recount", "name", "timezone", "inputs", "events", "alerts", "operations", "dimensions",
    "ignore", "probes", "resolve_after", "redact", "audit", "metrics",
  ]
  static let input = ["paths", "service", "role", "format", "timezone"]
  static let format = ["fields", "pattern"]
  static let events = ["paths"]
  static let alert = ["match", "operations"]
  static let alertMatch = ["rule"]
  static let operation = ["name", "match", "dependency", "failure", "success", "user", "units"]
  /// Keys of every map of conditions; besides them, fields and `count(FIELD)` are keys.
  static let condition = [
    "status", "grpc", "latency_ms", "message", "level", "method", "path", "has", "lacks",
    "field", "name", "user_agent",
  ]
  static let fieldCondition = ["equals", "exists"]
  static let ignored = ["match", "up_to", "because"]
  static let probes = ["user_agent", "paths"]
  static let redact = ["keys", "keep", "people"]
  static let audit = ["baseline", "tell"]
  static let auditTell = ["min_failures", "min_duration"]

  /// All of them, each with what it stands in: `inputs.format.fields`.
  static var all: [String] {
    let groups: [(String, [String])] = [
      ("", root), ("inputs.", input), ("inputs.format.", format),
      ("inputs.format.fields.", FormatChoice.meanings), ("events.", events),
      ("alerts.", alert), ("alerts.match.", alertMatch), ("operations.", operation),
      ("operations.match.", condition + ["pattern", "count(FIELD)", "reqBody.KEY", "resBody.KEY"]),
      ("operations.match.field.", fieldCondition), ("ignore.", ignored), ("probes.", probes),
      ("redact.", redact), ("audit.", audit), ("audit.tell.", auditTell),
    ]
    return groups.flatMap { above, keys in keys.map { above + $0 } }
  }
}

/// Finds what a mistyped word was most likely meant to be.
enum NearestKey {
  /// The known word with the fewest edits from `word`; the first of equals. Nil if none is known.
  ///
  /// Words beyond 64 bytes are cut before they are compared: the cost stays fixed.
  static func of(_ word: String, among known: [String]) -> String? {
    known.enumerated().min { a, b in
      (distance(word, a.element), a.offset) < (distance(word, b.element), b.offset)
    }?.element
  }

  /// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`;
  /// case is not counted.
  static func distance(_ a: String, _ b: String) -> Int {
    let a = Array(a.lowercased().utf8.prefix(64))
    let b = Array(b.lowercased().utf8.prefix(64))
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        let replaced = last[j] + (a[i] == b[j] ? 0 : 1)
        var best = min(replaced, last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = min(best, beforeLast[j - 1] + 1)
        }
        row.append(best)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
