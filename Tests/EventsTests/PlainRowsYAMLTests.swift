import Events
import LogModel
import Testing

@Suite struct PlainRowsYAMLTests {
  @Test func readsAListUnderAHead() {
    let file = Reading.file(
      """
      # what we remember
      date: 2025-04-08
      tz: America/Denver
      events:
        - {time: 9:28, kind: notified, who: Ann, channel: sms}
        - time: ~09:40
          kind: investigating
          text: looked at
            the dashboard
        - time: 2025-04-08T15:50:00Z
          text: 15:50 is mine
        - at: "2025-04-09 00:10"
          approx: true
          text: slept
      """, path: "notes.yaml")
    #expect(file.kind == "yaml")
    #expect(file.clocks == ["15:28:00", "15:40:00", "15:50:00", "06:10:00"])
    #expect(file.rows.map(\.approximate) == [false, true, false, true])
    #expect(file.rows.map(\.kind) == [.engineerNotified, .investigating, .note, .note])
    #expect(file.rows[1].text == "looked at the dashboard")
    #expect(file.rows.map(\.source.line) == [5, 6, 10, 12])
    #expect(file.rows.first?.source.byteOffset == 63)
    #expect(file.rows.map(\.source.entry) == [nil, nil, nil, nil])
    #expect(file.warnings.isEmpty)
  }

  @Test(arguments: [
    "- date: 2025-04-08\n  tz: America/Denver\n- {time: '9:28', text: a}\n",
    "date: 2025-04-08\ntz: America/Denver\n---\n- {time: '9:28', text: a}\n",
    "---\ntz: -06:00\ndate: 2025-04-08\nrows:\n- {time: 9:28, text: a}\n",
    "{date: 2025-04-08, tz: America/Denver, events: [{time: '9:28', text: a}]}",
    "date: 2025-04-08\ntz: America/Denver\nevents:\n- 9:28 a\n",
    "date: 2025-04-08\ntz: America/Denver\nevents:\n- '9:28': a\n",
  ])
  func takesTheHeadFromAnyOfItsPlaces(_ text: String) {
    let file = Reading.file(text)
    #expect(file.rows.map(\.time.rfc3339) == ["2025-04-08T15:28:00Z"])
    #expect(file.rows.map(\.text) == ["a"])
    #expect(file.warnings.isEmpty)
  }

  @Test func readsRowsWrittenAsNotes() {
    let file = Reading.file(
      """
      date: 2025-04-08
      tz: UTC
      notes:
        - ~15:20 looked at the dashboard
        - "~15:25 Ann: detected: orders fail"
        - "15:30 - restarted"
        - ~15:35 Bo: rolled back
      """)
    #expect(
      file.rows.map(\.text) == [
        "looked at the dashboard", "orders fail", "restarted", "rolled back",
      ])
    #expect(file.rows.map(\.who) == [nil, "Ann", nil, "Bo"])
    #expect(file.rows.map(\.kind) == [.note, .detected, .note, .rollback])
    #expect(file.rows.map(\.approximate) == [true, true, false, true])
    #expect(file.rows.map(\.source.line) == [4, 5, 6, 7])
  }

  @Test func readsARowWithoutAList() {
    let file = Reading.file("time: 2025-04-08T15:28:00Z\ntext: alone\n")
    #expect(file.rows.map(\.text) == ["alone"])
  }

  @Test func saysThatAZoneIsUnknown() {
    let file = Reading.file("date: 2025-04-08\ntz: Mars/Olympus\nevents:\n- 9:28 a\n")
    #expect(file.clocks == ["09:28:00"])
    #expect(file.warning(.zoneAssumed)?.line == 1)
    #expect(file.warning(.zoneAssumed)?.message.contains("unknown zone") == true)
  }

  @Test func countsItemsThatAreNoRows() {
    let file = Reading.file("- {time: 2025-04-08T15:28:00Z, text: a}\n- [1, 2]\n- words\n- 7\n")
    #expect(file.rows.count == 1)
    #expect(file.unread == 3)
  }

  @Test(arguments: [
    "- {time: 2025-04-08T15:28:00Z\n- b\n", "- a: 1\n  a: 2\n", "events: [*nobody]\n", "- \"open\n",
    "- a\n\t- b\n",
  ])
  func saysWhereTheYAMLBreaks(_ text: String) {
    let file = Reading.file(text)
    #expect(file.rows.isEmpty)
    #expect(file.unread == 1)
    #expect(file.warnings.first?.line != nil)
  }

  @Test func refusesAliasesThatUnfold() {
    var bomb = "- &a0 [x, x]\n"
    for level in 1...30 { bomb += "- &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    bomb += "- ? *a30\n  : x\n"
    #expect(Reading.file(bomb).unread == 1)
    #expect(Reading.file("- !!seq &a [x]\n- *a\n").unread == 1)
    let words = Reading.file("- time: 2025-04-08T15:28:00Z\n  text: Q&A *today*, R &D\n")
    #expect(words.rows.map(\.text) == ["Q&A *today*, R &D"])
  }
}
