import LogModel
import Testing

@testable import Parse

/// Numbers that are statuses, and numbers that count something else.
@Suite struct StatusPlaceTests {
  @Test(
    "a number behind a path is no status where it counts something",
    arguments: [
      "sent GET /menu 512 bytes", "GET /menu 503 ms", "GET /menu 500 rows", "POST /buy 404 times",
      "GET /menu (502 kB)", "GET /menu 443 opened", "GET /menu 587", "GET /menu 143 was closed",
      "DELETE /menu 8080 closed",
    ])
  func counts(said: String) throws {
    let found = try #require(try record("2025-03-02 10:00:07 INFO \(said)"))
    #expect(found.kind == .message && found.status == 0)
  }

  @Test(
    "statuses of text",
    arguments: [
      ("GET /menu 503", 503), ("GET /menu 200 OK", 200), ("GET /menu status 418", 418),
      ("GET /menu 502 12ms", 502), ("GET /menu -> 520 Web server is down", 520),
      (#""GET /menu HTTP/1.1" 499 7"#, 499),
    ])
  func statuses(said: String, status: Int) throws {
    let found = try #require(try record("2025-03-02 10:00:07 INFO \(said)"))
    #expect(found.kind == .request && found.status == status)
    #expect(found.operation == "GET /menu")
  }

  @Test(
    "the status of gRPC goes before the 200 of HTTP in text, too",
    arguments: [
      ("200 grpc-status: 14", Outcome.failure), ("200 grpc-status: 0", .success),
      ("200 grpc_status=13", .failure), ("200 (grpc-status: 5)", .rejected),
      ("200 grpc code Unavailable", .failure), ("200 grpcs are fine", .success),
    ])
  func grpc(end: String, outcome: Outcome) throws {
    let line = "2025-03-02T10:00:07Z INFO POST /bakery.Oven/Bake \(end)"
    #expect(try #require(try record(line)).outcome == outcome)
  }

  @Test(
    "a dash is no end, a 000 is one",
    arguments: [("-", Outcome.unknown), ("000", .rejected), ("502", .failure)])
  func dashes(status: String, outcome: Outcome) throws {
    let line =
      #"192.0.2.4 - kim [02/Mar/2025:10:00:07 +0100] "GET /menu HTTP/1.1" \#(status) 88 "-" "mon""#
    let found = try #require(try record(line))
    #expect(found.kind == .request && found.outcome == outcome)
  }

  @Test(
    "replies of FTP and SMTP are no statuses of HTTP",
    arguments: [
      ("[4]PASS - 530", "PASS", Outcome.rejected), ("[4]RETR /a.txt 226", "RETR", .success),
      ("STOR /a.txt 452", "STOR", .failure), ("RCPT - 550", "RCPT", .rejected),
    ])
  func replies(row: String, operation: String, outcome: Outcome) throws {
    let reading = try Reading(
      lines: "#Date: 2025-03-02 10:00:00", "#Fields: time c-ip cs-method cs-uri-stem sc-status",
      "10:00:07 192.0.2.4 \(row)")
    let found = try #require(reading.requests.first)
    #expect(found.status == 0 && found.outcome == outcome && found.operation == operation)
  }

  @Test func requestsOfTheSameFormKeepTheirStatus() throws {
    let reading = try Reading(
      lines: "#Fields: date time c-ip cs-method cs-uri-stem sc-status",
      "2025-03-02 10:00:07 192.0.2.4 GET /menu 503")
    let found = try #require(reading.requests.first)
    #expect(found.status == 503 && found.operation == "GET /menu")
  }

  @Test(
    "flags of a proxy mean the same in JSON and in pairs",
    arguments: [
      ("UF", Outcome.failure), ("UF,URX", .failure), ("DC", .rejected), ("-", .unknown),
      ("DC,UC", .failure),
    ])
  func flags(flags: String, outcome: Outcome) throws {
    let lines = [
      #"{"start_time":"2025-03-02T10:00:07Z","method":"GET","path":"/menu","#
        + #""response_code":0,"response_flags":"\#(flags)"}"#,
      "time=2025-03-02T10:00:07Z level=info method=GET path=/menu response_code=0 "
        + "response_flags=\(flags)",
      "2025-03-02T10:00:07Z INFO handled method=GET path=/menu response_flags=\"\(flags)\"",
    ]
    for line in lines {
      #expect(try #require(try record(line)).outcome == outcome, "\(line)")
    }
  }

  @Test func aStatusGoesBeforeFlags() throws {
    let line =
      "time=2025-03-02T10:00:07Z level=info method=GET path=/menu response_flags=UF "
      + "response_code=200"
    #expect(try #require(try record(line)).outcome == .success)
  }

  @Test func latencyForPeopleGoesBeforeANumberWithoutAUnit() {
    for members in [
      #""latency":48123456,"latency_human":"48.1ms""#,
      #""latency_human":"48.1ms","latency":48123456"#,
      #""latency":4812,"latency_human":"48.1ms""#,
    ] {
      let found = JSONFound(#"{"time":"2025-03-02T10:00:07Z","status":200,\#(members)}"#)
      #expect(found.sample["milliseconds"]?.hasPrefix("48.1") == true, "\(found.sample)")
    }
  }
}
