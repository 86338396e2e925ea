import Events
import LogModel
import Scan
import Testing

@Suite struct EventReaderTests {
  @Test(arguments: [
    ("{\"time\":1744126080,\"text\":\"a\"}", "json-lines"),
    ("time,text\n2025-04-08T15:28:00Z,a\n", "csv"),
    ("- {time: 2025-04-08T15:28:00Z, text: a}\n", "yaml"),
    ("{time: 2025-04-08T15:28:00Z, text: a}\n", "yaml"),
  ])
  func tellsTheFormByTheContent(_ text: String, _ kind: String) {
    for path in ["x.jsonl", "x.csv", "x.yaml", "x", "x.txt"] {
      let file = Reading.file(text, path: path)
      #expect(file.kind == kind)
      #expect(file.rows.map(\.text) == ["a"])
      #expect(file.path == path)
    }
  }

  @Test(arguments: [("a.jsonl", "json-lines"), ("A.CSV", "csv"), ("a.yml", "yaml")])
  func tellsAnEmptyFileByItsName(_ path: String, _ kind: String) {
    for text in ["", "\n\n", "\u{FEFF}"] {
      let file = Reading.file(text, path: path)
      #expect(file.kind == kind)
      #expect(file.unread == 0)
      #expect(file.warnings.isEmpty)
    }
  }

  @Test func countsTheLinesOfAFileItDoesNotKnow() {
    let file = Reading.file("hello\n\n  there\n", path: "x.txt")
    #expect(file.kind == "unknown")
    #expect(file.unread == 2)
    #expect(file.warnings.map(\.count) == [2])
    #expect(file.warnings.first?.line == 1)
  }

  @Test func survivesAnyBytes() {
    let reader = EventReader(defaultZone: .utc, redact: { $0 })
    var state: UInt64 = 1
    let alphabet = Array("{}[]\",:\\\n\r\t -~&*!?#u0ä1time".utf8) + [0, 0xFF]
    for path in ["x.jsonl", "x.csv", "x.yaml"] {
      for length in 0..<400 {
        let bytes = (0..<length).map { _ -> UInt8 in
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          return alphabet[Int(state >> 33) % alphabet.count]
        }
        _ = reader.read(path: path, bytes: bytes)
      }
    }
  }

  @Test func namesItsForms() {
    let names = EventSources.names
    #expect(Set(names).count == names.count)
    #expect(names.contains("pagerduty-webhook") && names.contains("json-lines"))
    #expect(names.suffix(2) == ["csv", "yaml"])
  }
}
