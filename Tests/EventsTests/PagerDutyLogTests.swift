import Events
import LogModel
import Testing

@Suite struct PagerDutyLogTests {
  private static func entry(_ type: String, _ time: String, _ rest: String) -> String {
    """
    {"id":"R\(time.filter(\.isNumber))","type":"\(type)_log_entry","summary":"said in words",\
    "created_at":"2025-04-08T\(time)Z","service":{"type":"service_reference","summary":"orders"},\
    "incident":{"id":"Q1","type":"incident_reference","summary":"[#12] Orders fail",\
    "html_url":"https://x.test/Q1"},\(rest)}
    """
  }

  private static let ann = #"{"type":"user_reference","summary":"Ann Quux"}"#
  private static let bo = #"{"type":"user_reference","summary":"Bo Ray"}"#
  private static let source =
    #"{"type":"events_api_v2_inbound_integration_reference","summary":"Prometheus"}"#

  private static let story = [
    entry("trigger", "15:06:00", "\"agent\":\(source),\"channel\":{\"type\":\"api\"}"),
    entry("assign", "15:06:01", "\"agent\":\(source),\"assignees\":[\(ann)]"),
    entry(
      "notify", "15:06:10",
      #""channel":{"type":"auto","notification":{"type":"sms","status":"success"}},"user":"# + ann),
    entry(
      "notify", "15:06:20",
      #""channel":{"notification":{"type":"phone","status":"failed"}},"user":"# + ann),
    entry(
      "escalate", "15:11:00",
      "\"agent\":\(source),\"channel\":{\"type\":\"timeout\"},\"assignees\":[\(bo)]"),
    entry("acknowledge", "15:12:00", "\"agent\":\(bo),\"channel\":{\"type\":\"mobile\"}"),
    entry(
      "annotate", "15:15:00",
      "\"agent\":\(bo),\"channel\":{\"type\":\"note\",\"summary\":\"pool is full\"}"),
    entry("unacknowledge", "15:30:00", "\"channel\":{\"type\":\"timeout\"}"),
    entry("urgency_change", "15:31:00", "\"agent\":\(bo)"),
    entry("resolve", "15:40:00", "\"agent\":\(bo),\"channel\":{\"type\":\"website\"}"),
  ]

  @Test func readsAPageWithWhoWasNotifiedAndHow() {
    let file = Reading.file(
      "{\"log_entries\":[\n\(Self.story.joined(separator: ",\n"))\n],\"limit\":25,\"more\":false}")
    #expect(file.kind == "pagerduty-log-entries")
    #expect(
      file.lines == [
        "15:06:00 alert_fired -: Orders fail",
        "15:06:01 note -: assigned to Ann Quux: Orders fail",
        "15:06:10 engineer_notified Ann Quux: Orders fail",
        "15:06:20 note Ann Quux: notification by phone failed: Orders fail",
        "15:11:00 escalated -: Orders fail (to Bo Ray, after a timeout)",
        "15:12:00 acknowledged Bo Ray: Orders fail", "15:15:00 note Bo Ray: pool is full",
        "15:30:00 note -: acknowledgement timed out: Orders fail",
        "15:31:00 note Bo Ray: said in words", "15:40:00 resolved Bo Ray: Orders fail",
      ])
    #expect(file.rows.map(\.source.line) == Array(2...11))
    #expect(file.rows[2].channel == "sms")
    #expect(file.rows[2].origin == .oncall)
    #expect(file.rows[0].origin == .alerts)
    #expect(file.rows[0].url == "https://x.test/Q1")
    #expect(file.rows.allSatisfy { $0.marks.id == "Q1" && $0.service == "orders" })
    #expect(file.unread == 0)
  }

  @Test func saysThatTheNextPageIsMissing() {
    func page(_ number: Int, more: Bool) -> String {
      "{\"log_entries\":[\(Self.story[number])],\"offset\":\(number),\"more\":\(more)}\n"
    }
    let all = Reading.file(page(0, more: true) + page(1, more: false))
    #expect(all.rows.count == 2)
    #expect(all.unread == 0)
    let first = Reading.file(page(0, more: true) + page(1, more: true))
    #expect(first.rows.count == 2)
    #expect(
      first.warnings.map(\.message) == ["pages behind this one, which the file does not hold"])
    #expect(first.warnings.first?.line == 2)
  }

  @Test func takesAnEndByItsSourceForNoDeclaration() {
    let file = Reading.file(
      [
        Self.entry("trigger", "15:06:00", "\"agent\":\(Self.ann)"),
        Self.entry("resolve", "15:40:00", "\"agent\":\(Self.source)"),
      ].joined(separator: "\n"))
    #expect(
      file.lines == [
        "15:06:00 declared Ann Quux: Orders fail", "15:40:00 alert_cleared -: Orders fail",
      ])
  }

  @Test func readsMessagesOfOlderWebhooks() {
    let entry = """
      {"id":"R1","type":"acknowledge_log_entry","created_at":"2025-04-08T15:12:00Z",\
      "agent":\(Self.bo),"channel":{"type":"phone"}}
      """
    let file = Reading.file(
      """
      {"messages":[{"event":"incident.acknowledge","log_entries":[\(entry)],"incident":\
      {"id":"Q1","title":"Orders fail","urgency":"high","service":{"name":"orders"}}}]}
      """)
    #expect(file.lines == ["15:12:00 acknowledged Bo Ray: Orders fail"])
    #expect(file.rows.first?.channel == "phone")
    #expect(file.rows.first?.marks.severity == "high")
  }

  @Test func keepsWhatIsWholeOfAPageThatIsCut() {
    let page = "{\"log_entries\":[\(Self.story.joined(separator: ","))"
    let file = Reading.file(String(page.dropLast(60)))
    #expect(file.kind == "pagerduty-log-entries")
    #expect(file.rows.count == 9)
    #expect(file.rows.last?.text == "said in words")
    #expect(file.warnings.map(\.message) == ["a document that is cut off"])
    #expect(file.warnings.first?.line == 1)
    let undated = Reading.file(#"{"log_entry":{"type":"notify_log_entry","created_at":null}}"#)
    #expect(undated.rows.isEmpty)
    #expect(undated.unread == 1)
  }

  @Test func namesNobodyInItsTextsWhoIsToBeHidden() throws {
    let book = PeopleBook()
    let reader = EventReader(defaultZone: .utc, redact: { $0 })
    var rest: [UInt8]? = Array(Self.story.joined(separator: "\n").utf8)
    let file = reader.read(path: "log", people: book) {
      defer { rest = nil }
      return rest
    }
    let mask = try #require(PeopleMask(book, .stable))
    let shown = file.rows.map { mask.masked($0) }
    #expect(shown.count == 10)
    #expect(!"\(shown)".contains("Quux") && !"\(shown)".contains("Ray"))
    #expect(shown[4].text.hasPrefix("Orders fail (to person-"))
  }

  @Test func isNoLogOfAnotherTool() {
    let file = Reading.file(#"{"type":"entry","time":"2025-04-08T15:06:00Z","text":"x"}"#)
    #expect(file.kind == "json-lines")
    #expect(Reading.file(#"{"log_entries":[{"type":"x"}]}"#).kind == "json-lines")
  }
}
