import LogModel
import Parse

/// Reads what a record is asked: the maps under `match`, `failure` and `success`.
enum ConditionReader {
  /// A map whose conditions must all be met.
  static func group(_ node: DefinitionNode) throws(DefinitionError) -> ConditionGroup {
    var conditions: [Condition] = []
    for (key, value) in try node.entries(known: DefinitionKeys.condition, orElse: isFieldKey) {
      try value.refuseEmptyList()
      conditions += try self.conditions(key, value)
    }
    guard !conditions.isEmpty else {
      throw node.error(
        "'\(node.key)' asks for nothing", "name at least one condition, such as status: 5xx")
    }
    return ConditionGroup(all: conditions)
  }

  /// `{any: [map, …]}`, a list of maps, or one map.
  static func anyOf(_ node: DefinitionNode) throws(DefinitionError) -> [ConditionGroup] {
    var list = node
    if node.isMap, let first = try node.allEntries().first(where: { $0.key == "any" }) {
      _ = try node.entries(known: ["any"])
      list = first.value
    }
    try list.refuseEmptyList()
    var groups: [ConditionGroup] = []
    for item in list.itemsOrOne() { groups.append(try group(item)) }
    return groups
  }

  private static func isFieldKey(_ key: String) -> Bool {
    key.hasPrefix("count(") || key.hasPrefix("reqBody.") || key.hasPrefix("resBody.")
      || key == "pattern"
  }

  private static func conditions(
    _ key: String, _ value: DefinitionNode
  ) throws(DefinitionError) -> [Condition] {
    switch key {
    case "status": [.status(try value.statusRanges())]
    case "grpc": [.grpc(try grpcCodes(value))]
    case "latency_ms": [.latencyMilliseconds(try value.comparison())]
    case "message": [.message(try value.globs())]
    case "level": [.level(try levels(value))]
    case "method": [.method(try methods(value))]
    case "path": [.path(try value.globs())]
    case "has": try value.fields().map { .has($0) }
    case "lacks": try value.fields().map { .lacks($0) }
    case "field": try fieldConditions(value)
    case "name": [.name(try value.texts())]
    case "user_agent": [.userAgent(try value.globs())]
    case "pattern":
      [.pattern(try value.patterns())]
    default:
      if let field = try value.counted(key) {
        [.count(field, try value.comparison())]
      } else {
        [try condition(on: try value.field(key), value)]
      }
    }
  }

  /// `field: {tenant: acme, region: {exists: true}}`
  private static func fieldConditions(
    _ node: DefinitionNode
  ) throws(DefinitionError) -> [Condition] {
    var conditions: [Condition] = []
    for (key, value) in try node.allEntries() {
      conditions.append(try condition(on: try value.field(key), value))
    }
    return conditions
  }

  /// A value, a list of values, `{equals: …}` or `{exists: true}`.
  private static func condition(
    on field: FieldPath, _ node: DefinitionNode
  ) throws(DefinitionError) -> Condition {
    guard node.isMap else { return .equals(field, try node.texts()) }
    let entries = try node.entries(known: DefinitionKeys.fieldCondition)
    guard entries.count == 1, let (key, value) = entries.first else {
      throw node.error("'\(node.key)' needs one condition", "give either equals or exists")
    }
    if key == "equals" { return .equals(field, try value.texts()) }
    return try value.word("value", among: ["true", "false"]) == "true"
      ? .has(field) : .lacks(field)
  }

  private static func methods(_ node: DefinitionNode) throws(DefinitionError) -> [String] {
    var methods: [String] = []
    for item in node.itemsOrOne() {
      let text = try item.text()
      guard text.utf8.allSatisfy({ (0x41...0x5A).contains($0 & 0xDF) }) else {
        throw item.error("\(text.quotedForMessage) is no method", "write it like POST")
      }
      methods.append(text.uppercased())
    }
    return methods
  }

  private static func levels(_ node: DefinitionNode) throws(DefinitionError) -> [Severity] {
    let known: [(String, Severity)] = [
      ("trace", .trace), ("debug", .debug), ("info", .info), ("warn", .warning),
      ("warning", .warning), ("error", .error), ("fatal", .fatal), ("critical", .fatal),
    ]
    var levels: [Severity] = []
    for item in node.itemsOrOne() {
      let text = try item.text()
      guard let level = known.first(where: { $0.0 == text.lowercased() }) else {
        throw item.unknown("level", text, known: known.map(\.0))
      }
      levels.append(level.1)
    }
    return levels
  }

  private static func grpcCodes(_ node: DefinitionNode) throws(DefinitionError) -> [Int] {
    var codes: [Int] = []
    for item in node.itemsOrOne() {
      let text = try item.text()
      guard let code = Array(text.utf8).withUnsafeBytes({ GRPCStatusText.status($0) }) else {
        throw item.error(
          "\(text.quotedForMessage) is no gRPC status", "give 0 to 16 or a name like UNAVAILABLE")
      }
      codes.append(Int(code))
    }
    return codes
  }
}
