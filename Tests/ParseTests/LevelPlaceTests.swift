import LogModel
import Testing

@testable import Parse

/// Levels in the places where programs put them, and letters and numbers that are none.
@Suite struct LevelPlaceTests {
  @Test(
    "a level of text, and what is left of the line",
    arguments: [
      ("2025-03-02T10:00:07.250+0100 E REPL     [conn7] no primary", .error, "no primary"),
      ("2025-03-02T10:00:07.250+0100 W -        [init] slow start", .warning, "slow start"),
      ("2025-03-02T10:00:07.250+0100 D3 QUERY   [conn7] planned", .debug, "planned"),
      ("2025-03-02 10:00:07.250 F | wal: no space", .fatal, "wal: no space"),
      ("2025-03-02 10:00:07.250 W - wal is long", .warning, "wal is long"),
      ("2025-03-02 10:00:07 W: wal is long", .warning, "wal is long"),
      ("2025-03-02 10:00:07\tE\twal gone", .error, "wal gone"),
      ("2025-03-02 10:00:07.250  812  907 E Oven    : too cold", .error, "too cold"),
      ("2025-03-02 10:00:07.250  812  907 I Oven    : warm", .info, "warm"),
      ("[2025-03-02 10:00:07 +0100] emergency/Session: lost", .fatal, "lost"),
      ("2025-03-02 10:00:07 notice/Session: back", .info, "back"),
      ("[2025-03-02 10:00:07,250: ERROR/ForkPoolWorker-3] dough gone", .error, "dough gone"),
      ("[2025-03-02 10:00:07,250: INFO/Beat] tick", .info, "tick"),
      ("Mar 02 2025 10:00:07: %OVEN-1-HOT: door open", .fatal, "%OVEN-1-HOT: door open"),
      ("Mar 02 2025 10:00:07: %OVEN-SUB-4-HOT: warm", .warning, "%OVEN-SUB-4-HOT: warm"),
      ("Mar  2 10:00:07 gate %FWSM-3-710003: dropped", .error, "%FWSM-3-710003: dropped"),
      ("2025-03-02T10:00:07.250 8123]ERROR:baker:gave up", .error, "baker:gave up"),
      ("[02/Mar/2025:10:00:07 +0000] [mpm:alert] no workers", .fatal, "no workers"),
      ("[02/Mar/2025:10:00:07 +0000] [ssl:trace4] hello", .trace, "hello"),
      ("2025-03-02 10:00:07 -FATAL- oven gone", .fatal, "oven gone"),
      ("2025-03-02 10:00:07 ==WARN== oven slow", .warning, "oven slow"),
      ("2025-03-02T10:00:07Z kernel: <2>oven gone", .fatal, "oven gone"),
      ("2025-03-02T10:00:07Z <6> oven warm", .info, "oven warm"),
      ("2025-03-02 10:00:07 ERROR(bakery.oven): gone", .error, "gone"),
      ("2025-03-02 10:00:07 [ERROR|oven|door] gone", .error, "gone"),
      ("2025-03-02 10:00:07 [oven|WARN|door] slow", .warning, "slow"),
      ("2025-03-02 10:00:07 (error|oven) gone", .error, "gone"),
      ("2025-03-02 10:00:07 level:error dough gone", .error, "dough gone"),
      ("level:warn 2025-03-02 10:00:07 dough slow", .warning, "dough slow"),
      ("2025-03-02 10:00:07 severity: error dough gone", .error, "dough gone"),
      ("2025-03-02 10:00:07 oven::ERROR::door gone", .error, "door gone"),
      ("2025-03-02 10:00:07 [bob] FAIL BAKE: Oven 4", .error, "FAIL BAKE: Oven 4"),
    ] as [(String, Severity, String)])
  func places(line: String, level: Severity, said: String) throws {
    let found = try #require(try record(line))
    #expect(found.severity == level)
    #expect(found.said == LineTemplateText.of(said))
    #expect(found.kind == .message)
  }

