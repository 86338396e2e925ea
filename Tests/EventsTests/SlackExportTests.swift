import Testing

@testable import Events

/// Days of a Slack export, with and without the names of its people.
@Suite struct SlackExportTests {
  private static let day = """
    [
     {"type":"message","subtype":"channel_join","user":"U01",
      "text":"<@U01> has joined","ts":"1744124600.000100"},
     {"type":"message","user":"U01",
      "text":"<@U02> orders &lt; 10, see <https://dash.test/1|the graph>",
      "ts":"1744124709.123456","thread_ts":"1744124709.123456","reactions":[{"name":"pushpin"}]},
     {"type":"message","user":"U02","text":"I rolled back to 41","ts":"1744125000.000200",
      "thread_ts":"1744124709.123456"},
     {"type":"message","subtype":"bot_message","bot_id":"B1","username":"incident.io","text":"",
      "attachments":[{"title":"Severity set to *Major*"}],"ts":"1744125060.000200"},
     {"type":"message","subtype":"bot_message","bot_id":"B2","username":"Alertmanager",
      "text":"[FIRING:1] OrdersFail","ts":"1744125070.000200"}
    ]
    """

  private static func read(_ text: String, _ users: String = "") -> EventFile {
    EventReader(defaultZone: .utc, redact: { $0 }).knowing(ChatAccounts(users: Array(users.utf8)))
      .read(path: "2025-04-08.json", bytes: Array(text.utf8))
  }

  @Test func readsADayWithItsPeople() {
    let file = Self.read(
      Self.day,
      #"[{"id":"U01","profile":{"real_name":"Ann Quux"}},{"id":"U02","real_name":"Bo Zed"}]"#)
    #expect(file.kind == "slack")
    #expect(file.rows.map(\.kind) == [.note, .rollback, .note, .alertFired])
    #expect(file.rows.map(\.who) == ["Ann Quux", "Bo Zed", "incident.io", "Alertmanager"])
    #expect(
      file.rows.map(\.text) == [
        "@Bo Zed orders < 10, see the graph", "I rolled back to 41", "Severity set to Major",
        "[FIRING:1] OrdersFail",
      ])
    #expect(file.rows[0].url == "https://dash.test/1")
    #expect(file.rows[1].marks.thread == "1744124709.123456")
    #expect(file.rows.map(\.marks.isFlagged) == [true, false, true, false])
    #expect(file.rows.allSatisfy { $0.origin == .chat })
    #expect(file.warning(.notALog)?.count == 1)
    #expect(file.unread == 0)
  }

  @Test func readsADayAlone() {
    let file = Self.read(Self.day)
    #expect(file.rows.map(\.who).prefix(2) == ["U01", "U02"])
    #expect(file.rows.first?.text.hasPrefix("@U02 orders") ?? false)
  }

  @Test func tellsACutDay() {
    let file = Self.read(String(Self.day.prefix(420)))
    #expect(file.unread >= 1)
  }

  @Test func leavesOtherJSONAlone() {
    let file = Self.read(#"{"type":"message","ts":"2025-04-08T15:24:00Z","text":"x"}"#)
    #expect(file.kind == "json-lines")
  }

  @Test(arguments: [
    ("a <b> c", "a <b> c"), ("<!here> look", "@here look"), ("<#C1|ops>", "#ops"),
    ("<https://x.test>", "https://x.test"), ("<mailto:a@b.test|a@b.test>", "a@b.test"),
    ("<broken", "<broken"), ("*bold* `code`", "bold code"), ("2 * 3", "2 * 3"),
    ("<https://a.test|a> <https://b.test|b>", "a b (https://b.test)"),
  ])
  func stripsMarkup(_ text: String, _ plain: String) {
    #expect(SlackText(text, ChatAccounts()).plain == plain)
  }
}
