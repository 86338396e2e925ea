import Events
import LogModel
import Testing

@Suite struct OpsgenieTests {
  /// Seconds are those behind 15:05:00 UTC.
  private static func action(
    _ action: String, _ seconds: Int, by user: String = "ann@x.test", _ rest: String = ""
  ) -> String {
    """
    {"source":{"name":"","type":"web"},"alert":{"updatedAt":\(1_744_124_700 + seconds)166002000,\
    "createdAt":1744124709104,"message":"Orders fail","username":"\(user)","alertId":"a1",\
    "alias":"k1","tinyId":"2","priority":"P1","entity":""\(rest)},"action":"\(action)",\
    "integrationName":"hook"}
    """
  }

  @Test func readsTimesInBothUnitsOfItsWebhooks() {
    let file = Reading.file(
      [
        Self.action("Create", 10, by: "Alert API"), Self.action("Acknowledge", 60),
        Self.action("AddNote", 120, ",\"note\":\"pool is full\""),
        Self.action("AssignOwnership", 180, ",\"owner\":\"bo@x.test\""),
        Self.action("SnoozeEnded", 200, by: "System"), Self.action("Close", 300),
        Self.action("Close", 400, by: "Prometheus"),
      ].joined(separator: "\n"))
    #expect(file.kind == "opsgenie-webhook")
    #expect(
      file.lines == [
        "15:05:09 alert_fired -: Orders fail", "15:06:00 acknowledged ann@x.test: Orders fail",
        "15:07:00 note ann@x.test: pool is full",
        "15:08:00 note ann@x.test: assigned to bo@x.test: Orders fail",
        "15:08:20 note -: snooze ended: Orders fail",
        "15:10:00 resolved ann@x.test: Orders fail", "15:11:40 alert_cleared -: Orders fail",
      ])
    #expect(file.rows[0].time.nanoseconds == 1_744_124_709_104_000_000)
    #expect(file.rows[1].time.nanoseconds == 1_744_124_760_166_002_000)
    #expect(file.rows.allSatisfy { $0.marks.id == "a1" && $0.marks.severity == "P1" })
    #expect(file.rows.allSatisfy { $0.marks.key == "k1" })
    #expect(file.unread == 0)
  }

  @Test func saysWhichActionsHaveNoTime() {
    let file = Reading.file(
      """
      \(Self.action("Create", 10))
      {"escalationNotify":{"name":"bo@x.test"},"alert":{"alertId":"a1"},"action":"Escalate"}
      {"received_at":"2025-04-08T15:09:00Z","body":{"escalationNotify":{"name":"bo@x.test"},\
      "alert":{"alertId":"a1"},"action":"Escalate"}}
      {"action":"Close","alert":{"alertId":"a1","updated
      """)
    #expect(file.rows.map(\.kind) == [.alertFired, .escalated])
    #expect(file.rows.last?.text == "alert (to bo@x.test)")
    #expect(file.unread == 2)
    #expect(file.warnings.map(\.line) == [2, 4])
  }

  @Test func readsAListOfAlertsWithHowLongTheyTook() {
    let file = Reading.file(
      """
      {"data":[
      {"id":"a1","tinyId":"2","alias":"k1","message":"Orders fail","status":"closed",\
      "createdAt":"2025-04-08T15:05:09.104Z","updatedAt":"2025-04-08T15:40:09Z","priority":"P1",\
      "report":{"ackTime":200000,"closeTime":2100500,"acknowledgedBy":"ann@x.test",\
      "closedBy":"System"}},
      {"id":"a2","tinyId":"3","message":"Mail is slow","status":"open",\
      "createdAt":"2025-04-08T15:06:00Z"}
      ],"took":0.1,"requestId":"r"}
      """)
    #expect(file.kind == "opsgenie-alerts")
    #expect(
      file.lines == [
        "15:05:09 alert_fired -: Orders fail", "15:08:29 acknowledged ann@x.test: Orders fail",
        "15:40:09 alert_cleared -: Orders fail", "15:06:00 alert_fired -: Mail is slow",
      ])
    #expect(file.rows[2].time.nanoseconds % 1_000_000_000 == 604_000_000)
    #expect(file.rows.map(\.source.line) == [2, 2, 2, 3])
  }

  @Test func readsTheLogAndTheNotesOfAnAlert() {
    let file = Reading.file(
      """
      {"data":[
      {"log":"Alert acknowledged via web","type":"system","owner":"ann@x.test",\
      "createdAt":"2025-04-08T15:12:09Z","offset":"1_1"},
      {"log":"Viewed on [web]","type":"alertRecipient","owner":"bo@x.test",\
      "createdAt":"2025-04-08T15:11:09Z","offset":"1_2"},
      {"log":"Alert created via API","type":"system","owner":"System","createdAt":null,\
      "offset":"1_3"}
      ],"took":0.1,"requestId":"r"}
      """)
    #expect(file.kind == "opsgenie-alerts")
    #expect(
      file.lines == [
        "15:12:09 acknowledged ann@x.test: Alert acknowledged via web",
        "15:11:09 note bo@x.test: Viewed on [web]",
      ])
    #expect(file.unread == 1)
    #expect(file.warnings.first?.line == 4)
    let notes = Reading.file(
      """
      {"data":[{"note":"pool is full","owner":"ann@x.test","createdAt":"2025-04-08T15:12:09Z",\
      "offset":"1"}],"took":0.1}
      """)
    #expect(notes.lines == ["15:12:09 note ann@x.test: pool is full"])
  }

  @Test func isNoOtherList() {
    let rows = #"{"data":[{"message":"x","createdAt":"2025-04-08T15:12:09Z"}]}"#
    #expect(Reading.file(rows).kind == "json")
    let row = #"{"action":"Close","time":"2025-04-08T15:12:09Z","text":"x"}"#
    #expect(Reading.file(row).kind == "json-lines")
  }
}
