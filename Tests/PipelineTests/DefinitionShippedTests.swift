import Foundation  // reads the shipped files
import Parse
import Pipeline
import Scan
import Testing

@Suite struct DefinitionShippedTests {
  @Test func everyShippedDefinitionLoads() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".yaml") }
    #expect(files.sorted().starts(with: ["generic-http.yaml", "jwt-pizza.yaml"]))
    for file in files { _ = try definition(file) }
  }

  @Test func jwtPizzaSaysWhatItsUsersNeed() throws {
    let items = FieldPath(root: .requestBody, keys: ["items"])
    let definition = try definition("jwt-pizza.yaml")
    #expect(
      definition.operations == [
        OperationRule(
          name: "order",
          match: ConditionGroup(all: [
            .method(["POST"]), .path([Glob("/api/order"), Glob("/")]), .has(items),
          ]),
          dependency: "factory",
          failure: [
            ConditionGroup(all: [.status([500...599])]),
            ConditionGroup(all: [.latencyMilliseconds(Comparison(.greater, 10_000))]),
            ConditionGroup(all: [.message([Glob("Failed to fulfill*")])]),
          ],
          userKeys: ["user", "ip"], units: [UnitRule(name: "pizzas", field: items)])
      ])
    #expect(
      definition.ignore == [
        IgnoreRule(
          match: ConditionGroup(all: [.name(["order"]), .count(items, Comparison(.greater, 20))]),
          upToCount: 1, perSeconds: 240, because: "orders over 20 pizzas are refused after 32 s")
      ])
    #expect(definition.alerts == [AlertMapping(rules: [Glob("Pizza*")], operations: ["order"])])
    #expect(definition.probes == .standard)
    #expect(definition.resolveAfterSeconds == 1800)
    #expect(definition.redact.keys == ["fixCode"])
    #expect(definition.inputs.isEmpty, "the logs may lie anywhere")
  }

  @Test func genericHTTPKnowsTheEdgeAndNamesNothing() throws {
    let definition = try definition("generic-http.yaml")
    #expect(definition.operations.isEmpty)
    #expect(definition.dimensions.map(\.description) == ["tenant", "region", "version"])
    let edge = try #require(definition.inputs.first)
    #expect(edge.role == .edge)
    #expect(edge.covers("/var/log/nginx/access.log.2.gz"))
    #expect(!edge.covers("logs/orders.log"))
  }

  private var folder: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "pipelines")
  }

  private func definition(_ file: String) throws -> PipelineDefinition {
    let yaml = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
    return try PipelineDefinitionReader.read(path: file, yaml: yaml)
  }
}
