import Parse

/// The keys of the language of definitions; the readers refuse every other.
///
/// A test walks them all and shows for each that an output changes with it, so a key that is
/// read and does nothing cannot be added.
enum DefinitionKeys {
  static let root = [
    "recount", "name", "timezone", "inputs", "events", "alerts", "operations", "dimensions",
    "ignore", "probes", "resolve_after", "redact", "audit",
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
