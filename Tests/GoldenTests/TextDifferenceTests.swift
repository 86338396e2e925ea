import TestSupport
import Testing

/// What a golden case prints when it differs.
@Suite struct TextDifferenceTests {
  private static let ten = (1...10).map { "\($0)\n" }.joined()

  @Test func equalTextsDoNotDiffer() {
    #expect(textDifference("a\nb\n", "a\nb\n") == nil)
    #expect(textDifference("", "") == nil)
  }

  @Test func aChangeStandsBetweenThreeLinesEachWay() {
    let changed = Self.ten.replacing("5\n", with: "five\nand more\n")
    #expect(
      textDifference(Self.ten, changed) == """
        --- expected
        +++ came
        @@ -2,7 +2,8 @@
         2
         3
         4
        -5
        +five
        +and more
         6
         7
         8
        """)
  }

  @Test func changesFarApartAreHunksOfTheirOwn() {
    let long = (1...30).map { "line \($0)\n" }.joined()
    let changed = long.replacing("line 4\n", with: "").replacing("line 25\n", with: "new\n")
    let heads = textDifference(long, changed)?.split(separator: "\n").filter { $0.hasPrefix("@@") }
    #expect(heads == ["@@ -1,7 +1,6 @@", "@@ -22,7 +21,7 @@"])
  }

  @Test func theEndOfAFileIsPartOfIt() {
    #expect(textDifference("a\n", "a")?.hasSuffix("-a\n+a  (no line end)") == true)
    #expect(textDifference("", "a\n")?.hasSuffix("@@ -1,0 +1,1 @@\n+a") == true)
    #expect(textDifference("a\n", "")?.hasSuffix("@@ -1,1 +1,0 @@\n-a") == true)
  }

  @Test func textsOfManyLinesAreComparedAllTheSame() {
    let many = (0..<20_000).map { "\($0)\n" }.joined()
    let others = (0..<20_000).map { "\($0 + 1_000_000)\n" }.joined()
    let difference = textDifference(many, others)
    #expect(difference?.contains("-0\n") == true)
    #expect(difference?.hasSuffix("more lines") == true)
    let one = textDifference(many, many.replacing("\n777\n", with: "\n"))
    #expect(one?.contains("\n-777\n") == true && (one?.count ?? 0) < 200)
  }
}
