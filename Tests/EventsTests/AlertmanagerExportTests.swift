import Events
import LogModel
import Testing

@Suite struct AlertmanagerExportTests {
  private static func alert(
    _ status: String, end: String = "0001-01-01T00:00:00Z", summary: String = "orders fail"
  ) -> String {
    """
    {"status":"\(status)","labels":{"alertname":"OrdersFail","severity":"page","job":"orders"},\
    "annotations":{"summary":"\(summary)"},"startsAt":"2025-04-08T15:05:09.5Z","endsAt":"\(end)",\
    "generatorURL":"http://prom.test/graph","fingerprint":"f1"}
    """
  }

  private static func body(_ alerts: String...) -> String {
    """
    {"receiver":"oncall-sms","status":"firing","alerts":[\(alerts.joined(separator: ","))],\
    "groupLabels":{},"commonLabels":{},"version":"4","groupKey":"{}","truncatedAlerts":0}
    """
  }

  @Test func readsAWebhookThatIsSentAgainOnce() {
    let file = Reading.file(
      """
      \(Self.body(Self.alert("firing", summary: "12% of orders fail")))
      \(Self.body(Self.alert("firing", summary: "14% of orders fail")))
      \(Self.body(Self.alert("resolved", end: "2025-04-08T15:41:00Z")))
      """)
    #expect(file.kind == "alertmanager")
    #expect(
      file.lines == [
        "15:05:09 alert_fired -: 12% of orders fail", "15:41:00 alert_cleared -: orders fail",
      ])
    #expect(file.rows.map(\.source.line) == [1, 3])
    let fired = file.rows[0]
    #expect(fired.rule == "OrdersFail")
    #expect(fired.channel == "oncall-sms")
    #expect(fired.service == "orders")
    #expect(fired.url == "http://prom.test/graph")
    #expect(fired.marks.severity == "page")
    #expect(fired.marks.key == "f1")
    #expect(file.rows[1].change == .init(from: "firing", to: "resolved"))
    #expect(file.unread == 0)
  }

  @Test func takesTheTimeOfADeliveryForAPage() {
    let file = Reading.file(
      "{\"received_at\":\"2025-04-08T15:06:10Z\",\"body\":\(Self.body(Self.alert("firing")))}")
    #expect(
      file.lines == [
        "15:05:09 alert_fired -: orders fail", "15:06:10 engineer_notified -: orders fail",
      ])
    #expect(file.rows.last?.channel == "oncall-sms")
  }

  @Test func readsTheAnswersOfTheAPI() {
    let file = Reading.file(
      """
      [
        {"annotations":{},"endsAt":"2025-04-08T15:20:00.000Z","fingerprint":"f9",
         "receivers":[{"name":"pages"}],"startsAt":"2025-04-08T15:05:09.123Z",
         "status":{"inhibitedBy":[],"silencedBy":["s"],"state":"suppressed"},
         "updatedAt":"2025-04-08T15:06:00Z","generatorURL":"",
         "labels":{"alertname":"QueueFull","queue":"mail"}}
      ]
      """)
    #expect(file.kind == "alertmanager")
    #expect(file.lines == ["15:05:09 alert_fired -: QueueFull (queue mail) (silenced)"])
    #expect(file.rows.first?.channel == "pages")
    #expect(file.rows.first?.source.line == 2)
    let groups = Reading.file(
      "[{\"labels\":{},\"receiver\":{\"name\":\"pages\"},\"alerts\":[\(Self.alert("firing"))]}]")
    #expect(groups.lines == ["15:05:09 alert_fired -: orders fail"])
    #expect(groups.rows.first?.channel == "pages")
  }

  @Test func saysWhatItCannotRead() {
    let cut = Reading.file(
      String(Self.body(Self.alert("firing"), Self.alert("firing")).dropLast(99)))
    #expect(cut.kind == "alertmanager")
    #expect(cut.lines == ["15:05:09 alert_fired -: orders fail"])
    #expect(cut.unread == 1)
    #expect(cut.warnings.map(\.message) == ["a document that is cut off"])
    let undated = Reading.file(
      """
      \(Self.body(Self.alert("firing")))
      {"receiver":"x","alerts":[{"status":"firing","labels":{"alertname":"A"}}],"truncatedAlerts":4}
      """)
    #expect(undated.rows.count == 1)
    #expect(undated.unread == 2)
    #expect(undated.warnings.allSatisfy { $0.line == 2 })
    let torn = Reading.file("\(Self.body(Self.alert("firing")))\n{\"receiver\":\n")
    #expect(torn.rows.count == 1)
    #expect(torn.warnings.first?.line == 2)
  }

  @Test func isNoLogWithLabels() {
    let log = #"{"labels":{"app":"orders"},"line":"x","timestamp":"2025-04-08T15:05:09Z"}"#
    #expect(Reading.file(log).kind == "json-lines")
    #expect(Reading.file(#"{"alerts":[],"time":1744126080}"#).kind == "json-lines")
  }
}
