import Parse
import Pipeline
import Testing

/// A definition that cannot be used, and what is said about it.
struct BadDefinition: Sendable, CustomTestStringConvertible {
  /// What stands below `recount: 1`, so its first line is the second.
  let body: String
  let message: String

  init(_ body: String, _ message: String) {
    self.body = body
    self.message = message
  }

  var testDescription: String { message }
}

@Suite struct DefinitionRefusalTests {
  static let unknownWords = [
    BadDefinition(
      "operatons: []",
      "2: unknown key 'operatons'; did you mean 'operations'? known: recount, name, timezone, "
        + "inputs, events, alerts, operations, dimensions, ignore, probes, resolve_after, redact, "
        + "audit, metrics"),
    BadDefinition(
      "inputs:\n  - paths: a\n    timezon: UTC",
      "4: unknown key 'timezon'; did you mean 'timezone'? known: paths, service, role, format, "
        + "timezone"),
    BadDefinition(
      "inputs: [{role: proxy}]",
      "2: unknown role 'proxy'; did you mean 'edge'? known: edge, service, dependency"),
    BadDefinition(
      "inputs:\n  - paths: a\n    format: json-line",
      "4: unknown format 'json-line'; did you mean 'json-lines'? known: auto, json-lines, logfmt"),
    BadDefinition(
      "operations:\n  - name: a\n    match: {stauts: 500}",
      "4: unknown key 'stauts'; did you mean 'status'? known: status, grpc, latency_ms, message, "
        + "level, method, path, has, lacks, field, name, user_agent"),
    BadDefinition(
      "operations: [{name: a, match: {level: warm}}]",
      "2: unknown level 'warm'; did you mean 'warn'? known: trace, debug, info, warn, warning, "
        + "error, fatal, critical"),
    BadDefinition(
      "operations:\n  - {name: order, match: {path: /}}\nalerts:\n  - match: {rule: a}\n"
        + "    operations: [ordre]",
      "6: unknown operation 'ordre'; did you mean 'order'? known: order"),
    BadDefinition(
      "alerts: [{match: {rule: a}, operations: [order]}]",
      "2: unknown operation 'order'; none is defined"),
    BadDefinition(
      "redact: {people: initials}",
      "2: unknown choice 'initials'; did you mean 'names'? known: names, roles, stable"),
    BadDefinition(
      "\"na\\e[31mme\": x",
      "2: unknown key 'na\\u{1B}[31mme'; did you mean 'name'? known: recount, name, timezone, "
        + "inputs, events, alerts, operations, dimensions, ignore, probes, resolve_after, redact, "
        + "audit, metrics"),
  ]

