import Testing

@Suite struct MirrorTests {
  @Test func everyModuleHasItsTests() {
    let modules = Repository.modules
    #expect(modules.contains("Pipeline") && !modules.contains("CZlib"))
    let tests = Set(Repository.folders(in: "Tests"))
    for module in modules {
      let mirror = module == "recount" ? "CommandTests" : module + "Tests"
      if !tests.contains(mirror) {
        Issue.record("Sources/\(module):1: its tests are missing: Tests/\(mirror)")
      }
    }
  }
}
