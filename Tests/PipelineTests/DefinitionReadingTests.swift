import LogModel
import Parse
import Pipeline
import Scan
import Testing

@Suite struct DefinitionReadingTests {
  @Test func aVersionAloneIsADefinitionOfDefaults() throws {
    let definition = try read("recount: 1\n")
    #expect(definition == PipelineDefinition())
    #expect(definition.recordRules == .standard)
    #expect(definition.resolveAfterSeconds == 1800)
    #expect(definition.probes.userAgents == [Glob("kube-probe*")])
    #expect(definition.probes.paths == [Glob("/healthz"), Glob("/readyz"), Glob("/metrics")])
  }

  @Test func readsWhatIsKnownOfInputs() throws {
    let definition = try read(
      """
      recount: 1
      inputs:
        - paths: ["logs/a*.gz", logs/b.gz]
          service: orders
          role: edge
          format: auto
          timezone: America/Denver
        - paths: c.log
          format: logfmt
      """)
    #expect(
      definition.recordRules.inputs == [
        InputRule(
          paths: [PathGlob("logs/a*.gz"), PathGlob("logs/b.gz")], service: "orders", role: .edge,
          timezone: "America/Denver"),
        InputRule(paths: [PathGlob("c.log")], format: .named("logfmt")),
      ])
    #expect(definition.inputs[0].covers("logs/a1.gz"))
    #expect(!definition.inputs[0].covers("c.log"))
  }

  @Test func readsEveryKindOfCondition() throws {
    let definition = try read(
      #"""
      recount: 1
      operations:
        - name: all
          match:
            status: [404, 500-503, 5xx]
            grpc: [14, DEADLINE_EXCEEDED]
            latency_ms: ">= 1.5"
            message: ["a*", b]
            level: [warn, ERROR]
            method: [post, GET]
            path: /x
            has: [reqBody.items, tenant]
            lacks: resBody.url
            field: {region: [eu, us], plan: {equals: free}, trial: {exists: false}}
            reqBody.kind: pizza
            resBody.order.id: {exists: true}
            "count(reqBody.items)": "!=0"
            user_agent: bot*
      """#)
    let items = FieldPath(root: .requestBody, keys: ["items"])
    #expect(
      definition.operations.first?.match.all == [
        .status([404...404, 500...503, 500...599]),
        .grpc([14, 4]),
        .latencyMilliseconds(Comparison(.atLeast, 1.5)),
        .message([Glob("a*"), Glob("b")]),
        .level([.warning, .error]),
        .method(["POST", "GET"]),
        .path([Glob("/x")]),
        .has(items),
        .has(FieldPath(root: .record, keys: ["tenant"])),
        .lacks(FieldPath(root: .responseBody, keys: ["url"])),
        .equals(FieldPath(root: .record, keys: ["region"]), ["eu", "us"]),
        .equals(FieldPath(root: .record, keys: ["plan"]), ["free"]),
        .lacks(FieldPath(root: .record, keys: ["trial"])),
        .equals(FieldPath(root: .requestBody, keys: ["kind"]), ["pizza"]),
        .has(FieldPath(root: .responseBody, keys: ["order", "id"])),
        .count(items, Comparison(.notEqual, 0)),
        .userAgent([Glob("bot*")]),
      ])
  }

  @Test(arguments: [
    "{any: [{status: 5xx}, {message: x}]}", "[{status: 500-599}, {message: x}]",
  ])
  func readsFailureAndSuccessAsAnyOf(_ written: String) throws {
    let definition = try read(
      """
      recount: 1
      operations:
        - {name: a, match: {path: /}, failure: \(written), success: {status: 200}}
      """)
    #expect(
      definition.operations.first?.failure == [
        ConditionGroup(all: [.status([500...599])]), ConditionGroup(all: [.message([Glob("x")])]),
      ])
    #expect(
      definition.operations.first?.success == [ConditionGroup(all: [.status([200...200])])])
  }

  @Test func readsTheRestOfTheContract() throws {
    let definition = try read(
      """
      recount: 1
      name: shop
      timezone: UTC
      events:
        - paths: ["oncall/*.jsonl", notes.yaml]
      alerts:
        - match: {rule: ["Pizza*", Order*]}
          operations: [order]
      operations:
        - {name: order, match: {path: /}, user: ip}
      dimensions: [tenant, http.region]
      probes: {user_agent: []}
      resolve_after: 1h30m
      redact: {keys: [fixCode], keep: ip, people: roles}
      audit: {baseline: 8w, tell: {min_failures: 5, min_duration: 90s}}
      """)
    var expected = PipelineDefinition()
    expected.name = "shop"
    expected.timezone = "UTC"
    expected.events = [EventFileRule(paths: [PathGlob("oncall/*.jsonl"), PathGlob("notes.yaml")])]
    expected.alerts = [
      AlertMapping(rules: [Glob("Pizza*"), Glob("Order*")], operations: ["order"])
    ]
    expected.operations = [
      OperationRule(
        name: "order", match: ConditionGroup(all: [.path([Glob("/")])]), userKeys: ["ip"])
    ]
    expected.dimensions = [
      FieldPath(root: .record, keys: ["tenant"]),
      FieldPath(root: .record, keys: ["http", "region"]),
    ]
    expected.probes.userAgents = []
    expected.resolveAfterSeconds = 5400
    expected.redact = RedactionChoice(keys: ["fixCode"], keep: ["ip"], people: .roles)
    expected.audit = AuditChoice(
      baselineSeconds: 56 * 86_400, minimumFailures: 5, minimumDurationSeconds: 90)
    #expect(definition == expected)
  }

  @Test func anAnchorMayBeUsedAgain() throws {
    let definition = try read(
      """
      recount: 1
      operations:
        - {name: a, match: {path: /a}, failure: &bad [{status: 5xx}]}
        - {name: b, match: {path: /b}, failure: *bad}
      """)
    #expect(definition.operations.map(\.failure).first == definition.operations.map(\.failure).last)
    #expect(definition.operations.last?.failure?.count == 1)
  }

  @Test func theOrderOfKeysDoesNotMatterToAlerts() throws {
    let definition = try read(
      """
      alerts: [{match: {rule: a}, operations: b}]
      operations: [{name: b, match: {path: /}}]
      recount: 1
      """)
    #expect(definition.alerts == [AlertMapping(rules: [Glob("a")], operations: ["b"])])
  }

  private func read(_ yaml: String) throws -> PipelineDefinition {
    try PipelineDefinitionReader.read(path: "p.yaml", yaml: yaml)
  }
}
