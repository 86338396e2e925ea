import Events
import LogModel
import Testing

@Suite struct PlainRowsJSONLinesTests {
  @Test func readsAnOnCallLogWithItsPlaces() {
    let file = Reading.file(
      """
      {"time":"2025-04-08T15:28:00Z","kind":"notified","who":"Ann","channel":"sms","rule":"Orders"}

      {"ts":1744126380000,"event":"ack","user":"Ann","message":"on it","url":"https://x/1"}\r
        {"at":"2025-04-08T15:40:00Z","type":"note","author":"Bo","note":"saw 500s","value":3.5}
      """, path: "oncall.jsonl")
    #expect(file.kind == "json-lines")
    #expect(file.rows.map(\.kind) == [.engineerNotified, .acknowledged, .note])
    #expect(file.rows.map(\.who) == ["Ann", "Ann", "Bo"])
    #expect(file.rows.map(\.text) == ["Orders", "on it", "saw 500s"])
    #expect(
      file.rows.map(\.source.citation) == ["oncall.jsonl:1", "oncall.jsonl:3", "oncall.jsonl:4"])
    #expect(file.rows.map(\.source.byteOffset) == [0, 95, 184])
    #expect(file.rows[1].url == "https://x/1")
    #expect(file.rows[2].value == "3.5")
    #expect(file.unread == 0)
    #expect(file.warnings.isEmpty)
  }

  @Test func readsAListOfObjects() {
    let rows = ["a", "b"].map { "{\"time\":\"2025-04-08T15:28:00Z\",\"text\":\"\($0)\"}" }
    let oneLine = Reading.file("[\(rows[0]),\(rows[1])]", path: "e.json")
    #expect(oneLine.rows.map(\.text) == ["a", "b"])
    #expect(oneLine.rows.map(\.source.citation) == ["e.json:1#1", "e.json:1#2"])
    let laidOut = Reading.file(
      "[\n  \(rows[0]),\n  {\n\"text\": \"b\", \"time\": 1744126080\n}\n]\n")
    #expect(laidOut.rows.map(\.text) == ["a", "b"])
    #expect(laidOut.rows.map(\.source.line) == [2, 3])
    #expect(laidOut.unread == 0)
  }

  @Test func losesOnlyTheLineThatIsCut() {
    let good = "{\"time\":\"2025-04-08T15:28:00Z\",\"text\":\"good\"}"
    for cut in [
      "{\"time\":\"2025-04-08T15:2", "{\"time\":", "{", "{\"a\":1,", "{\"a\" 1}", "nonsense",
      "{\"a\":\"\\x\"}", "{\"a\":[1,2}", "{\"a\":nan}", "{\"a\":1}}", "\"text\"",
    ] {
      let file = Reading.file("\(good)\n\(cut)\n\(good)\n\(good)\n")
      #expect(file.rows.filter { $0.text == "good" }.count == 3, "\(cut)")
      #expect(file.unread >= 1, "\(cut)")
      #expect(file.warnings.first?.line == 2, "\(cut)")
    }
  }

  @Test(arguments: [
    (#""a\"b\\c\/d\n\t""#, "a\"b\\c/d"), (#""\u00e4\ud83d\ude00""#, "ä😀"),
    (#""\ud83d x""#, "\u{FFFD} x"), (#""\ud83d\u0041""#, "\u{FFFD}A"), ("12.50", "12.50"),
    ("123456789012345678901", "123456789012345678901"), ("true", "true"),
    (#"{"b":[1,"}"]}"#, #"{"b":[1,"}"]}"#),
  ])
  func keepsValuesAsTheyAreWritten(_ json: String, _ text: String) {
    #expect(Reading.row("\"text\":\(json)")?.text == text)
  }

  @Test func takesTheLastOfEqualKeysAndThePreferredOfSynonyms() {
    #expect(Reading.row("\"text\":\"a\",\"text\":\"b\"")?.text == "b")
    let file = Reading.file("{\"time\":1744126080,\"message\":\"m\",\"text\":\"t\"}")
    #expect(file.rows.first?.text == "t")
    #expect(file.warnings.map(\.message) == ["columns not read: message"])
  }

  @Test func saysOnceWhichColumnsItDoesNotRead() {
    let file = Reading.file(
      """
      {"time":1744126080,"text":"a","zeta":1,"alpha":"x"}
      {"time":1744126080,"text":"b","zeta":null}
      {"time":1744126080,"text":"c","zeta":2}
      """)
    #expect(file.rows.count == 3)
    #expect(file.warnings.map(\.message) == ["columns not read: alpha, zeta"])
    #expect(file.warnings.first?.count == 2)
    #expect(file.warnings.first?.line == 1)
  }

  @Test func keepsNoSecret() {
    let file = Reading.file(
      """
      {"time":1744126080,"kind":"odd-s3cret","who":"s3cret","text":"s3cret","channel":"s3cret",\
      "rule":"s3cret","from":"Normal s3cret","to":"s3cret","value":"s3cret","url":"u?k=s3cret",\
      "service":"s3cret","version":"s3cret","col-s3cret":"s3cret"}
      {"time":1744126080,"from":"Normal (s3cret)","to":"Alerting (s3cret)"}
      """)
    #expect(file.rows.count == 2)
    #expect(!"\(file.rows) \(file.warnings)".contains("s3cret"))
    #expect(file.rows.first?.url == "u?k=***")
  }

  @Test func survivesDeepNesting() {
    let deep = String(repeating: "[", count: 200_000)
    let file = Reading.file("{\"time\":1744126080,\"text\":\(deep)}\n{\"time\":1744126080}\n")
    #expect(file.unread == 1)
    #expect(file.rows.count == 1)
  }
}
