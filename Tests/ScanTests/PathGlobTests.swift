import Scan
import Testing

@Suite struct PathGlobTests {
  @Test(arguments: [
    ("logs/*.gz", "logs/a.gz"),
    ("logs/**/*.gz", "logs/a.gz"),
    ("logs/**/*.gz", "logs/old/er/a.gz"),
    ("**/*access*", "access.log"),
    ("**/*access*", "/var/log/nginx/access.log.1.gz"),
    ("**", "any/where/at/all"),
    ("**.gz", "deep/down/a.gz"),
    ("a**/b", "a/x/b"),
    ("host-[0-9].log", "host-7.log"),
    ("host-[!0-9].log", "host-x.log"),
    ("[]-]", "-"),
    ("?.log", "é.log"),
    (#"a\[1\].log"#, "a[1].log"),
    ("a[1.log", "a[1.log"),
    ("", ""),
  ])
  func matchesAsAShellDoes(_ pattern: String, _ path: String) {
    #expect(PathGlob(pattern).matches(path))
  }

  @Test(arguments: [
    ("logs/*.gz", "logs/old/a.gz"),
    ("*.gz", "logs/a.gz"),
    ("logs/**/a.gz", "logs/ba.gz"),
    ("logs?a.gz", "logs/a.gz"),
    ("logs[!x]a.gz", "logs/a.gz"),
    ("host-[0-9].log", "host-x.log"),
    ("host-[!0-9].log", "host-7.log"),
    ("logs", "logs/a"),
    ("a", ""),
  ])
  func stopsAtAFolder(_ pattern: String, _ path: String) {
    #expect(!PathGlob(pattern).matches(path))
  }

  @Test func crossesFoldersWhenToldTo() {
    #expect(PathGlob("logs/*.gz", crossesSlash: true).matches("logs/old/a.gz"))
    #expect(PathGlob("logs?a.gz", crossesSlash: true).matches("logs/a.gz"))
  }

  @Test func readsBytesAsItReadsText() {
    let path = Array("logs/a.gz".utf8)
    #expect(path.withUnsafeBytes { PathGlob("logs/*").matches($0) })
  }

  @Test func manyStarsStayWithinPatternTimesPath() {
    let pattern = PathGlob(String(repeating: "**a*", count: 30) + "b")
    let path = String(repeating: "a/", count: 2_000)
    let spent = ContinuousClock().measure { #expect(!pattern.matches(path)) }
    #expect(spent < .seconds(2))
  }

  @Test func namesWhatIsWrongWithAPattern() {
    let unclosed = #"a [ is never closed (write \[ for the character itself)"#
    #expect(PathGlob.fault(in: "a[b") == unclosed)
    #expect(PathGlob.fault(in: "") == "a pattern cannot be empty")
    #expect(PathGlob.fault(in: "a[b]*") == nil)
    #expect(PathGlob.fault(in: #"a\[b"#) == nil)
  }
}