  static let wrongShapes = [
    BadDefinition(
      "inputs: logs", "2: 'inputs' must be a list, not 'logs'; begin each member with '- '"),
    BadDefinition(
      "redact: [a]", "2: 'redact' must be a map, not a list; write it as keys and values"),
    BadDefinition(
      "name: [a]", "2: 'name' must be one value, not a list; write a single word or text"),
    BadDefinition("name:", "2: 'name' is empty; give it a value or leave the key out"),
    BadDefinition(
      "? [a]\n: b", "1: a key in 'definition' is not a word; write a plain word before the colon"),
    BadDefinition(
      "name: a\nname: b", "2: the key 'name' is given more than once; keep one of them"),
    BadDefinition(
      "inputs:\n  - format: {fields: {status: s}, pattern: x}",
      "3: 'format' needs one of fields and pattern; give either, not both"),
    BadDefinition(
      "inputs:\n  - format: {pattern: '(?<time>\\d+) (?<levle>\\w+)'}",
      "3: unknown group 'levle'; did you mean 'level'? known: "
        + FormatChoice.meanings.joined(separator: ", ")),
    BadDefinition(
      "inputs:\n  - format: {pattern: '(?<level>\\w+)'}",
      "3: the pattern has no group named time; write (?<time>…) around the stamp, as in "
        + #"format: {pattern: '^.*?(?<time>\d{4}-\d\d-\d\d[T ]\S+) +(?<message>.*)$'}"#),
    BadDefinition(
      "inputs:\n  - format: {pattern: '(?<time>'}",
      "3: the pattern '(?<time>' is not valid at offset 8: missing closing parenthesis; write a "
        + "PCRE2 pattern; in YAML, quote it with single quotes"),
    BadDefinition("events: [{}]", "2: a member of 'events' has no 'paths'; name its files"),
    BadDefinition(
      "alerts: [{match: {rule: a}}]",
      "2: a member of 'alerts' is incomplete; give it both 'match: {rule: …}' and "
        + "'operations: […]'"),
  ]

  static let operations = [
    BadDefinition(
      "operations: [{match: {path: /}}]",
      "2: an operation has no name; add a line such as 'name: order'"),
    BadDefinition(
      "operations:\n  - name: a",
      "3: the operation 'a' has no 'match'; say which records it is about, such as "
        + "'match: {path: /api/order}'"),
    BadDefinition(
      "operations:\n  - {name: a, match: {path: /}}\n  - name: a\n    match: {path: /b}",
      "4: the operation 'a' is defined twice; rename one, or join their matches"),
    BadDefinition(
      "operations: [{name: a, match: {name: b}}]",
      "2: an operation cannot be matched by 'name'; match what the records hold, such as path"),
    BadDefinition(
      "operations: [{name: a, match: {}}]",
      "2: 'match' asks for nothing; name at least one condition, such as status: 5xx"),
    BadDefinition(
      "operations: [{name: a, match: {path: []}}]",
      "2: 'path' is an empty list; name at least one, or leave the key out"),
    BadDefinition(
      "operations: [{name: a, match: {pattern: 'a('}}]",
      "2: the pattern 'a(' is not valid at offset 2: missing closing parenthesis; write a PCRE2 "
        + "pattern; in YAML, quote it with single quotes"),
    BadDefinition(
      "operations:\n  - name: a\n    match: {path: /}\n    units: {pizzas: reqBody.items}",
      "5: the unit 'pizzas' is 'reqBody.items'; write it like 'count(reqBody.items)'"),
    BadDefinition(
      "ignore: [{up_to: 1 per 4m}]",
      "2: known noise has no 'match'; say which records it is about"),
    BadDefinition(
      "ignore: [{match: {name: a}}]",
      "2: known noise has no 'up_to'; say how much is normal, such as 'up_to: 1 per 4m'"),
  ]

  static let values = [
    BadDefinition(
      "ignore:\n  - match: {name: a}\n    up_to: often",
      "4: 'often' is no rate; write it like '1 per 4m'"),
    BadDefinition(
      "ignore:\n  - match: {name: a}\n    up_to: 1 per 9223372036854775807s",
      "4: '1 per 9223372036854775807s' is no rate; write it like '1 per 4m'"),
    BadDefinition(
      "ignore:\n  - match: {\"count(reqBody.items)\": \"=>20\"}\n    up_to: 1 per 4m",
      "3: '=>20' is no comparison; write one of < <= > >= == != and a number, in quotes: \">20\""),
    BadDefinition(
      "operations: [{name: a, match: {latency_ms: '>inf'}}]",
      "2: '>inf' is no comparison; write one of < <= > >= == != and a number, in quotes: \">20\""),
    BadDefinition(
      "operations: [{name: a, match: {status: 599-500}}]",
      "2: '599-500' is no status; write 404, 5xx or 500-599, within 100 to 999"),
    BadDefinition(
      "operations:\n  - name: a\n    match:\n      status:\n        - 500\n        - 5000",
      "7: '5000' is no status; write 404, 5xx or 500-599, within 100 to 999"),
    BadDefinition(
      "operations: [{name: a, match: {grpc: 17}}]",
      "2: '17' is no gRPC status; give 0 to 16 or a name like UNAVAILABLE"),
    BadDefinition(
      "operations: [{name: a, match: {method: 'GET /'}}]",
      "2: 'GET /' is no method; write it like POST"),
    BadDefinition(
      "operations: [{name: a, match: {has: 'items[0]'}}]",
      "2: 'items[0]' is no field; write it like tenant or reqBody.items"),
    BadDefinition(
      "operations: [{name: a, match: {reqBody.: x}}]",
      "2: 'reqBody.' is no field; write it like tenant or reqBody.items"),
    BadDefinition(
      "operations: [{name: a, match: {message: 'a\\'}}]",
      "2: bad pattern 'a\\'; a pattern cannot end in a single \\"),
    BadDefinition(
      "inputs:\n  - paths:\n      - ok\n      - 'a[b'",
      "5: bad pattern 'a[b'; a [ is never closed (write \\[ for the character itself)"),
    BadDefinition("resolve_after: soon", "2: 'soon' is no duration; write 90s, 30m, 1h30m or 56d"),
    BadDefinition(
      "resolve_after: 99999999999999999999d",
      "2: '99999999999999999999d' is no duration; write 90s, 30m, 1h30m or 56d"),
    BadDefinition(
      "resolve_after: 0s",
      "2: 'resolve_after' is out of range at '0s'; give 1 to 604800 seconds"),
    BadDefinition(
      "audit: {tell: {min_failures: 0}}",
      "2: 'min_failures' is '0'; give a whole number from 1 to 1000000"),
  ]

  @Test(arguments: unknownWords + wrongShapes + operations + values)
  func saysWhereWhatAndTheRemedy(_ bad: BadDefinition) {
    #expect(refusal("recount: 1\n" + bad.body + "\n") == "p.yaml:" + bad.message)
  }

  @Test(arguments: [
    ("", "p.yaml:1: the definition is empty; begin it with 'recount: 1'"),
    ("just words", "p.yaml:1: this is no definition; begin it with 'recount: 1'"),
    (
      "# a comment\nname: x\n",
      "p.yaml:2: the version of the definition is missing; put 'recount: 1' on its first line"
    ),
    ("recount: 2", "p.yaml:1: the version is '2'; this recount reads 'recount: 1'"),
    (
      "recount: 1\ninputs:\n  - paths: [*.gz]\n",
      "p.yaml:3: while scanning an alias: did not find expected alphabetic or numeric character; "
        + "put a value that begins with * or & in quotes"
    ),
    (
      "recount: 1\nname: *none\n",
      "p.yaml:2: found undefined alias; put a value that begins with * or & in quotes"
    ),
    (
      "recount: 1\n---\nrecount: 1\n",
      "p.yaml:2: expected a single document in the stream: but found another document; "
        + "keep one document in the file"
    ),
  ])
  func saysWhyTheFileItselfIsNoDefinition(_ yaml: String, _ message: String) {
    #expect(refusal(yaml) == message)
  }

  private func refusal(_ yaml: String) -> String? {
    refusalOfDefinition(yaml, formats: ["json-lines", "logfmt"])
  }
}

/// What is said about `yaml`, or nil if it is accepted.
func refusalOfDefinition(_ yaml: String, formats: [String] = []) -> String? {
  do throws(DefinitionError) {
    _ = try PipelineDefinitionReader.read(path: "p.yaml", yaml: yaml, formats: formats)
    return nil
  } catch {
    return error.description
  }
}
