import Parse
import Testing

@Suite struct DefinitionValueTests {
  @Test(arguments: [
    ("tenant", FieldPath.Root.record, ["tenant"]),
    ("http.route", .record, ["http", "route"]),
    (#"http\.route"#, .record, ["http.route"]),
    ("reqBody.items", .requestBody, ["items"]),
    ("resBody", .responseBody, []),
    ("record.reqBody", .record, ["record", "reqBody"]),
  ])
  func aFieldReadsAndWritesTheSame(_ text: String, _ root: FieldPath.Root, _ keys: [String]) {
    #expect(FieldPath(text) == FieldPath(root: root, keys: keys))
    #expect(FieldPath(text)?.description == text)
  }

  @Test(arguments: [
    "", ".", "a.", ".a", "a..b", "a b", "a[0]", #"a\"#, "a\n", "count(a)",
    String(repeating: "a.", count: 32) + "a",
  ])
  func whatIsNoFieldIsRefused(_ text: String) {
    #expect(FieldPath(text) == nil)
  }

  @Test(
    arguments: [
      (">20", [20.5, 21], [20, 19.0]),
      (">= 20", [20, 21], [19.9]),
      ("<1e3", [999], [1000]),
      (" <= -1 ", [-1, -2], [0]),
      ("==0.5", [0.5], [0.4]),
      ("7", [7], [8]),
      ("!=0", [1], [0]),
    ] as [(String, [Double], [Double])])
  func aComparisonHoldsOnOneSide(_ text: String, _ holding: [Double], _ failing: [Double]) throws {
    let comparison = try #require(Comparison(text))
    for number in holding { #expect(comparison.holds(for: number)) }
    for number in failing + [.nan] { #expect(!comparison.holds(for: number)) }
  }

  @Test(arguments: ["", ">", "=>1", "1>", ">nan", ">1e999", ">0x10", "> 1 2", "~5"])
  func whatIsNoComparisonIsRefused(_ text: String) {
    #expect(Comparison(text) == nil)
  }
}
