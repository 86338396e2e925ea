import Testing

@testable import Events

/// Exports of status pages, incident tools, deploys and clusters, with values of our own.
@Suite struct ToolExportTests {
  @Test func readsUpdatesOfAStatuspage() {
    let file = Reading.file(
      """
      {"page":{"id":"p"},"incidents":[{"id":"i1","name":"Orders fail","impact":"major",
      "shortlink":"https://st.test/1","incident_updates":[
      {"id":"u1","status":"resolved","body":"All orders work.","display_at":"2025-04-08T15:50:00Z"},
      {"id":"u2","status":"investigating","body":"","created_at":"2025-04-08T15:30:00Z"},
      {"id":"u3","status":"identified","body":"Found it."}]}]}
      """)
    #expect(file.kind == "statuspage")
    #expect(file.rows.map(\.kind) == [.statusUpdate, .statusUpdate])
    #expect(
      file.rows.map(\.text) == [
        "Orders fail: All orders work. (resolved)", "Orders fail (investigating)",
      ])
    #expect(file.rows.first?.url == "https://st.test/1")
    #expect(file.rows.first?.marks.severity == "major")
    #expect(file.unread == 1)
    #expect(file.warnings.first?.line == 5)
  }

  @Test func readsUpdatesOfIncidentIO() {
    let file = Reading.file(
      """
      {"incident_updates":[{"id":"u1","incident_id":"i1","created_at":"2025-04-08T15:30:00Z",
      "message":"Looking at the queue","new_incident_status":{"name":"Fixing","category":"live"},
      "new_severity":{"name":"Major"},"updater":{"user":{"name":"Ann Quux"}}},
      {"id":"u2","incident_id":"i1","created_at":"2025-04-08T15:50:00Z",
      "new_incident_status":{"name":"Learning","category":"learning"},"updater":{}}]}
      """)
    #expect(file.kind == "incident-io")
    #expect(file.rows.map(\.kind) == [.statusUpdate, .resolved])
    #expect(file.rows.first?.text == "Looking at the queue (Fixing)")
    #expect(file.rows.first?.who == "Ann Quux")
    #expect(file.rows.first?.marks.thread == "i1")
  }

  @Test func readsEventsOfRootlyAndFireHydrant() {
    let rootly = Reading.file(
      """
      {"data":[{"id":"e1","type":"incident_events","attributes":{"event":"<p>We rolled back 42</p>",
      "occurred_at":"2025-04-08T08:31:00-07:00","user_display_name":"Bo Zed",
      "starred_at":"2025-04-08T16:00:00Z"}}]}
      """)
    #expect(rootly.kind == "rootly")
    #expect(rootly.rows.map(\.text) == ["We rolled back 42"])
    #expect(rootly.rows.map(\.kind) == [.rollback])
    #expect(rootly.clocks == ["15:31:00"])
    #expect(rootly.rows.first?.marks.isFlagged ?? false)
    let hydrant = Reading.file(
      """
      {"data":[{"id":"e1","incident_id":"i1","occurred_at":"2025-04-08T15:31:00Z","type":"note",
      "visibility":"private_to_org","author":{"name":"Ann"},"data":{"body":"queue is full"}},
      {"id":"e2","incident_id":"i1","occurred_at":"2025-04-08T15:32:00Z","type":"odd",
      "visibility":"private_to_org","data":{"k":1}}]}
      """)
    #expect(hydrant.kind == "firehydrant")
    #expect(hydrant.rows.map(\.text) == ["queue is full"])
    #expect(hydrant.unread == 1)
  }

  @Test func readsDeploysOfGitHub() {
    let file = Reading.file(
      """
      [{"id":7,"sha":"abcdef1234567","ref":"main","environment":"production",
      "created_at":"2025-04-08T15:00:00Z","creator":{"login":"ann"},
      "repository_url":"https://api.github.test/repos/a/shop"},
      {"id":8,"state":"success","environment":"production","created_at":"2025-04-08T15:04:00Z"},
      {"id":9,"state":"in_progress","environment":"production","created_at":"2025-04-08T15:01:00Z"},
      {"tag_name":"v2","name":"Two","published_at":"2025-04-08T14:00:00Z"}]
      """)
    #expect(file.kind == "github")
    #expect(file.rows.map(\.kind) == [.deploy, .deploy, .deploy])
    #expect(file.rows.map(\.version) == ["abcdef1", nil, "v2"])
    #expect(file.rows.first?.service == "shop")
    #expect(file.rows.first?.text == "deployment of main to production")
    #expect(file.rows.last?.text == "release Two (v2) published")
    #expect(file.warning(.notALog)?.count == 1)
  }

  @Test func readsEventsOfKubernetes() {
    let file = Reading.file(
      """
      {"apiVersion":"v1","kind":"List","items":[
      {"metadata":{"uid":"e1"},"involvedObject":{"kind":"Pod","name":"web-7d9c5b6f4-x2x9k"},
      "reason":"BackOff","message":"Back-off restarting failed container","type":"Warning",
      "count":14,"firstTimestamp":"2025-04-08T15:20:00Z","lastTimestamp":"2025-04-08T15:40:00Z"},
      {"metadata":{"uid":"e2"},"involvedObject":{"kind":"Deployment","name":"web"},
      "reason":"ScalingReplicaSet","message":"Scaled up replica set web-1 to 1",
      "firstTimestamp":null,"eventTime":"2025-04-08T15:19:00.5Z"}]}
      """)
    #expect(file.kind == "kubernetes-events")
    #expect(file.rows.map(\.kind) == [.restart, .deploy])
    #expect(file.rows.map(\.service) == ["web", "web"])
    #expect(file.rows.first?.text.contains("(14 times") ?? false)
    #expect(file.rows.first?.marks.severity == "Warning")
  }

  @Test func tellsARollbackOfArgoCDByItsRevisions() {
    let file = Reading.file(
      """
      {"kind":"Application","metadata":{"name":"shop"},"status":{"history":[
      {"id":1,"revision":"aaa","deployedAt":"2025-04-08T14:00:00Z"},
      {"id":2,"revision":"bbb","deployedAt":"2025-04-08T15:00:00Z"},
      {"id":3,"revision":"aaa","deployedAt":"2025-04-08T15:30:00Z"},{"id":4,"revision":"c"}]}}
      """)
    #expect(file.kind == "argo-cd")
    #expect(file.rows.map(\.kind) == [.deploy, .deploy, .rollback])
    #expect(file.unread == 1)
  }

  @Test func readsRowsThatAnObjectWraps() {
    let file = Reading.file(
      """
      {"timeline":[{"createdAt":"2025-04-08T15:24:00Z","title":"Orders",
      "description":"began to fail",
      "actor":{"name":"Ann"},"severity":"sev1","id":4,"link":"https://x.test/4","colour":"red"}]}
      """)
    #expect(file.kind == "json")
    #expect(file.rows.map(\.text) == ["Orders: began to fail"])
    #expect(file.rows.first?.who == "Ann")
    #expect(file.rows.first?.url == "https://x.test/4")
    #expect(file.rows.first?.marks.id == "4")
    #expect(file.warnings.map(\.message) == ["columns not read: colour"])
  }
}
