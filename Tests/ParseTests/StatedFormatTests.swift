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

  @Test("a pattern that reads no line reads none by another form, and this is said")
  func nothingMatches() throws {
    let pattern = try UserPattern("^(?<time>[^ ]+) gone (?<message>.*)$")
    for lines in [
      ["2025-03-02T10:00:07Z level=info msg=kept n=1", "2025-03-02T10:00:08Z level=info msg=kept"],
      ["2025-03-02T10:00:07Z INFO kept", "2025-03-02T10:00:08Z INFO kept"],
      ["2025-03-02T10:00:07.25Z stdout F kept", "2025-03-02T10:00:08.25Z stdout F kept"],
      ["2025-03-02 10:00:07\t200\tkept", "2025-03-02 10:00:08\t200\tkept"],
      [#"{"log":"kept\n","time":"2025-03-02T10:00:07Z"}"#],
    ] {
      let read = try Reading(
        lines: lines.joined(separator: "\n"), rules: rules(.pattern(pattern)))
      #expect(read.records.isEmpty && read.input.account.unread == lines.count, "\(lines)")
      #expect(
        read.warning(.unreadLines)?.message.hasPrefix("the stated pattern matches 0 of ") == true)
    }
  }

  @Test("lines beside those of a pattern are unread, and none of another form")
  func othersAreUnread() throws {
    let pattern = try UserPattern(#"^(?<time>\S+) level=(?<level>\w+) msg=kept (?<message>.*)$"#)
    let read = try Reading(
      lines: "2025-03-02T10:00:07Z level=info msg=kept a 1",
      "2025-03-02T10:00:08Z level=info msg=lost b 2", "\tat a.b(C.java:7)",
      "2025-03-02T10:00:09Z level=warn msg=kept c 3", rules: rules(.pattern(pattern)))
    #expect(read.records.map(\.line) == [1, 4] && read.input.formats == ["pattern"])
    #expect(
      read.warning(.unreadLines)?.message == "the stated pattern matches 2 of 4 lines")
  }

  @Test("a pattern of a container runtime's whole line goes before its envelope")
  func wholeLine() throws {
    let pattern = try UserPattern(#"^(?<time>\S+) stdout F \S+ (?<level>\w+) (?<message>.*)$"#)
    let read = try Reading(
      lines: "2025-03-02T10:00:07.25Z stdout F 10:00:07 ERROR cart is full",
      "2025-03-02T10:00:08.25Z stdout F 10:00:08 INFO cart is empty",
      rules: rules(.pattern(pattern)))
    #expect(read.input.formats == ["pattern"])
    #expect(read.records.map(\.severity) == [.error, .info])
    #expect(read.records.map(\.said) == ["cart is full", "cart is empty"])
  }

  @Test("a pattern of the text inside takes what goes on with it")
  func inside() throws {
    let pattern = try UserPattern(#"^(?<time>\S+) (?<level>[A-Z]+) (?<message>.*)$"#)
    let read = try Reading(
      lines: "2025-03-02T10:00:07.25Z stdout F 2025-03-02T10:00:07Z ERROR cart is full",
      "2025-03-02T10:00:07.25Z stdout F shop.CartError: 7",
      "2025-03-02T10:00:08.25Z stdout F 2025-03-02T10:00:08Z INFO fine",
      rules: rules(.pattern(pattern)))
    #expect(read.records.map(\.said) == ["cart is full", "fine"])
    #expect(read.input.account.unread == 0 && read.input.account.records == 3)
  }

  @Test("lines that are stated to be text are no export of a tool")
  func text() throws {
    let lines = ["2025-03-02 10:00:07\tcart is full", "2025-03-02 10:00:08\tcart is empty"]
    let guessed = try Reading(lines: lines.joined(separator: "\n"))
    #expect(guessed.input.formats.contains("grafana-explore-text"))
    let read = try Reading(lines: lines.joined(separator: "\n"), rules: rules(.named("text")))
    #expect(read.input.formats == ["text"] && read.records.count == 2)
  }
}
