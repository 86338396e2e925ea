import Backtest
import LogModel
import Parse
import Redaction

/// Reads pipeline definitions.
///
/// What it does not know it refuses, with the place and the nearest known word: a definition
/// that is half understood would count the wrong calls without a sign.
public enum PipelineDefinitionReader {
  /// The version of the language of definitions that is read here.
  public static let version = 1

  /// Reads the definition in `yaml`.
  ///
  /// - Parameters:
  ///   - path: as the user gave it; only for messages.
  ///   - formats: names of log formats that inputs may be given; empty lets any name pass.
  /// - Throws: the first thing that is wrong, with its line.
  public static func read(
    path: String, yaml: String, formats: [String] = []
  ) throws(DefinitionError) -> PipelineDefinition {
    let root = try DefinitionText.root(path: path, yaml: yaml)
    guard root.isMap else {
      throw root.error("this is no definition", "begin it with 'recount: \(version)'")
    }
    let all = try root.allEntries()
    guard let stated = all.first(where: { $0.key == "recount" })?.value else {
      throw root.error(
        "the version of the definition is missing", "put 'recount: \(version)' on its first line")
    }
    try check(version: stated)
    var definition = PipelineDefinition()
    for (key, value) in try root.entries(known: DefinitionKeys.root) {
      try read(key, value, formats, into: &definition)
    }
    if let alerts = all.first(where: { $0.key == "alerts" })?.value {
      definition.alerts = try alertMappings(alerts, operations: definition.operations.map(\.name))
    }
    return definition
  }

  private static func check(version stated: DefinitionNode) throws(DefinitionError) {
    let text = try stated.text()
    guard text != String(version) else { return }
    throw stated.error(
      "the version is \(text.quotedForMessage)", "this recount reads 'recount: \(version)'")
  }

  /// Reads one top-level key. Alerts come last, for they name operations.
  private static func read(
    _ key: String, _ value: DefinitionNode, _ formats: [String],
    into definition: inout PipelineDefinition
  ) throws(DefinitionError) {
    switch key {
    case "name": definition.name = try value.text()
    case "timezone": definition.timezone = try value.text()
    case "inputs":
      for item in try value.items() { definition.inputs.append(try input(item, formats)) }
    case "events":
      for item in try value.items() { definition.events.append(try eventFiles(item)) }
    case "operations": definition.operations = try OperationReader.operations(value)
    case "dimensions": definition.dimensions = try value.fields()
    case "ignore": definition.ignore = try OperationReader.ignored(value)
    case "probes": definition.probes = try probes(value)
    case "resolve_after": definition.resolveAfterSeconds = try value.seconds(in: 1...604_800)
    case "redact": definition.redact = try redaction(value)
    case "audit": definition.audit = try audit(value)
    case "metrics": definition.metrics = try metrics(value)
    default: break  // recount is checked before, alerts are read after
    }
  }
}

extension PipelineDefinitionReader {
  private static func input(
    _ node: DefinitionNode, _ formats: [String]
  ) throws(DefinitionError) -> InputRule {
    var rule = InputRule(paths: [])
    for (key, value) in try node.entries(known: DefinitionKeys.input) {
      switch key {
      case "paths": rule.paths = try value.pathGlobs()
      case "service": rule.service = try value.text()
      case "role":
        rule.role = ServiceRole(
          rawValue: try value.word("role", among: ServiceRole.allCases.map(\.rawValue)))
      case "format": rule.format = try FormatChoiceReader.choice(value, formats)
      default: rule.timezone = try value.text()
      }
    }
    return rule
  }

  private static func eventFiles(
    _ node: DefinitionNode
  ) throws(DefinitionError) -> EventFileRule {
    let entries = try node.entries(known: DefinitionKeys.events)
    guard let paths = entries.first?.value else {
      throw node.error("a member of 'events' has no 'paths'", "name its files")
    }
    try paths.refuseEmptyList()
    return EventFileRule(paths: try paths.pathGlobs())
  }

  private static func alertMappings(
    _ node: DefinitionNode, operations known: [String]
  ) throws(DefinitionError) -> [AlertMapping] {
    var mappings: [AlertMapping] = []
    for item in try node.items() {
      var mapping = AlertMapping(rules: [], operations: [])
      for (key, value) in try item.entries(known: DefinitionKeys.alert) {
        if key == "match" {
          for (_, rule) in try value.entries(known: DefinitionKeys.alertMatch) {
            mapping.rules = try rule.globs()
          }
        } else {
          for name in value.itemsOrOne() {
            mapping.operations.append(try name.word("operation", among: known))
          }
        }
      }
      guard !mapping.rules.isEmpty, !mapping.operations.isEmpty else {
        throw item.error(
          "a member of 'alerts' is incomplete",
          "give it both 'match: {rule: …}' and 'operations: […]'")
      }
      mappings.append(mapping)
    }
    return mappings
  }

  private static func probes(_ node: DefinitionNode) throws(DefinitionError) -> ProbeRule {
    var probes = ProbeRule.standard
    for (key, value) in try node.entries(known: DefinitionKeys.probes) {
      if key == "paths" {
        probes.paths = try value.globs()
      } else {
        probes.userAgents = try value.globs()
      }
    }
    return probes
  }

  private static func redaction(
    _ node: DefinitionNode
  ) throws(DefinitionError) -> RedactionChoice {
    var choice = RedactionChoice()
    let people = RedactionChoice.People.allCases.map(\.rawValue)
    let kept = RedactionRules.Kept.allCases.map(\.rawValue)
    for (key, value) in try node.entries(known: DefinitionKeys.redact) {
      switch key {
      case "keys": choice.keys = try value.texts()
      case "keep":
        for item in value.itemsOrOne() {
          choice.keep.append(try item.word("kind", among: kept))
        }
      default:
        let word = try value.word("choice", among: people)
        choice.people = RedactionChoice.People(rawValue: word) ?? .names
      }
    }
    return choice
  }

  private static func metrics(
    _ node: DefinitionNode
  ) throws(DefinitionError) -> [MetricKey: String] {
    var metrics: [MetricKey: String] = [:]
    for (key, value) in try node.allEntries() {
      guard let name = MetricKey(key) else {
        throw value.error(
          "'metrics' has the key \(key.quotedForMessage)",
          "write attempts(OPERATION), failures(OPERATION), latency(OPERATION) or "
            + "lines(level=error)")
      }
      metrics[name] = try value.text()
    }
    return metrics
  }

  private static func audit(_ node: DefinitionNode) throws(DefinitionError) -> AuditChoice {
    var choice = AuditChoice()
    for (key, value) in try node.entries(known: DefinitionKeys.audit) {
      if key == "baseline" {
        choice.baselineSeconds = try value.seconds(in: 3600...(366 * 86_400))
        continue
      }
      for (key, value) in try value.entries(known: DefinitionKeys.auditTell) {
        if key == "min_failures" {
          choice.minimumFailures = try value.wholeNumber(in: 1...1_000_000)
        } else {
          choice.minimumDurationSeconds = try value.seconds(in: 0...86_400)
        }
      }
    }
    return choice
  }
}
