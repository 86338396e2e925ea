import Parse

/// Reads the members of `operations` and of `ignore`.
enum OperationReader {
  /// The operations, in order; names are distinct.
  static func operations(_ node: DefinitionNode) throws(DefinitionError) -> [OperationRule] {
    var operations: [OperationRule] = []
    for item in try node.items() {
      let entries = try item.entries(known: DefinitionKeys.operation)
      guard let name = entries.first(where: { $0.key == "name" })?.value else {
        throw item.error("an operation has no name", "add a line such as 'name: order'")
      }
      let operation = try operation(entries, name: try name.text(), item)
      guard !operations.contains(where: { $0.name == operation.name }) else {
        throw name.error(
          "the operation \(operation.name.quotedForMessage) is defined twice",
          "rename one, or join their matches")
      }
      operations.append(operation)
    }
    return operations
  }

  /// The known noise, in order.
  static func ignored(_ node: DefinitionNode) throws(DefinitionError) -> [IgnoreRule] {
    var rules: [IgnoreRule] = []
    for item in try node.items() {
      var match: ConditionGroup?
      var rate: (count: Int, seconds: Int)?
      var because = "known noise"
      for (key, value) in try item.entries(known: DefinitionKeys.ignored) {
        switch key {
        case "match": match = try ConditionReader.group(value)
        case "up_to": rate = try value.rate()
        default: because = try value.text()
        }
      }
      guard let match else {
        throw item.error("known noise has no 'match'", "say which records it is about")
      }
      guard let rate else {
        throw item.error(
          "known noise has no 'up_to'", "say how much is normal, such as 'up_to: 1 per 4m'")
      }
      rules.append(
        IgnoreRule(
          match: match, upToCount: rate.count, perSeconds: rate.seconds, because: because))
    }
    return rules
  }

  private static func operation(
    _ entries: [(key: String, value: DefinitionNode)], name: String, _ node: DefinitionNode
  ) throws(DefinitionError) -> OperationRule {
    guard let matchNode = entries.first(where: { $0.key == "match" })?.value else {
      throw node.error(
        "the operation \(name.quotedForMessage) has no 'match'",
        "say which records it is about, such as 'match: {path: /api/order}'")
    }
    let match = try ConditionReader.group(matchNode)
    let namesItself = match.all.contains { if case .name = $0 { true } else { false } }
    guard !namesItself else {
      throw matchNode.error(
        "an operation cannot be matched by 'name'", "match what the records hold, such as path")
    }
    var operation = OperationRule(name: name, match: match)
    for (key, value) in entries {
      switch key {
      case "dependency": operation.dependency = try value.text()
      case "failure": operation.failure = try ConditionReader.anyOf(value)
      case "success": operation.success = try ConditionReader.anyOf(value)
      case "user": operation.userKeys = try value.texts()
      case "units": operation.units = try units(value)
      default: break  // name and match are read above
      }
    }
    return operation
  }

  private static func units(_ node: DefinitionNode) throws(DefinitionError) -> [UnitRule] {
    var units: [UnitRule] = []
    for (name, value) in try node.allEntries() {
      let text = try value.text()
      guard let field = try value.counted(text) else {
        throw value.error(
          "the unit \(name.quotedForMessage) is \(text.quotedForMessage)",
          "write it like 'count(reqBody.items)'")
      }
      units.append(UnitRule(name: name, field: field))
    }
    return units
  }
}
