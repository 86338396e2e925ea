import Ingest
import LogModel
import Parse
import Testing

@testable import Pipeline

@Suite struct PatternExampleTests {
  @Test("the definition that is shown works as it stands")
  func definition() throws {
    let read = try PipelineDefinitionReader.read(path: "p.yaml", yaml: PatternExample.definition)
    let rule = try #require(read.recordRules.inputs.first)
    #expect(rule.covers("logs/any.log"))
    guard case .pattern(let pattern) = rule.format else {
      Issue.record("no pattern")
      return
    }
    for line in ["<<x>> 2025-03-02 10:00:07 cart: full", "2025-03-02T10:00:07Z full"] {
      #expect(Array(line.utf8).withUnsafeBytes { pattern.matches($0) }, "\(line)")
    }
    #expect(FormatList.text.contains(PatternExample.format))
  }
}
