import Events
import LogModel
import Testing

@Suite struct GrafanaOnCallTests {
  private static func body(
    _ type: String, at time: String?, user: String? = nil, taken: String? = nil,
    ended: String? = nil
  ) -> String {
    func quoted(_ text: String?) -> String { text.map { "\"\($0)\"" } ?? "null" }
    return """
      {"event":{"type":"\(type)","time":\(quoted(time))},"user":{"id":"U1","username":\
      \(quoted(user))},"alert_group":{"id":"IG1","alerts_count":1,"state":"x",\
      "created_at":"2025-04-08T15:06:00.231148Z","resolved_at":\(quoted(ended)),\
      "acknowledged_at":\(quoted(taken)),"title":"Orders fail","permalinks":{"slack":null,\
      "web":"https://g.test/IG1"}},"alert_group_id":"IG1","alert_payload":{"labels":\
      {"alertname":"OrdersFail","severity":"page"},"startsAt":"2025-04-08T15:05:00Z"},\
      "integration":{"id":"C"},"notified_users":[{"username":"bo"}]}
      """
  }

  @Test func readsItsWebhooksAsOneStory() {
    let taken = "2025-04-08T15:09:00.5Z"
    let file = Reading.file(
      [
        Self.body("alert group created", at: "2025-04-08T15:06:00.231148+00:00"),
        Self.body("escalation", at: "2025-04-08T17:07:00+02:00"),
        Self.body("acknowledge", at: "2025-04-08T15:09:00.5+00:00", user: "ann", taken: taken),
        Self.body("silence", at: "2025-04-08T15:20:00Z", user: "ann", taken: taken),
        Self.body(
          "resolve", at: "2025-04-08T15:40:00+00:00", user: "ann", taken: taken,
          ended: "2025-04-08T15:40:00Z"),
      ].joined(separator: "\n"))
    #expect(file.kind == "grafana-oncall-webhook")
    #expect(
      file.lines == [
        "15:06:00 alert_fired -: Orders fail", "15:07:00 escalated -: Orders fail",
        "15:09:00 acknowledged ann: Orders fail", "15:20:00 note ann: silenced: Orders fail",
        "15:40:00 resolved ann: Orders fail",
      ])
    #expect(file.rows.map(\.origin) == [.alerts, .oncall, .oncall, .oncall, .human])
    #expect(file.rows.allSatisfy { $0.marks.id == "IG1" && $0.url == "https://g.test/IG1" })
    #expect(file.rows[0].rule == "OrdersFail")
    #expect(file.rows[0].marks.severity == "page")
    #expect(!"\(file.rows)".contains("bo"))
  }

  @Test func tellsAnAlertThatEndedByItself() {
    let file = Reading.file(
      Self.body("resolve", at: "2025-04-08T15:40:00Z", ended: "2025-04-08T15:40:00Z"))
    #expect(file.lines.last == "15:40:00 alert_cleared -: Orders fail")
  }

  @Test func saysWhichEventsHaveNoTimeOrAreNotKnown() {
    let file = Reading.file(
      [
        Self.body("unacknowledge", at: nil, user: "ann"),
        Self.body("dance", at: "2025-04-08T15:40:00Z"), "{\"event\":{\"type\":",
      ].joined(separator: "\n"))
    #expect(file.lines == ["15:06:00 alert_fired -: Orders fail"])
    #expect(file.unread == 3)
    #expect(file.warnings.map(\.line) == [1, 2, 3])
  }

  @Test func readsAPageOfAlertGroups() {
    let file = Reading.file(
      """
      {"count":2,"next":null,"previous":null,"results":[
      {"id":"IG1","alerts_count":3,"state":"resolved","created_at":"2025-04-08T15:06:00Z",\
      "resolved_at":"2025-04-08T15:40:00Z","resolved_by":"U4DNY931HHJS5",\
      "acknowledged_at":"2025-04-08T15:09:00Z","acknowledged_by":"ann","title":"Orders fail",\
      "permalinks":{"web":"https://g.test/IG1"},"silenced_at":null},
      {"id":"IG2","alerts_count":1,"state":"resolved","created_at":"2025-04-08T15:07:00Z",\
      "resolved_at":"2025-04-08T15:41:00Z","resolved_by":null,"acknowledged_at":null,\
      "title":"Mail is slow","permalinks":{}},
      {"id":"IG3","alerts_count":1,"state":"new","created_at":null,"title":"x"}]}
      """)
    #expect(file.kind == "grafana-oncall-alert-groups")
    #expect(
      file.lines == [
        "15:06:00 alert_fired -: Orders fail", "15:09:00 acknowledged ann: Orders fail",
        "15:40:00 resolved -: Orders fail", "15:07:00 alert_fired -: Mail is slow",
        "15:41:00 alert_cleared -: Mail is slow",
      ])
    #expect(file.rows.map(\.source.line) == [2, 2, 2, 3, 3])
    #expect(file.unread == 1)
    #expect(file.warnings.first?.line == 4)
  }

  @Test func isNoOtherEvent() {
    let row = #"{"time":"2025-04-08T15:06:00Z","event":"ack","who":"ann"}"#
    #expect(Reading.file(row).kind == "json-lines")
    let page =
      #"{"count":1,"results":[{"id":"1","state":"on","created_at":"2025-04-08T15:06:00Z"}]}"#
    #expect(Reading.file(page).kind == "json")
  }
}
