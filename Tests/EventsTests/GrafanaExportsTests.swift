import Events
import LogModel
import Testing

@Suite struct GrafanaExportsTests {
  // MARK: State history

  private static func line(_ old: String, _ new: String, error: String = "") -> String {
    """
    {"schemaVersion":1,"previous":"\(old)","current":"\(new)","error":"\(error)",\
    "values":{"B":44.2,"C":1},"condition":"C","dashboardUID":"d","panelID":2,\
    "fingerprint":"ab12","ruleTitle":"Slow orders","ruleID":7,"ruleUID":"r7",\
    "labels":{"alertname":"Slow orders","service":"orders","severity":"page"}}
    """
  }

  private static func quoted(_ line: String) -> String {
    "\"" + line.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\"")
      + "\""
  }

  @Test func readsItsHistoryInAPageOfLoki() {
    let changes = [
      ("1744124709123456789", Self.line("Normal", "Pending")),
      ("1744124769000000000", Self.line("Pending", "Alerting")),
      ("1744126000000000000", Self.line("Alerting", "Normal (MissingSeries)")),
      ("1744126060000000000", Self.line("Normal (MissingSeries)", "Normal")),
      ("1744126120000000000", Self.line("Normal", "Error", error: "no route")),
    ]
    let values = changes.map { "[\"\($0.0)\",\(Self.quoted($0.1))]" }.joined(separator: ",\n")
    let file = Reading.file(
      """
      {"status":"success","data":{"resultType":"streams","result":[{"stream":\
      {"from":"state-history","orgID":"1"},"values":[
      \(values)
      ]}]}}
      """)
    #expect(file.kind == "grafana-state-history")
    #expect(
      file.lines == [
        "15:05:09 alert_pending -: Slow orders", "15:06:09 alert_fired -: Slow orders",
        "15:26:40 alert_cleared -: Slow orders",
        "15:27:40 note -: Slow orders: Normal (MissingSeries) to Normal",
        "15:28:40 alert_fired -: Slow orders: no route",
      ])
    #expect(file.rows[0].time.nanoseconds == 1_744_124_709_123_456_789)
    #expect(file.rows[1].change == .init(from: "Pending", to: "Alerting"))
    #expect(file.rows[1].value == "44.2")
    #expect(file.rows[1].service == "orders")
    #expect(file.rows[1].marks.key == "ab12")
    #expect(file.rows[1].marks.severity == "page")
    #expect(file.rows.map(\.source.line) == [2, 3, 4, 5, 6])
  }

  @Test func readsItsHistoryAsOtherToolsExportIt() {
    let line = Self.quoted(Self.line("Normal", "Alerting"))
    let forms = [
      "{\"labels\":{},\"line\":\(line),\"timestamp\":\"2025-04-08T17:05:09+02:00\"}",
      "[{\"line\":\(line),\"timestamp\":\"1744124709000000000\",\"date\":\"x\",\"fields\":{}}]",
      """
      {"schema":{"fields":[{"name":"time"},{"name":"line"},{"name":"labels"}]},"data":{"values":\
      [[1744124709000],[\(Self.line("Normal", "Alerting"))],[{}]]}}
      """,
      """
      {"results":{"A":{"frames":[{"schema":{"fields":[{"name":"labels"},{"name":"Time"},\
      {"name":"Line"}]},"data":{"values":[[{}],[1744124709000],[\(line)]]}}]}}}
      """,
    ]
    for form in forms {
      let file = Reading.file(form)
      #expect(file.kind == "grafana-state-history", "\(form)")
      #expect(file.lines == ["15:05:09 alert_fired -: Slow orders"], "\(form)")
      #expect(file.unread == 0)
    }
  }

  @Test func readsItsHistoryAsLinesOfText() {
    let line = Self.line("Normal", "Alerting")
    let file = Reading.file(
      """
      Common labels: {"from":"state-history"}


      2025-04-08T15:05:09Z {from="state-history", group="a b"} \(line)
      1744124710123\t2025-04-08T15:05:10.123Z\t\(line)
      2025-04-08 09:05:11.123\t\(line)
      2025-04-08T15:05:12Z {} \(line.dropLast(9))
      """, zone: Reading.denver, zoneIsStated: true)
    #expect(file.kind == "grafana-state-history-text")
    #expect(file.clocks == ["15:05:09", "15:05:10", "15:05:11"])
    #expect(file.rows.map(\.text) == ["Slow orders", "Slow orders", "Slow orders"])
    #expect(file.rows.map(\.source.line) == [4, 5, 6])
    #expect(file.unread == 1)
    #expect(file.warnings.map(\.line) == [7])
  }

  @Test func saysWhichLinesAreNoChange() {
    let change =
      "{\"line\":\(Self.quoted(Self.line("Normal", "Alerting"))),\"timestamp\":\"1744124709\"}"
    let file = Reading.file(
      """
      \(change)
      {"line":"level=info msg=started","timestamp":"1744124710"}
      \(Self.line("Normal", "Alerting"))
      {"line":"{\\"schemaVersion\\":1,\\"prev","timestamp":"1744124711"}
      """)
    #expect(file.rows.count == 1)
    #expect(file.unread == 3)
    #expect(file.warnings.map(\.line) == [2, 3])
    #expect(file.warnings.map(\.count) == [2, 1])
    let log = Reading.file(#"{"line":"level=info msg=started","timestamp":"1744124710"}"#)
    #expect(log.kind == "json-lines")
  }

  // MARK: Annotations

  @Test func readsAnnotationsOfAlertsAndOfPeople() {
    let file = Reading.file(
      """
      [{"id":11,"alertId":3,"alertName":"","dashboardUID":"u","panelId":2,"userId":0,
        "newState":"Alerting","prevState":"Pending","time":1744124709000,"timeEnd":1744124709000,
        "text":"Slow orders {alertname=Slow orders, zone=b} - B=44.200000","tags":[],"login":"",
        "email":"","data":{"values":{"B":44.2}}},
       {"id":12,"alertId":0,"dashboardUID":"u","panelId":0,"newState":"","prevState":"",
        "time":1744124900000,"timeEnd":1744125900000,
        "text":"<b>back</b> to <a href=\\"https://ci.test/7\\">1.4</a> &amp; watched",
        "tags":["rollback","orders"],"login":"ann","email":"ann@x.test","data":{}},
       {"id":13,"alertId":0,"dashboardUID":"","panelId":0,"newState":"","prevState":"",
        "time":1744126000000,"timeEnd":1744126000000,"text":"looks fine, 3 < 5","tags":[],
        "login":"bo","email":"bo@x.test","data":{}}]
      """)
    #expect(file.kind == "grafana-annotations")
    #expect(
      file.lines == [
        "15:05:09 alert_fired -: Slow orders {alertname=Slow orders, zone=b} - B=44.200000",
        "15:08:20 rollback ann: back to 1.4 & watched (until 15:25:00 UTC)",
        "15:26:40 note bo: looks fine, 3 < 5",
      ])
    #expect(file.rows[0].rule == "Slow orders")
    #expect(file.rows[0].change == .init(from: "Pending", to: "Alerting"))
    #expect(file.rows[1].url == "https://ci.test/7")
    #expect(file.rows.map(\.marks.id) == ["11", "12", "13"])
    #expect(file.rows.map(\.source.line) == [1, 5, 9])
  }

  @Test func losesOnlyTheAnnotationThatIsCut() {
    let one = #"{"id":1,"panelId":2,"time":1744124709000,"text":"a","tags":[],"login":"ann"}"#
    let file = Reading.file("[\(one),\(one.dropLast(30))")
    #expect(file.kind == "grafana-annotations")
    #expect(file.lines == ["15:05:09 note ann: a"])
    #expect(file.unread == 1)
    let row = Reading.file(#"{"time":1744124709000,"text":"a","tags":"x"}"#)
    #expect(row.kind == "json-lines")
  }

  // MARK: Webhook

  @Test func readsItsWebhookWithWhatWasMeasured() {
    let alert = """
      {"status":"resolved","labels":{"alertname":"DatasourceNoData","rulename":"Slow orders"},\
      "annotations":{},"startsAt":"2025-04-08T17:05:09+02:00","endsAt":"2025-04-08T17:15:09+02:00",\
      "generatorURL":"https://g.test/rule","fingerprint":"f1","silenceURL":"https://g.test/s"
      """
    let other = alert.split(separator: "f1").joined(separator: "f2")
    let file = Reading.file(
      """
      {"receiver":"ops","status":"firing","orgId":1,"title":"[FIRING:2]","message":"**Firing**",\
      "alerts":[\(alert),"values":{"B":44.2,"D":3}},\(other),\
      "valueString":"[ var='B' labels={a=b} value=7.5 ]"}]}
      """)
    #expect(file.kind == "grafana-webhook")
    #expect(file.rows.map(\.kind) == [.alertFired, .alertCleared, .alertFired, .alertCleared])
    #expect(file.clocks == ["15:05:09", "15:15:09", "15:05:09", "15:15:09"])
    #expect(file.rows.map(\.value) == ["B=44.2, D=3", nil, "7.5", nil])
    #expect(file.rows[0].rule == "Slow orders")
    #expect(file.rows[0].change == .init(from: nil, to: "NoData"))
  }
}
