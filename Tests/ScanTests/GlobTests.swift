import Scan
import Testing

@Suite struct GlobTests {
  @Test(arguments: [
    ("Failed to fulfill*", "Failed to fulfill order at factory"),
    ("*factory", "Failed to fulfill order at factory"),
    ("*order*fact*", "Failed to fulfill order at factory"),
    ("/api/*/items", "/api/orders/7/items"),
    ("kube-probe*", "kube-probe"),
    ("*", ""),
    ("**", "anything"),
    ("a?c", "abc"),
    ("a?c", "aéc"),
    ("?", "🍕"),
    ("*?x", "éx"),
    ("[worker] *", "[worker] job 7"),
    (#"100\*"#, "100*"),
    (#"a\\b"#, #"a\b"#),
    (#"end\"#, #"end\"#),
    ("naïve*", "naïve approach"),
    ("*ab", "aaab"),
    ("", ""),
  ])
  func matchesTheWholeText(_ pattern: String, _ text: String) {
    #expect(Glob(pattern).matches(text))
  }

  @Test(arguments: [
    ("factory", "Failed to fulfill order at factory"),
    ("Failed", "Failed to fulfill"),
    ("failed*", "Failed to fulfill"),
    ("a?c", "ac"),
    ("a?c", "abbc"),
    ("*ab*ab", "ab"),
    (#"100\*"#, "1000"),
    ("[a-z]", "b"),
    ("", "a"),
    ("?", ""),
    ("a*b", "acbd"),
  ])
  func refusesWhatMatchesInPart(_ pattern: String, _ text: String) {
    #expect(!Glob(pattern).matches(text))
  }

  @Test func comparesBytesThatAreNoText() {
    let bytes: [UInt8] = [0x61, 0xFF, 0xC3, 0x62]
    bytes.withUnsafeBytes {
      #expect(Glob("a*b").matches($0))
      #expect(Glob("a??b").matches($0))
      #expect(!Glob("a?b").matches($0))
    }
  }

  @Test func manyStarsStayLinearInTheText() {
    let pattern = Glob(String(repeating: "*a", count: 40) + "*b")
    let text = String(repeating: "a", count: 200_000)
    let clock = ContinuousClock()
    let spent = clock.measure { #expect(!pattern.matches(text)) }
    #expect(spent < .seconds(2))
  }

  @Test func namesWhatIsWrongWithAPattern() {
    #expect(Glob.fault(in: "") == "a pattern cannot be empty")
    #expect(Glob.fault(in: #"a\"#) == #"a pattern cannot end in a single \"#)
    #expect(Glob.fault(in: #"a\\"#) == nil)
    #expect(Glob.fault(in: "[open*") == nil)
  }

  @Test func keepsThePatternAsItWasWritten() {
    #expect("\(Glob("a**b"))" == "a**b")
  }
}
