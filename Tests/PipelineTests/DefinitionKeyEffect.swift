import TestSupport

@testable import Pipeline

/// What one key of a definition changes, shown by two definitions that differ in it alone.
struct DefinitionKeyEffect: Sendable, CustomStringConvertible {
  /// As in ``DefinitionKeys/all``.
  var key: String
  var with: String
  var without: String
  /// Exactly one of the two outputs holds it; `nil` where they only differ.
  var mark: String?

  var description: String { key }

  init(_ key: String, _ with: String, _ without: String = "", _ mark: String? = nil) {
    self.key = key
    self.with = with
    self.without = without
    self.mark = mark
  }

  /// An operation that some record is of, or none, as one condition has it.
  private static func condition(
    _ key: String, _ holds: String, _ fails: String, written name: String? = nil
  ) -> DefinitionKeyEffect {
    let name = name ?? key
    func operation(_ value: String) -> String {
      "operations: [{name: picked, match: {\(name): \(value)}}]"
    }
    return DefinitionKeyEffect(
      "operations.match." + key, operation(holds), operation(fails), "no record is matched")
  }

  static let conditions: [DefinitionKeyEffect] = [
    condition("status", "500", "418"),
    condition("grpc", "UNAVAILABLE", "DATA_LOSS"),
    condition("latency_ms", #"">10""#, #"">99999""#),
    condition("message", #"["*ovens*"]"#, #"["*nothing*"]"#),
    condition("level", "error", "fatal"),
    condition("method", "POST", "PATCH"),
    condition("path", "/order", "/nowhere"),
    condition("has", "flavour", "nothing"),
    condition("lacks", "nothing", "[time, method]"),
    condition("field", "{flavour: zesty}", "{flavour: blue}"),
    condition(
      "field.equals", "{flavour: {equals: zesty}}", "{flavour: {equals: x}}", written: "field"),
    condition(
      "field.exists", "{flavour: {exists: true}}", "{nothing: {exists: true}}", written: "field"),
    condition("user_agent", #"["curl*"]"#, #"["wget*"]"#),
    condition("pattern", "'ovens are (cold|off)'", "'nothing'"),
    condition("count(FIELD)", #"">1""#, #"">99""#, written: #""count(reqBody.items)""#),
    condition("reqBody.KEY", "pie", "cake", written: "reqBody.kind"),
    condition("resBody.KEY", "E1", "E9", written: "resBody.code"),
    // An operation has no name before it is matched, so only known noise is told by it.
    DefinitionKeyEffect(
      "operations.match.name", named + noise("{name: buy}", "9999 per 1m"),
      named + noise("{name: other}", "9999 per 1m")),
  ]

  private static let named = "operations: [{name: buy, match: {path: /order}}]\n"

  private static func noise(_ match: String, _ rate: String, _ more: String = "") -> String {
    "ignore: [{match: \(match), up_to: \(rate)\(more)}]"
  }

  static let keys: [DefinitionKeyEffect] = [
    DefinitionKeyEffect("recount", "", "recount: 2", "the version is"),
    DefinitionKeyEffect("name", "name: shop-of-pies", "", #""pipeline": "shop-of-pies""#),
    DefinitionKeyEffect(
      "timezone", "timezone: America/Denver", "", "All times are America/Denver"),
    DefinitionKeyEffect(
      "inputs", "inputs: [{paths: ['**/shop.log'], service: mart}]", "", "mart"),
    DefinitionKeyEffect(
      "inputs.paths", "inputs: [{paths: ['**/shop.log'], service: mart}]",
      "inputs: [{paths: ['**/other.log'], service: mart}]", #""service": "mart""#),
    DefinitionKeyEffect(
      "inputs.service", "inputs: [{paths: ['**/shop.log'], service: mart}]",
      "inputs: [{paths: ['**/shop.log']}]", #""service": "mart""#),
    DefinitionKeyEffect(
      "inputs.role", "inputs: [{paths: ['**/shop.log'], role: edge}]", "", #""role": "edge""#),
    DefinitionKeyEffect(
      "inputs.format", "inputs: [{paths: ['**/shop.log'], format: logfmt}]", "",
      "nothing understood"),
    DefinitionKeyEffect(
      "inputs.format.fields",
      "inputs: [{paths: ['**/shop.log'], format: {fields: {time: time, path: route}}}]", ""),
    DefinitionKeyEffect(
      "inputs.format.pattern",
      #"inputs: [{paths: ['**/shop.log'], format: {pattern: '"time":"(?<time>[^"]+)"'}}]"#, ""),
    DefinitionKeyEffect(
      "inputs.timezone", "inputs: [{paths: ['**/shop.log'], timezone: America/Denver}]", "",
      "T22:00:00Z"),
    DefinitionKeyEffect("events", "events: [{paths: [pages.jsonl]}]", "", "Ann Quux"),
    DefinitionKeyEffect(
      "events.paths", "events: [{paths: ['pages*']}]", "events: [{paths: [none.jsonl]}]",
      "Ann Quux"),
    DefinitionKeyEffect("alerts", named + alert("Pizza*", "buy"), named, #""mapped""#),
    DefinitionKeyEffect(
      "alerts.match", named + alert("Pizza*", "buy"), named + alert("Cake*", "buy"),
      #""mapped""#),
    DefinitionKeyEffect(
      "alerts.match.rule", named + alert("Pizza*", "buy"), named + alert("Cake*", "buy"),
      #""mapped""#),
    DefinitionKeyEffect(
      "alerts.operations", two + alert("Pizza*", "buy"), two + alert("Pizza*", "look"),
      #""mapped""#),
    DefinitionKeyEffect("operations", named, "", #""name": "buy""#),
    DefinitionKeyEffect(
      "operations.name", named, "operations: [{name: sale, match: {path: /order}}]",
      #""name": "buy""#),
    DefinitionKeyEffect(
      "operations.match", named, "operations: [{name: buy, match: {path: /none}}]",
      #""name": "buy""#),
    DefinitionKeyEffect(
      "operations.dependency", operation("dependency: ovens"), named, #""ovens""#),
    DefinitionKeyEffect(
      "operations.failure", operation("failure: {any: [{flavour: none}, {status: 599}]}", "field"),
      named, #""incidents": []"#),
    DefinitionKeyEffect(
      "operations.success", operation("success: [{status: 500}]"), named,
      #""incidents": []"#),
    DefinitionKeyEffect(
      "operations.user", operation("user: [flavour]"), named, #""identity": "user_field""#),
    DefinitionKeyEffect(
      "operations.units", operation("units: {pies: 'count(reqBody.items)'}"), named, #""pies""#),
    DefinitionKeyEffect("dimensions", "dimensions: [flavour]", "", #""dimension": "flavour""#),
    DefinitionKeyEffect("ignore", noise("{status: 500}", "9999 per 1m"), ""),
    DefinitionKeyEffect(
      "ignore.match", noise("{status: 500}", "9999 per 1m"), noise("{status: 599}", "9999 per 1m")),
    DefinitionKeyEffect(
      "ignore.up_to", noise("{status: 500}", "9999 per 1m"), noise("{status: 500}", "1 per 1h")),
    DefinitionKeyEffect(
      "ignore.because", noise("{status: 500}", "9999 per 1m", ", because: pies are hard"),
      noise("{status: 500}", "9999 per 1m"), "pies are hard"),
    DefinitionKeyEffect("probes", "probes: {paths: [/order]}", "", #""incidents": []"#),
    DefinitionKeyEffect("probes.paths", "probes: {paths: [/order]}", "", #""incidents": []"#),
    DefinitionKeyEffect(
      "probes.user_agent", "probes: {user_agent: ['curl*']}", "", #""incidents": []"#),
    DefinitionKeyEffect("resolve_after", "resolve_after: 5m", "", "healthy for 5 min"),
    DefinitionKeyEffect("redact", pages + "redact: {people: roles}", pages, "Ann Quux"),
    DefinitionKeyEffect("redact.people", pages + "redact: {people: roles}", pages, "Ann Quux"),
    DefinitionKeyEffect("redact.keys", "redact: {keys: [flavour]}", "", "zesty"),
    DefinitionKeyEffect(
      "redact.keep", pages + "redact: {keep: [email]}", pages, "ann.quux@corp.example"),
    DefinitionKeyEffect("metrics", metrics, "", "a sketch"),
    DefinitionKeyEffect("audit", "audit: {baseline: 7d}", "", "audit: has no effect"),
    DefinitionKeyEffect("audit.baseline", "audit: {baseline: 7d}", "", "audit: has no effect"),
    DefinitionKeyEffect(
      "audit.tell", "audit: {tell: {min_failures: 9}}", "", "audit: has no effect"),
    DefinitionKeyEffect(
      "audit.tell.min_failures", "audit: {tell: {min_failures: 9}}", "", "audit: has no effect"),
    DefinitionKeyEffect(
      "audit.tell.min_duration", "audit: {tell: {min_duration: 9m}}", "",
      "audit: has no effect"),
  ]

  private static let pages = "events: [{paths: [pages.jsonl]}]\n"
  /// Of all that rules on this log read.
  private static let metrics =
    "metrics: {attempts: calls_total, lines(level=error): lines_total, "
    + ["order", "menu"].map { name in
      "attempts(\(name)): \(name)_total, failures(\(name)): \(name)_bad_total, "
        + "latency(\(name)): \(name)_seconds"
    }.joined(separator: ", ") + "}"
  private static let two =
    "operations: [{name: buy, match: {path: /order}}, {name: look, match: {path: /menu}}]\n"

  private static func alert(_ rule: String, _ operation: String) -> String {
    pages + "alerts: [{match: {rule: '\(rule)'}, operations: [\(operation)]}]"
  }

  private static func operation(_ more: String, _ field: String = "") -> String {
    let more = field.isEmpty ? more : "failure: {any: [{status: 599}]}"
    return "operations: [{name: buy, match: {path: /order}, \(more)}]"
  }

  /// What `fields:` of a format means is tried on a log whose keys nobody would guess.
  private static func meaning(_ meaning: String, _ key: String, _ more: String = "") -> Self {
    func fields(_ last: String) -> String {
      let time = meaning == "time" ? "" : "time: zeit, "
      let ends = ["status", "grpc_status", "level"].contains(meaning)
      let status = ends ? "" : "status: ergebnis, "
      let rest = meaning == "path" ? "method: weise" : meaning == "operation" ? "" : "path: weg"
      let all = [time + status + rest, last].map {
        $0.hasSuffix(", ") ? String($0.dropLast(2)) : $0
      }
      let list = all.filter { !$0.isEmpty }.joined(separator: ", ")
      return "inputs: [{paths: ['**/odd.log'], format: {fields: {\(list)}}}]\n" + more
    }
    return Self("inputs.format.fields." + meaning, fields("\(meaning): \(key)"), fields(""))
  }

  static let meanings: [DefinitionKeyEffect] = [
    meaning("time", "zeit"),
    // A number: words for levels are known under any key.
    meaning("level", "rang"),
    meaning("status", "ergebnis"),
    meaning("method", "weise"), meaning("path", "weg"),
    meaning("operation", "tat"), meaning("latency_ms", "dauer"),
    meaning("latency_s", "dauer"), meaning("latency_us", "dauer"),
    meaning("latency_ns", "dauer"), meaning("latency", "spanne"),
    meaning("message", "worte"), meaning("error", "worte"),
    meaning("service", "dienst"), meaning("host", "kiste"), meaning("user", "kunde"),
    meaning("session", "kunde"), meaning("ip", "absender"), meaning("peer", "ziel"),
    meaning("grpc_status", "rufcode"),
    meaning(
      "request_body", "inhalt",
      "operations: [{name: buy, match: {lacks: reqBody.items}}]"),
    meaning(
      "response_body", "inhalt", "operations: [{name: buy, match: {lacks: resBody.items}}]"),
    meaning("user_agent", "geraet", "probes: {user_agent: ['curl*']}"),
  ]

  static let all = conditions + keys + meanings
}
