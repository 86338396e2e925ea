import Testing

@testable import Pipeline

@Suite struct EventShapeTests {
  private func isKnown(_ head: String) -> Bool {
    Array(head.utf8).withUnsafeBytes { EventShape.isKnown($0) }
  }

  @Test(
    "exports of the tools of an incident are told by their names",
    arguments: [
      #"[{"id":3,"time":1741000000000,"timeEnd":1741000001000,"text":"a","tags":["b"]}]"#,
      #"[{"type":"message","user":"U7","ts":"1741000000.1","text":"looking"}]"#,
      #"{"incidents":[{"incident_number":3,"created_at":"2025-03-02T10:00:07Z"}]}"#,
      #"{"log_entries":[{"id":"R7","type":"ack","created_at":"2025-03-02T10:00:07Z"}]}"#,
      "Time,Action,Author,Alert Group\n2025-03-02 10:00:07,paged,Ann,cart\n",
      "time,service,version,status\n2025-03-02T10:00:07Z,cart,4.2,success\n",
    ])
  func known(_ head: String) { #expect(isKnown(head)) }

  @Test(
    "logs are none",
    arguments: [
      #"{"time":"2025-03-02T10:00:07Z","version":"4.2","status":200,"service":"a","path":"/"}"#,
      #"{"ts":1741000000.1,"level":"info","type":"message","user":"U7","text":"looking"}"#,
      "time,level,version,author,message\n2025-03-02T10:00:07Z,INFO,4,a,b\n",
      "2025-03-02T10:00:07Z INFO time, version, author\n", "",
    ])
  func none(_ head: String) { #expect(!isKnown(head)) }
}
