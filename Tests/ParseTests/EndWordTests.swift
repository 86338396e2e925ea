import LogModel
import Testing

@testable import Parse

/// Ends of calls that members of JSON say in words, and statuses under many names.
@Suite struct EndWordTests {
  private func read(_ members: String) throws -> ReadRecord {
    try #require(try record(#"{"time":"2025-03-02T10:00:07Z",\#(members)}"#))
  }

  @Test(
    "a word says how an operation ended",
    arguments: [
      (#""status":"failed""#, Outcome.failure), (#""status":"Succeeded""#, .success),
      (#""outcome":"FAILURE""#, .failure), (#""event":{"outcome":"success"}"#, .success),
      (#""result":"error""#, .failure), (#""ResultStatus":"Failed""#, .failure),
      (#""success":"false""#, .failure), (#""ok":"true""#, .success),
      (#""success":false"#, .failure),
      (#""status":"shipped""#, .unknown), (#""result":"7 rows""#, .unknown),
      (#""result":false"#, .unknown), (#""result":"false""#, .unknown),
    ])
  func words(member: String, outcome: Outcome) throws {
    let found = try read(#""operation":"BakePie",\#(member)"#)
    #expect(found.operation == "BakePie" && found.outcome == outcome)
  }

  @Test(
    "a status is read with its reason, and under the names of other platforms",
    arguments: [
      #""status":"503 Service Unavailable""#, #""http_status":"503 Busy""#,
      #""responseStatusCode":503"#, #""http":{"response":{"code":503}}"#, #""rsp_code":"503""#,
      #""responseStatus":{"status":"Failure","code":503}"#,
    ])
  func statuses(member: String) throws {
    let found = try read(#""method":"GET","path":"/pies",\#(member)"#)
    #expect(found.status == 503 && found.outcome == .failure)
  }

  @Test("a code of logfmt is a status where a request is named")
  func codes() throws {
    let head = "ts=2025-03-02T10:00:07Z level=info"
    let served = try #require(try record("\(head) method=GET uri=/pies code=503"))
    #expect(served.status == 503 && served.outcome == .failure)
    let said = try #require(try record("\(head) msg=stored code=503"))
    #expect(said.status == 0 && said.kind == .message)
  }

  @Test("a number is no operation", arguments: [#""op":4"#, #""op":"17""#])
  func numbers(member: String) throws {
    #expect(try read(#""msg":"stored",\#(member)"#).kind == .message)
  }

  @Test("the time of an event goes before the beginning of its batch")
  func epochs() throws {
    for members in [
      #""epoch":1740800000,"unixTime":1740909607"#, #""unixTime":1740909607,"epoch":9"#,
    ] {
      let found = try #require(try record("{\(members),\"msg\":\"added\"}"))
      #expect(found.time == Timestamp(seconds: 1_740_909_607))
    }
  }
}
