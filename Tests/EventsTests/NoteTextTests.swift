import Events
import LogModel
import Scan
import Testing

@Suite struct NoteTextTests {
  private func note(_ text: String) throws -> EventRow {
    try NoteText.parse(
      text, index: 2, date: CivilTime(year: 2025, month: 4, day: 8), zone: Reading.denver,
      redact: { $0 == "s3cret" ? "***" : $0 })
  }

  @Test(arguments: [
    ("~15:20 looked", "2025-04-08T21:20:00Z", true),
    ("15:20 looked", "2025-04-08T21:20:00Z", false),
    ("15:20: looked", "2025-04-08T21:20:00Z", false),
    ("15:20 - looked", "2025-04-08T21:20:00Z", false),
    ("~ 9:20:30 looked", "2025-04-08T15:20:30Z", true),
    ("15:20 UTC looked", "2025-04-08T15:20:00Z", false),
    ("2025-04-09 15:20 looked", "2025-04-09T21:20:00Z", false),
    ("2025-04-09 15:20:30 UTC looked", "2025-04-09T15:20:30Z", false),
    ("about 2025-04-09T15:20:30.5Z looked", "2025-04-09T15:20:30.500Z", true),
  ])
  func beginsWithItsTime(_ text: String, _ moment: String, _ isApproximate: Bool) throws {
    let row = try note(text)
    #expect(row.time.rfc3339 == moment)
    #expect(row.approximate == isApproximate)
    #expect(row.text == "looked")
    #expect(row.kind == .note)
    #expect(row.origin == .human)
    #expect(row.source.citation == "--note:2")
  }

  @Test(
    arguments: [
      ("Ann: looked", "Ann", EventKind.note, "looked"),
      ("Ann-Kathrin O'Neil: looked", "Ann-Kathrin O'Neil", .note, "looked"),
      ("@bo: looked", "@bo", .note, "looked"),
      ("detected: orders fail", nil, .detected, "orders fail"),
      ("Detected: Ann: orders fail", "Ann", .detected, "orders fail"),
      ("Ann: root cause: the factory", "Ann", .causeFound, "the factory"),
      ("looked at: dashboard", nil, .note, "looked at: dashboard"),
      ("Ann: saw: nothing", "Ann", .note, "saw: nothing"),
      ("opened https://x/y", nil, .note, "opened https://x/y"),
      ("ratio was 3:1", nil, .note, "ratio was 3:1"),
    ] as [(String, String?, EventKind, String)])
  func mayNameAKindAndAPerson(
    _ words: String, _ who: String?, _ kind: EventKind, _ text: String
  ) throws {
    let row = try note("~15:20 \(words)")
    #expect(row.who == who)
    #expect(row.kind == kind)
    #expect(row.text == text)
  }

  @Test func aPageIsAPageInWhateverWords() throws {
    let paged = try note("15:28 Ann was paged")
    #expect(paged.kind == .engineerNotified && paged.who == "Ann" && paged.isTold)
    #expect(paged.text == "Ann was paged")
    let labelled = try note("15:28 page: Ann")
    #expect(labelled.kind == .engineerNotified && labelled.who == "Ann" && !labelled.isTold)
    let begun = try note("15:34 Bo: started looking")
    #expect(begun.kind == .investigating && begun.who == "Bo" && begun.text == "started looking")
  }

  @Test func keepsNoSecret() throws { #expect(try note("15:20 s3cret").text == "***") }

  @Test(arguments: ["", "looked", "~ looked", "15:2 looked", "25:00 looked", "15:20-16:10 looked"])
  func refusesANoteWithoutATime(_ text: String) {
    let error = #expect(throws: NoteTextError.noTime(text)) { try note(text) }
    #expect(error?.description.contains("15:20") == true)
  }

  @Test(arguments: ["15:20", "~15:20  ", "15:20 Ann:"])
  func refusesANoteThatSaysNothing(_ text: String) {
    #expect(throws: NoteTextError.noText(text)) { try note(text) }
  }
}
