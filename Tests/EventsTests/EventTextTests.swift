import LogModel
import Testing

@testable import Events

@Suite struct EventTextTests {
  private static let start = 1_744_124_400

  private static let texts = [
    "\u{FEFF}{\"time\":\"2025-04-08T15:00:00Z\",\"text\":\"a\"}\n\n"
      + "{\"time\":1744124401,\"text\":\"b\"} {\"time\":1744124402,\"text\":\"c\"}\n"
      + "{\"time\":1744124403,\n \"text\":\"d\"}\n{\"time\":\n",
    "time,text\r\n1744124401,a\r\n1744124402,\"b\nc\"\r\n\r\n1744124403,\"open\r\n"
      + "1744124404,d\r\n",
    "date: 2025-04-08\nevents:\n  - {time: \"15:00\", text: a}\n  - 15:10 Ann: b\n",
    "nothing\n\n of any form\n",
  ]

  @Test("the size of pieces shows in nothing", arguments: texts, [1, 7, 64, 100_000])
  func pieces(_ text: String, _ size: Int) {
    let reader = EventReader(defaultZone: .utc, redact: { $0 })
    let whole = reader.read(path: "e", bytes: Array(text.utf8))
    var rest = Array(text.utf8)[...]
    let parts = reader.read(path: "e") {
      guard !rest.isEmpty else { return nil }
      defer { rest = rest.dropFirst(size) }
      return Array(rest.prefix(size))
    }
    #expect(parts.rows == whole.rows)
    #expect(parts.unread == whole.unread && parts.warnings == whole.warnings)
    #expect(parts.kind == whole.kind)
    #expect(parts.rows.count + parts.unread > 1)
  }

  /// A few megabytes, made while they are read.
  private func read(_ path: String, _ count: Int, _ line: @escaping (Int) -> String) -> EventFile {
    let reader = EventReader(defaultZone: .utc, redact: { $0 })
    var at = 0
    return reader.read(path: path, keeping: EventSelection(limit: 100)) {
      guard at < count else { return nil }
      let end = min(count, at + 1000)
      defer { at = end }
      return Array((at..<end).map(line).joined().utf8)
    }
  }

  /// As of exports with a mark each that were put behind one another.
  @Test(.timeLimit(.minutes(10)))
  func rowsThatBeginWithAByteOrderMarkAreReadOnce() {
    let padding = String(repeating: "x", count: 200)
    let count = 30_000
    let file = read("e.csv", count) { at in
      at == 0 ? "time,text\n" : "\u{FEFF}\(Self.start + at),\(padding)\n"
    }
    #expect(file.summary.rows + file.unread == count - 1)
  }

  @Test(.timeLimit(.minutes(10)))
  func rowsBehindManyBrokenOnesEndWithTheirLine() {
    let broken = "{\"a\":[" + String(repeating: "\n1,", count: 1000)
    let count = 20_000
    let file = read("e.jsonl", count) { at in
      at < 100 ? broken + "\n" : "{\"time\":\(Self.start + at),\"text\":\"a\"}\n"
    }
    #expect(file.unread > 0 && file.summary.rows == count - 100)
  }

  @Test(arguments: ["jsonl", "csv", "yaml"])
  func readsWhatIsLargerThanItsWindow(_ form: String) {
    let padding = String(repeating: "x", count: 200)
    let file = read("e." + form, 30_000) { at in
      switch form {
      case "jsonl": "{\"time\":\(Self.start + at),\"text\":\"\(padding)\"}\n"
      case "csv": at == 0 ? "time,text\n" : "\(Self.start + at),\(padding)\n"
      default: "- {time: \(Self.start + at), text: \(padding)}\n"
      }
    }
    #expect(file.summary.rows == (form == "csv" ? 29_999 : 30_000))
    #expect(file.unread == 0)
    #expect(file.rows.count < 200)
    #expect(file.leftOut + file.rows.count == file.summary.rows)
    #expect(file.rows.allSatisfy { $0.source.line == Int($0.time.seconds) - Self.start + 1 })
    #expect(file.rows.allSatisfy { $0.source.byteOffset > 0 || $0.source.line == 1 })
  }

  @Test("objects that never end cost no more than their lines")
  func neverEnding() {
    let clock = ContinuousClock()
    func seconds(_ count: Int) -> Duration {
      clock.measure {
        let file = read("e.jsonl", count) { _ in "{\"a\":[{\"b\":[[\n" }
        #expect(file.unread == count)
      }
    }
    _ = seconds(1000)
    #expect(seconds(40_000) < .seconds(60))
  }

  @Test func cutsALongNameAndALongText() throws {
    let long = String(repeating: "ü", count: 30_000)
    let row = try #require(
      Reading.row(#""rule":"\#(long)","text":"\#(long)","who":"\#(long)""#))
    #expect(try #require(row.rule).utf8.count <= 515)
    #expect(try #require(row.who).utf8.count <= 515)
    #expect(row.text.utf8.count <= 4099 && row.text.hasSuffix("ü…"))
  }
}
