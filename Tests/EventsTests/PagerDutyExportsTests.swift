import Events
import LogModel
import Testing

@Suite struct PagerDutyExportsTests {
  private static let bo = #"{"type":"user_reference","summary":"Bo Ray"}"#

  // MARK: Incidents

  @Test func readsAPageOfIncidents() {
    let file = Reading.file(
      """
      {"incidents":[
      {"id":"Q1","type":"incident","incident_number":12,"title":"Orders fail",\
      "created_at":"2025-04-08T09:06:00-06:00","status":"resolved","incident_key":"k1",\
      "service":{"summary":"orders"},"urgency":"high","priority":{"summary":"P1"},\
      "assignments":[{"at":"2025-04-08T15:06:01Z","assignee":\(Self.bo)}],\
      "acknowledgements":[{"at":"2025-04-08T15:12:10Z","acknowledger":\(Self.bo)}],\
      "last_status_change_at":"2025-04-08T15:40:10Z","last_status_change_by":\(Self.bo),\
      "html_url":"https://x.test/Q1"},
      {"id":"Q2","type":"incident","incident_number":13,"title":"Mail is slow","status":"resolved",\
      "created_at":"2025-04-08T15:07:00Z","last_status_change_at":"2025-04-08T15:50:00Z",\
      "last_status_change_by":{"type":"service_reference","summary":"mail"}},
      {"id":"Q3","type":"incident","incident_number":14,"created_at":null,"status":"triggered"}
      ],"more":false}
      """)
    #expect(file.kind == "pagerduty-incidents")
    #expect(
      file.lines == [
        "15:06:00 alert_fired -: Orders fail", "15:06:01 note -: assigned to Bo Ray: Orders fail",
        "15:12:10 acknowledged Bo Ray: Orders fail", "15:40:10 resolved Bo Ray: Orders fail",
        "15:07:00 alert_fired -: Mail is slow", "15:50:00 alert_cleared -: Mail is slow",
      ])
    #expect(file.rows[0].marks.severity == "P1")
    #expect(file.rows[0].marks.key == "k1")
    #expect(file.rows[0].url == "https://x.test/Q1")
    #expect(file.unread == 1)
    #expect(file.warnings.first?.line == 4)
  }

  @Test func readsNotesAndAlerts() {
    let notes = Reading.file(
      """
      {"notes":[{"id":"N1","user":\(Self.bo),"content":"pool is full",\
      "created_at":"2025-04-08T15:15:00Z"}]}
      """)
    #expect(notes.lines == ["15:15:00 note Bo Ray: pool is full"])
    let alerts = Reading.file(
      """
      {"alerts":[{"id":"A1","type":"alert","summary":"Orders fail","alert_key":"k",\
      "created_at":"2025-04-08T15:06:00Z","status":"resolved","severity":"critical",\
      "resolved_at":"2025-04-08T15:16:00Z","incident":{"id":"Q1"}}]}
      """)
    #expect(
      alerts.lines == [
        "15:06:00 alert_fired -: Orders fail", "15:16:00 alert_cleared -: Orders fail",
      ])
    #expect(alerts.rows.first?.marks.thread == "Q1")
  }

  // MARK: Webhooks

  private static func event(
    _ type: String, _ minute: Int, by agent: String = bo, _ data: String
  ) -> String {
    """
    {"event":{"id":"E","event_type":"\(type)","resource_type":"incident","occurred_at":\
    "2025-04-08T15:\(minute):00Z","agent":\(agent),"client":null,"data":\(data)}}
    """
  }

  private static let incident =
    #"{"id":"Q1","type":"incident","title":"Orders fail","service":{"summary":"orders"},"#
    + #""urgency":"high","priority":{"summary":"P2"},"assignees":[{"summary":"Ann Quux"}]}"#

  private static func about(_ rest: String) -> String {
    "{\"id\":\"X\",\(rest),\"incident\":{\"id\":\"Q1\",\"summary\":\"Orders fail\"}}"
  }

  @Test func readsEachEventOfAWebhook() {
    let source = #"{"type":"inbound_integration_reference","summary":"Prometheus"}"#
    let file = Reading.file(
      [
        Self.event("incident.triggered", 10, by: source, Self.incident),
        Self.event("incident.acknowledged", 11, Self.incident),
        Self.event("incident.escalated", 12, by: source, Self.incident),
        Self.event("incident.reassigned", 13, Self.incident),
        Self.event("incident.priority_updated", 14, Self.incident),
        Self.event("incident.annotated", 15, Self.about(#""content":"pool is full""#)),
        Self.event(
          "incident.responder.added", 16,
          Self.about(
            #""user":{"type":"user_reference","summary":"Cy Dot"},"message":"please help""#)),
        Self.event(
          "incident.status_update_published", 17, Self.about(#""message":"a fix is on its way""#)),
        Self.event("incident.workflow.started", 18, Self.incident),
        Self.event("incident.resolved", 19, by: source, Self.incident),
      ].joined(separator: "\n"))
    #expect(file.kind == "pagerduty-webhook")
    #expect(
      file.lines == [
        "15:10:00 alert_fired -: Orders fail", "15:11:00 acknowledged Bo Ray: Orders fail",
        "15:12:00 escalated -: Orders fail (to Ann Quux)",
        "15:13:00 note Bo Ray: assigned to Ann Quux: Orders fail",
        "15:14:00 note Bo Ray: priority set to P2: Orders fail",
        "15:15:00 note Bo Ray: pool is full", "15:16:00 engineer_notified Cy Dot: please help",
        "15:17:00 status_update Bo Ray: a fix is on its way",
        "15:18:00 note Bo Ray: workflow started: Orders fail",
        "15:19:00 alert_cleared -: Orders fail",
      ])
    #expect(file.rows.allSatisfy { $0.marks.id == "Q1" })
    #expect(file.unread == 0)
  }

  @Test func saysWhichDeliveriesAreNoEvents() {
    let file = Reading.file(
      [
        Self.event("pagey.ping", 10, #"{"message":"hello"}"#),
        Self.event("service.updated", 11, #"{"id":"S"}"#),
        Self.event("incident.resolved", 12, Self.incident),
        String(Self.event("incident.resolved", 13, Self.incident).dropLast(20)),
      ].joined(separator: "\n"))
    #expect(file.lines == ["15:12:00 resolved Bo Ray: Orders fail"])
    #expect(file.unread == 3)
    #expect(file.warnings.map(\.line) == [1, 2, 4])
    let row = #"{"event":"deploy","time":"2025-04-08T15:06:00Z"}"#
    #expect(Reading.file(row).kind == "json-lines")
  }

  // MARK: CSV

  @Test func readsTheIncidentsReport() {
    let file = Reading.file(
      """
      id,incident_number,description,service_name,created_on,seconds_to_first_ack,\
      seconds_to_resolve,auto_resolved,acknowledged_by_user_names,resolved_by_user_name
      Q1,12,"Orders fail, all",orders,2025-04-08T09:06:00-06:00,370,2050,false,Bo Ray,Ann Quux
      Q2,13,Mail is slow,mail,2025-04-08T09:07:00-06:00,,60,true,,
      Q3,14,No time,mail,,,,false,,
      Q4,15,"cut
      """)
    #expect(file.kind == "pagerduty-csv")
    #expect(
      file.lines == [
        "15:06:00 alert_fired -: Orders fail, all",
        "15:12:10 acknowledged Bo Ray: Orders fail, all",
        "15:40:10 resolved Ann Quux: Orders fail, all",
        "15:07:00 alert_fired -: Mail is slow", "15:08:00 alert_cleared -: Mail is slow",
      ])
    #expect(file.rows.map(\.source.line) == [2, 2, 2, 3, 3])
    #expect(file.rows[0].service == "orders")
    #expect(file.unread == 2)
    #expect(file.warnings.map(\.line) == [4, 5])
  }

  @Test func readsTheShortReport() {
    let file = Reading.file(
      """
      #,Service,Opened On,Resolved On,Resolve By,Duration,# Escalations
      12,orders,2025-04-08 15:06:00,2025-04-08 15:40:00,Bo Ray,2040,1
      """)
    #expect(
      file.lines == [
        "15:06:00 alert_fired -: incident of orders", "15:40:00 resolved -: incident of orders",
      ])
    #expect(Reading.file("time,incident_number,text\n2025-04-08T15:06:00Z,1,a\n").kind == "csv")
  }
}
