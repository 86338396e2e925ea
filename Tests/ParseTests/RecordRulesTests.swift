import LogModel
import Scan
import Testing

@testable import Parse

@Suite struct RecordRulesTests {
  private static func path(_ text: String) throws -> FieldPath { try #require(FieldPath(text)) }

  private static func order(
    failure: [ConditionGroup]? = nil, success: [ConditionGroup]? = nil
  ) throws -> OperationRule {
    OperationRule(
      name: "order",
      match: ConditionGroup(all: [
        .method(["POST"]), .path([Glob("/api/order"), Glob("/")]), .has(try path("reqBody.items")),
      ]),
      dependency: "factory", failure: failure, success: success, userKeys: ["diner", "ip"],
      units: [UnitRule(name: "pizzas", field: try path("reqBody.items"))])
  }

  /// `items` pizzas, answered with `status` after `latency` milliseconds.
  private func order(
    _ status: Int = 200, items: Int = 2, message: String = "done", latency: Int = 100,
    path: String = "/api/order", more: String = ""
  ) -> String {
    let list = (0..<items).map { _ in "{}" }.joined(separator: ",")
    return #"{"time":"2025-04-08T15:20:00Z","method":"POST","path":"\#(path)","status":\#(status),"#
      + #""latency":\#(latency),"ip":"::1","reqBody":"{\"items\":[\#(list)],\"storeId\":1}","#
      + #""resBody":{"message":"\#(message)"}\#(more)}"#
  }

  @Test("a rule names the record, its dependency, its units and who asked")
  func names() throws {
    let rules = RecordRules(operations: [try Self.order()])
    let read = try #require(try record(order(items: 3, more: #","diner":7"#), rules: rules))
    #expect(read.rule == 0 && read.dependency == "factory" && read.units == [3, 0, 0, 0])
    #expect(read.operation == "POST /api/order" && read.identity == .user)
    let other = try #require(try record(order(), rules: rules))
    #expect(other.identity == .address && other.client != read.client)
    for path in ["/api/order?x=1", "/"] {
      #expect(try record(order(path: path), rules: rules)?.rule == 0)
    }
    #expect(try record(order(path: "/api/order/menu"), rules: rules)?.rule == -1)
    let empty = order().replacing("items", with: "things")
    let unnamed = try #require(try record(empty, rules: rules))
    #expect(unnamed.rule == -1 && unnamed.dependency.isEmpty && unnamed.units == [0, 0, 0, 0])
  }

  @Test("the first rule that matches counts")
  func first() throws {
    let posts = OperationRule(name: "post", match: ConditionGroup(all: [.method(["POST"])]))
    #expect(
      try record(order(), rules: RecordRules(operations: [try Self.order(), posts]))?.rule == 0)
    #expect(
      try record(order(), rules: RecordRules(operations: [posts, try Self.order()]))?.dependency
        == "")
    let lower = order().replacing("POST", with: "post")
    #expect(try record(lower, rules: RecordRules(operations: [posts]))?.rule == 0)
  }

  static let judged: [(Condition, String, Outcome)] = [
    (.status([500...599]), "status 503", .failure), (.status([500...599]), "status 200", .success),
    (.status([200...200]), "status 200", .failure), (.status([404...404]), "status 500", .rejected),
    (.latencyMilliseconds(Comparison(.greater, 10_000)), "latency 32000", .failure),
    (.latencyMilliseconds(Comparison(.greater, 10_000)), "latency 10000", .success),
    (.message([Glob("Failed*")]), "message Failed to", .failure),
    (.message([Glob("Failed*")]), "message done", .success),
    (.level([.error, .fatal]), "level error", .failure), (.level([.error]), "level info", .success),
    (.has(FieldPath(root: .record, keys: ["chaos"])), "chaos 1", .failure),
    (.has(FieldPath(root: .record, keys: ["chaos"])), "level info", .success),
    (.lacks(FieldPath(root: .responseBody, keys: ["jwt"])), "status 200", .failure),
    (
      .equals(FieldPath(root: .responseBody, keys: ["message"]), ["done"]), "message done", .failure
    ),
    (.equals(FieldPath(root: .record, keys: ["chaos"]), ["1", "2"]), "chaos 2", .failure),
    (
      .count(FieldPath(root: .requestBody, keys: ["items"]), Comparison(.atLeast, 21)), "items 21",
      .failure
    ),
    (
      .count(FieldPath(root: .requestBody, keys: ["items"]), Comparison(.atLeast, 21)), "items 20",
      .success
    ),
    (.name(["order"]), "status 200", .failure), (.name(["other"]), "status 200", .success),
    (.grpc([14]), "status 200", .success), (.userAgent([Glob("*")]), "status 200", .success),
  ]

  @Test("what a definition calls a failure is one, before the status", arguments: judged)
  func failures(condition: Condition, what: String, outcome: Outcome) throws {
    let rules = RecordRules(operations: [
      try Self.order(failure: [ConditionGroup(all: [condition])])
    ])
    #expect(try record(line(what), rules: rules)?.outcome == outcome)
  }

  private func line(_ what: String) -> String {
    let words = what.split(separator: " ", maxSplits: 1).map(String.init)
    switch words[0] {
    case "status": return order(Int(words[1]) ?? 0)
    case "latency": return order(latency: Int(words[1]) ?? 0)
    case "message": return order(message: words[1])
    case "items": return order(items: Int(words[1]) ?? 0)
    case "level": return order(more: #","level":"\#(words[1])""#)
    default: return order(more: #","\#(words[0])":\#(words[1])"#)
    }
  }

  @Test("one group of several is enough, and all of a group must hold")
  func groups() throws {
    let slow = ConditionGroup(all: [
      .status([200...299]), .latencyMilliseconds(Comparison(.greater, 5000)),
    ])
    let broken = ConditionGroup(all: [.status([500...599])])
    let rules = RecordRules(operations: [try Self.order(failure: [slow, broken])])
    #expect(try record(order(latency: 6000), rules: rules)?.outcome == .failure)
    #expect(try record(order(500), rules: rules)?.outcome == .failure)
    #expect(try record(order(404, latency: 6000), rules: rules)?.outcome == .rejected)
    #expect(try record(order(), rules: rules)?.outcome == .success)
  }

  @Test("what a definition calls a success is one; the rest of the good is unknown")
  func successes() throws {
    let signed = ConditionGroup(all: [.message([Glob("done")])])
    let rules = RecordRules(operations: [try Self.order(success: [signed])])
    #expect(try record(order(500), rules: rules)?.outcome == .success)
    #expect(try record(order(message: "maybe"), rules: rules)?.outcome == .unknown)
    #expect(try record(order(500, message: "maybe"), rules: rules)?.outcome == .failure)
  }

  @Test("known noise is marked and stays a failure")
  func noise() throws {
    let items = FieldPath(root: .requestBody, keys: ["items"])
    let rules = RecordRules(
      operations: [try Self.order()],
      ignore: [
        IgnoreRule(
          match: ConditionGroup(all: [.name(["other"])]), upToCount: 1, perSeconds: 60,
          because: "never"),
        IgnoreRule(
          match: ConditionGroup(all: [.name(["order"]), .count(items, Comparison(.greater, 20))]),
          upToCount: 1, perSeconds: 240, because: "too large"),
      ])
    let large = try #require(try record(order(500, items: 22), rules: rules))
    #expect(large.noise == 1 && large.outcome == .failure && large.units[0] == 22)
    #expect(try record(order(500, items: 20), rules: rules)?.noise == -1)
    #expect(try record(order(200, items: 22), rules: rules)?.noise == -1)
  }

  @Test("probes are no requests", arguments: ["/healthz", "/readyz?full=1", "/metrics"])
  func probes(path: String) throws {
    let line = #"{"time":"2025-04-08T15:20:00Z","path":"\#(path)","status":503}"#
    #expect(try record(line)?.kind == .message)
    let rules = RecordRules(probes: ProbeRule(userAgents: [], paths: []))
    #expect(try record(line, rules: rules)?.kind == .request)
    let agent =
      #"1.1.1.1 - - [08/Apr/2025:15:02:11 +0000] "GET / HTTP/1.1" 200 5 "-" "kube-probe/1""#
    #expect(try record(agent)?.kind == .message)
    #expect(try record(agent, rules: rules)?.kind == .request)
  }

  @Test("inputs have the service and the role their rule gives them")
  func inputs() throws {
    let rules = RecordRules(inputs: [
      InputRule(paths: [PathGlob("/tmp/**/*edge*.log")], service: "edge", role: .edge),
      InputRule(paths: [], service: "rest"),
    ])
    let line = #"{"time":"2025-04-08T15:20:00Z","path":"/a","status":200,"service":"own"}"#
    let edge = try Reading(lines: line, rules: rules, name: "my-edge.log").only
    #expect(edge.service == "edge" && edge.role == .edge)
    let rest = try Reading(lines: line, rules: rules, name: "other.log").only
    #expect(rest.service == "rest" && rest.role == .service && rest.source == "other")
    #expect(try record(line)?.service == "own")
  }

  @Test("of more units than a record holds, the first four are counted")
  func units() throws {
    let items = FieldPath(root: .requestBody, keys: ["items"])
    let rule = OperationRule(
      name: "all", match: ConditionGroup(all: [.method(["POST"])]),
      units: ["a", "b", "a", "c", "d", "e"].map { UnitRule(name: $0, field: items) })
    let rules = RecordRules(operations: [rule])
    #expect(rules.unitNames == ["a", "b", "c", "d"])
    #expect(try record(order(), rules: rules)?.units == [2, 2, 2, 2])
  }
}
