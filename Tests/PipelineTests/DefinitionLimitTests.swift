import Pipeline
import Testing

@Suite struct DefinitionLimitTests {
  private let tooMany =
    "more than 10000 values, aliases included; "
    + "split the definition, or write out what the aliases repeat"

  @Test func refusesAFileBeyondAMebibyte() {
    let filler = "#" + String(repeating: "x", count: 1 << 20) + "\n"
    #expect(
      refusalOfDefinition("recount: 1\n" + filler)
        == "p.yaml:1: larger than 1 MiB; this is not a pipeline definition; "
        + "give the logs as arguments")
    let fits = "#" + String(repeating: "x", count: (1 << 20) - 12)
    #expect(refusalOfDefinition("recount: 1\n" + fits) == nil)
  }

  @Test(arguments: [
    String(repeating: "[", count: 33) + String(repeating: "]", count: 33),
    String(repeating: "{a: ", count: 33) + "x" + String(repeating: "}", count: 33),
  ])
  func refusesMoreThanThirtyTwoLevels(_ nested: String) {
    #expect(
      refusalOfDefinition("recount: 1\nname: \(nested)\n")
        == "p.yaml:2: more than 32 levels inside each other; write it flatter")
  }

  @Test(arguments: ["[", "{a: ", "- ", "? "])
  func survivesNestingWithoutEnd(_ opening: String) {
    let yaml = "recount: 1\nname:\n  " + String(repeating: opening, count: 100_000)
    #expect(refusalOfDefinition(yaml) != nil)
  }

  @Test func refusesMoreThanTenThousandValues() {
    let list = Array(repeating: "a", count: 10_000).joined(separator: ", ")
    #expect(refusalOfDefinition("recount: 1\ndimensions: [\(list)]\n") == "p.yaml:2: \(tooMany)")
    let fits = Array(repeating: "a", count: 9_000).joined(separator: ", ")
    #expect(refusalOfDefinition("recount: 1\ndimensions: [\(fits)]\n") == nil)
  }

  @Test func refusesAliasesThatMultiply() {
    var yaml = "recount: 1\na0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...20 {
      let uses = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      yaml += "a\(level): &a\(level) [\(uses)]\n"
    }
    #expect(refusalOfDefinition(yaml)?.hasSuffix(tooMany) == true)
  }

  @Test func refusesAliasesThatMultiplyInsideAKey() {
    var yaml = "recount: 1\nname: &a0 [x, x]\n"
    for level in 1...60 { yaml += "? &a\(level) [*a\(level - 1), *a\(level - 1)]\n: x\n" }
    #expect(refusalOfDefinition(yaml)?.hasSuffix(tooMany) == true)
  }

  @Test func refusesAliasesOfANameThatIsGivenAgainAndAgain() {
    var yaml = "recount: 1\nname: &a [x, x]\n"
    for _ in 1...60 { yaml += "? &a [*a, *a]\n: x\n" }
    #expect(refusalOfDefinition(yaml)?.hasSuffix(tooMany) == true)
  }

  @Test func countsWhatAnAliasStandsForExactly() {
    let list = Array(repeating: "a", count: 3_000).joined(separator: ", ")
    let yaml =
      "recount: 1\ndimensions: &d [\(list)]\nredact: {keys: *d, people: names}\n"
      + "inputs: [{paths: *d}]\n"
    #expect(refusalOfDefinition(yaml) == nil)
    let once = "probes: {paths: *d}\n"
    #expect(refusalOfDefinition(yaml + once) == "p.yaml:2: \(tooMany)")
  }
}
