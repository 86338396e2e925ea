import Events
import LogModel
import Testing

@Suite struct JSONExportsTests {
  private static let alert = """
    {"status":"firing","labels":{"alertname":"OrdersFail"},"annotations":{},\
    "startsAt":"2025-04-08T15:05:09Z","fingerprint":"f1"}
    """
  private static let posted = "{\"receiver\":\"ops\",\"alerts\":[\(alert)]}"

  private static func quoted(_ text: String) -> String {
    "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\"")
      + "\""
  }

  @Test(arguments: ["body", "payload", "json"])
  func readsWhatAReceiverWrapped(_ name: String) {
    for body in [Self.posted, Self.quoted(Self.posted)] {
      let file = Reading.file(
        "{\n\"timestamp\":1744124800,\n\"\(name)\":\(body)\n}\n", path: "hooks.json")
      #expect(file.kind == "alertmanager")
      #expect(
        file.lines == [
          "15:05:09 alert_fired -: OrdersFail", "15:06:40 engineer_notified -: OrdersFail",
        ])
      #expect(file.rows.map(\.source.line) == [3, 3])
    }
  }

  @Test func readsBodiesOfOtherToolsInOneFile() {
    let file = Reading.file(
      """
      \(Self.posted)
      {"event":{"event_type":"incident.acknowledged","occurred_at":"2025-04-08T15:07:00Z",\
      "agent":{"type":"user_reference","summary":"Bo Ray"},\
      "data":{"id":"Q1","title":"Orders fail"}}}
      {"time":"2025-04-08T15:08:00Z","kind":"note","who":"Ann","text":"looked"}
      12
      """)
    #expect(
      file.lines == [
        "15:05:09 alert_fired -: OrdersFail", "15:07:00 acknowledged Bo Ray: Orders fail",
        "15:08:00 note Ann: looked",
      ])
    #expect(file.rows.map(\.source.line) == [1, 2, 3])
    #expect(file.unread == 1)
  }

  @Test func saysThatADocumentIsCutWhereverItIs() {
    let documents = [
      "[\(Self.alert),\(Self.alert)]", Self.posted,
      "{\"log_entries\":[{\"type\":\"notify_log_entry\",\"created_at\":\"2025-04-08T15:07:00Z\","
        + #""user":{"summary":"Bo \"Ray\""},"assignees":[{"summary":"a"},1,[]]}],"more":false}"#,
    ]
    for document in documents {
      let whole = Reading.file(document)
      #expect(whole.unread == 0)
      for length in 1..<document.utf8.count {
        let file = Reading.file(String(decoding: document.utf8.prefix(length), as: UTF8.self))
        #expect(file.unread > 0, "\(length) bytes of \(document)")
        #expect(file.rows.count <= whole.rows.count)
      }
    }
  }

  @Test func takesNoHalfOfAnElementForAWhole() {
    let half = #"{"labels":{"alertname":"B"},"startsAt":"2025-04-08T15:09:09Z","endsAt""#
    let cut = "[\(Self.alert),\(half)"
    let file = Reading.file(cut)
    #expect(file.lines == ["15:05:09 alert_fired -: OrdersFail"])
    #expect(file.warnings.map(\.message) == ["a document that is cut off"])
  }
}