  @Test(
    "letters, roles and numbers that are no level",
    arguments: [
      "2025-03-02 10:00:07 I was here first", "2025-03-02 10:00:07 E 17 is the next stop",
      "2025-03-02 10:00:07 12:C starting", "2025-03-02 10:00:07 F-Secure scan is done",
      "2025-03-02 10:00:07 Plan E | plan F", "2025-03-02 10:00:07 100% - done",
      "2025-03-02 10:00:07 %d items - none", "2025-03-02 10:00:07 <17> tables set",
      "2025-03-02 10:00:07 info/refs was read", "[oven] 7:C 2025-03-02 10:00:07.250 * warm",
      "2025-03-02 10:00:07 [Errno 99] in the way", "2025-03-02 10:00:07 D: is a drive",
      "2025-03-02 10:00:07 -v- is a flag", "2025-03-02 10:00:07 [oven|alert|door] is a name",
      "2025-03-02 10:00:07 oven::error::door is a module", "2025-03-02 10:00:07 level: 7 of 9",
    ])
  func noLevels(line: String) throws {
    #expect(try #require(try record(line)).severity == .unknown)
  }

  @Test(
    "levels of JSON: letters, misspelled words and the scales of keys",
    arguments: [
      (#""lvl":"E""#, .error), (#""level":"w""#, .warning), (#""lvl":"eror""#, .error),
      (#""level":"dbug""#, .debug), (#""severity":600"#, .fatal), (#""severity":"400""#, .warning),
      (#""severity":200"#, .info), (#""severity":4"#, .warning), (#""severity":0"#, .fatal),
      (#""level":400,"channel":"app""#, .error), (#""level":550"#, .fatal),
      (#""level":250"#, .info), (#""reqId":"q7","app":"oven","level":4"#, .fatal),
      (#""reqId":"q7","app":"oven","level":2"#, .warning), (#""level":3"#, .unknown),
      (#""level":"X""#, .unknown), (#""s":"E""#, .unknown), (#""severity":150"#, .unknown),
      (#""t":{"$date":"2025-03-02T10:00:07.250Z"},"s":"E","c":"REPL""#, .error),
      (#""t":{"$date":"2025-03-02T10:00:07.250Z"},"s":"D2","c":"REPL""#, .debug),
    ] as [(String, Severity)])
  func keys(members: String, level: Severity) throws {
    let line = #"{"time":"2025-03-02T10:00:07Z",\#(members),"msg":"oven"}"#
    #expect(try #require(try record(line)).severity == level)
  }

  @Test(
    "level and status in one bracket are those of a request",
    arguments: [
      ("02/Mar/2025:10:00:07 +0000 [ERROR 503 /buy] oven is cold", 503, "/buy", Outcome.failure),
      ("02/Mar/2025:10:00:07 +0000 [ERROR 404 /a.ico] no file", 404, "/a.ico", .rejected),
      ("2025-03-02T10:00:07Z [WARN 429] /buy too fast", 429, "/buy", .rejected),
    ])
  func brackets(line: String, status: Int, operation: String, outcome: Outcome) throws {
    let found = try #require(try record(line))
    #expect(found.kind == .request && found.status == status && found.outcome == outcome)
    #expect(found.operation == operation)
  }

  @Test func aCodeInABracketIsNoStatus() throws {
    for line in [
      "2025-03-02T10:00:07Z [ERROR 111] no oven", "2025-03-02T10:00:07Z [ERROR 1045] no oven",
    ] {
      let found = try #require(try record(line))
      #expect(found.kind == .message && found.status == 0, "\(line)")
    }
  }
}

/// The template of a text, as records of messages carry it.
enum LineTemplateText {
  static func of(_ text: String) -> String {
    var out: [UInt8] = []
    Array(text.utf8).withUnsafeBytes { LineTemplate.text($0, hasEscapes: false, into: &out) }
    return String(decoding: out, as: UTF8.self)
  }
}
