import LogModel
import Testing

@testable import Parse

/// One request that a log tells of as an error and as an access, and calls beside what they were
/// made for.
@Suite struct ToldTwiceTests {
  private func json(_ second: String, _ members: String) -> String {
    #"{"time":"2025-03-02T10:00:\#(second)Z","method":"GET","path":"/menu?a=1","status":502,"#
      + members + "}"
  }

  private func counts(_ lines: [String]) throws -> [Int] {
    let reading = try Reading(Array(lines.map { $0 + "\n" }.joined().utf8))
    return [reading.requests.count, reading.input.account.duplicate]
  }

  @Test func anErrorAndItsAccessLineAreOneRequest() throws {
    let error = #""level":"error","msg":"oven refused""#
    let access = #""level":"info","msg":"request completed""#
    #expect(try counts([json("07", error), json("07", access)]) == [1, 1])
    #expect(try counts([json("07", access), json("08", error)]) == [1, 1])
    let text = [
      "2025-03-02T10:00:07.100Z ERROR GET /menu 502 oven refused",
      "2025-03-02T10:00:07.140Z INFO GET /menu 502 12ms",
    ]
    #expect(try counts(text) == [1, 1])
  }

  @Test func asManyRemainAsThereWere() throws {
    let error = #""level":"error","msg":"oven refused""#
    let access = #""level":"info","msg":"request completed""#
    let lines = [error, error, access, error, access, access].map { json("07", $0) }
    #expect(try counts(lines) == [3, 3])
    #expect(try counts([error, error, access].map { json("07", $0) }) == [2, 1])
    #expect(try counts([error, error].map { json("07", $0) }) == [2, 0])
  }

  @Test func idsTellRequestsApart() throws {
    func line(_ id: String, _ level: String, _ said: String) -> String {
      json("07", #""level":"\#(level)","msg":"\#(said)","request_id":"\#(id)0000000b7""#)
    }
    let lines = [
      line("a", "error", "refused"), line("b", "error", "refused"), line("b", "info", "completed"),
      line("a", "info", "completed"), line("c", "info", "completed"),
    ]
    #expect(try counts(lines) == [3, 2])
  }

  @Test func caddySaysBothAsErrorsAtOneMoment() throws {
    func line(_ moment: String, _ said: String) -> String {
      #"{"level":"error","ts":1740909607.\#(moment),"msg":"\#(said)","#
        + #""request":{"method":"GET","uri":"/menu","remote_addr":"192.0.2.4:1"},"status":502}"#
    }
    let lines = [
      line("2501", "dial tcp: refused"), line("2501", "handled request"),
      line("2502", "dial tcp: refused"), line("2503", "handled request"),
    ]
    #expect(try counts(lines) == [3, 1])
  }

  @Test(
    "two requests stay two",
    arguments: [
      [#""level":"info","msg":"done in 7""#, #""level":"warn","msg":"done in 9""#],
      [#""level":"error","msg":"refused""#, #""level":"error","msg":"completed""#],
      [
        #""level":"error","msg":"refused","ip":"192.0.2.4""#,
        #""level":"info","msg":"completed","ip":"192.0.2.9""#,
      ],
    ])
  func others(members: [String]) throws {
    #expect(try counts(members.map { json("07", $0) }) == [2, 0])
  }

  @Test func timeAndPathAndServiceTellRequestsApart() throws {
    let error = #""level":"error","msg":"refused""#
    let access = #""level":"info","msg":"completed""#
    #expect(try counts([json("07", error), json("31", access)]) == [2, 0])
    let other = json("07", access).replacing("/menu", with: "/docs")
    #expect(try counts([json("07", error), other]) == [2, 0])
    let services = [error + #","service":"a""#, access + #","service":"b""#]
    #expect(try counts(services.map { json("07", $0) }) == [2, 0])
    let good = [error, access].map { json("07", $0).replacing("502", with: "200") }
    #expect(try counts(good) == [2, 0])
  }

  @Test(
    "a whole URL of another host is a call of it",
    arguments: [
      (#""url":"https://oven.test/bake""#, LogRecord.Kind.dependencyCall, "oven.test"),
      (#""uri":"http://oven.test:8080/bake""#, .dependencyCall, "oven.test"),
      (#""url":"https://oven.test/bake","host":"oven.test""#, .request, ""),
      (#""url":"https://oven.test/bake","client_ip":"192.0.2.4""#, .request, ""),
      (#""url":"https://oven.test/bake","user_agent":"x""#, .request, ""),
      (#""url":"http://localhost:8080/bake""#, .request, ""), (#""url":"/bake""#, .request, ""),
      (#""requestUrl":"https://oven.test/bake""#, .request, ""),
      (#""type":"http","url":"https://oven.test/bake""#, .request, ""),
    ])
  func outbound(members: String, kind: LogRecord.Kind, dependency: String) throws {
    let line = #"{"time":"2025-03-02T10:00:07Z","method":"POST",\#(members),"status":503}"#
    let found = try #require(try record(line))
    #expect(found.kind == kind && found.operation == "POST /bake")
    #expect(found.dependency == dependency)
  }

  @Test func textThatTellsOfACallOfAnotherHost() throws {
    let called = try #require(
      try record("2025-03-02T10:00:07Z WARN POST https://oven.test/bake -> 503"))
    #expect(called.kind == .dependencyCall && called.dependency == "oven.test")
    let served = try #require(
      try record("2025-03-02T10:00:07Z 192.0.2.4 POST https://oven.test/bake 503"))
    #expect(served.kind == .request)
  }
}
