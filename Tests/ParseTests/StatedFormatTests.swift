import LogModel
import Scan
import Testing

@testable import Parse

@Suite struct StatedFormatTests {
  private func rules(_ format: FormatChoice) -> RecordRules {
    RecordRules(inputs: [InputRule(paths: [], format: format)])
  }

  private func path(_ text: String) throws -> FieldPath { try #require(FieldPath(text)) }

  @Test func aPatternWithNamedGroupsTakesLinesApart() throws {
    let pattern = try UserPattern(
      #"^(?<time>\S+) #\d+ (?<method>[A-Z]+) (?<path>\S+) -> (?<status>\d+) in (?<latency>\S+)$"#)
    let reading = try Reading(
      lines: """
        2025-03-02T10:00:07Z #1 GET /docs -> 200 in 12ms
          with a note on a line of its own
        2025-03-02T10:00:09Z #2 POST /buy -> 503 in 1.5s
        """, rules: rules(.pattern(pattern)))
    #expect(reading.records.map(\.status) == [200, 503])
    #expect(reading.records.map(\.outcome) == [.success, .failure])
    #expect(reading.input.account.records == 3 && reading.input.account.unread == 0)
    #expect(reading.input.formats == ["pattern"])
  }

  @Test func whatAPatternDoesNotMatchIsUnreadBeforeTheFirstRecord() throws {
    let pattern = try UserPattern(#"^(?<time>\d{10}) (?<message>.*)$"#)
    let reading = try Reading(
      lines: "a headline", "1740909607 hello", rules: rules(.pattern(pattern)))
    #expect(reading.input.account.unread == 1 && reading.records.count == 1)
  }

  @Test func aMapOfFieldsSaysWhatUnusualKeysMean() throws {
    let reading = try Reading(
      lines: """
        {"when":"2025-03-02T10:00:07Z","call":{"route":"/buy","verb":"POST"},"outcome.code":503,\
        "took":0.25,"status":"shipped"}
        """,
      rules: rules(
        .fields([
          .init(meaning: "time", path: try path("when")),
          .init(meaning: "path", path: try path("call.route")),
          .init(meaning: "method", path: try path("call.verb")),
          .init(meaning: "status", path: try path("outcome.code")),
          .init(meaning: "latency_s", path: try path("took")),
        ])))
    #expect(reading.records.map(\.status) == [503])
    #expect(reading.records.first?.time.rfc3339 == "2025-03-02T10:00:07Z")
    #expect(reading.records.map(\.operation) == ["POST /buy"])
  }

  @Test(arguments: [
    "20250302-100003", "20250302100003", "02/Mar/2025:10:00:03 +0000", "2025/03/02 10:00:03",
    "1740909603",
  ])
  func aGroupNamedTimeTakesAnyFormOfTime(_ stamp: String) throws {
    let pattern = try UserPattern("^@ (?<time>[^|]+)[|](?<message>.*)$")
    let reading = try Reading(lines: "@ \(stamp)|hello", rules: rules(.pattern(pattern)))
    #expect(reading.records.first?.time.rfc3339 == "2025-03-02T10:00:03Z")
  }

  @Test func aStatedFormatIsTheOnlyOneTried() throws {
    let reading = try Reading(
      lines: #"{"time":"2025-03-02T10:00:07Z","status":200,"path":"/"}"#,
      rules: rules(.named("combined")))
    #expect(reading.records.isEmpty && reading.input.account.unread == 1)
  }

  @Test func aPatternThatBacktracksWithoutEndGivesUp() throws {
    let pattern = try UserPattern("^(?<time>(a+)+)b$")
    let text = String(repeating: "a", count: 4000)
    #expect(!Array(text.utf8).withUnsafeBytes { pattern.matches($0) })
  }

  @Test func aPatternSaysWhereItIsWrong() {
    #expect(throws: UserPattern.PatternError.self) { try UserPattern("a(b") }
    #expect(throws: UserPattern.PatternError.self) {
      try UserPattern(String(repeating: "x", count: 5000))
    }
  }

  @Test func groupsAreKnownByNameAndEmptyTextMatches() throws {
    let pattern = try UserPattern("(?<b>x)?(?<a>y)?")
    #expect(pattern.groups.map(\.name) == ["a", "b"])
    #expect(pattern.matches(UnsafeRawBufferPointer(start: nil, count: 0)))
  }
}
