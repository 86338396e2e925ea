import LogModel
import Testing

@testable import Parse

private let requestID = "0f9807f5-3f6e-4cf4-828f-51a3ff6df2f4"

/// Lines of servers and platforms that say less, or something else, than those of their kind.
@Suite struct PlatformLineTests {
  // MARK: Access lines

  @Test(
    "a request whose status is not written ended nobody knows how",
    arguments: ["- 9", "- -", #""-" 9"#])
  func noStatus(end: String) throws {
    let read = try #require(
      try record(
        #"192.0.2.4 - - [02/Mar/2025:10:00:07 +0000] "GET /docs HTTP/1.1" \#(end) "-" "x""#))
    #expect(read.kind == .request && read.status == 0 && read.outcome == .unknown)
    #expect(read.operation == "GET /docs")
  }

  @Test("a status of zero is a client that left")
  func zeroStatus() throws {
    let read = try record(
      #"192.0.2.4 - - [02/Mar/2025:10:00:07 +0000] "GET /docs HTTP/1.1" 000 0 "-" "x""#)
    #expect(read?.outcome == .rejected)
  }

  @Test(
    "words of a logger before an access line name no client",
    arguments: [
      "2025-03-02 10:00:07,250 - werkzeug - INFO - ", "(12) wsgi ", "shop.test - ",
      "2025-03-02 10:00:07.250 12 INFO eventlet.wsgi.server [-] ",
    ])
  func headWords(head: String) throws {
    let line = #"192.0.2.4 - kim [02/Mar/2025 10:00:07] "GET /docs HTTP/1.1" 502 9"#
    let (read, plain) = (try record(head + line), try record(line))
    #expect(read?.client == plain?.client && read?.identity == .user && read?.status == 502)
  }

  @Test("OpenStack's servers write the client before a request and seconds behind it")
  func oslo() throws {
    let read = try #require(
      try record(
        "2025-03-02 10:00:07.250 12 INFO nova.wsgi [req-1 a b - d d] 192.0.2.4,198.51.100.7 "
          + #""POST /v2.1/servers HTTP/1.1" status: 503  len: 1089 time: 0.2500000"#))
    #expect(read.operation == "POST /v2.1/servers" && read.status == 503)
    #expect(read.identity == .address)
    let batched = try record(
      "2025-03-02 10:00:07.250 12 INFO nova.wsgi [-] waited for \"a\" len: 1 time: 9")
    #expect(batched?.kind == .message)
  }

  @Test("HAProxy's lines may have no client, and a word before the timers")
  func haproxy() throws {
    let end = #"0/0/1/17/18 502 291 - - ---- 1/1/0/0/0 0/0 "GET /docs HTTP/1.1""#
    for words in ["", "shop.test ", "shop.test kim "] {
      let read = try record("-:4711 [02/Mar/2025:10:00:07.250] www~ app/n1 \(words)\(end)")
      #expect(read?.status == 502 && read?.identity == LogRecord.Identity.none, "\(words)")
      #expect(read?.time.rfc3339 == "2025-03-02T10:00:07.250Z")
    }
    #expect(
      try record("-:4711 [02/Mar/2025:10:00:07.250] www~ app/n1 a b c \(end)")?.status ?? 0 != 502)
  }

  // MARK: Columns of W3C's

  @Test("columns by other names of date and time are read by the server's clock")
  func otherColumns() throws {
    let reading = try Reading(
      lines: "#Fields: date-local time-local cs-method cs-uri-stem sc-status TimeTakenMS",
      "2025-03-02 10:00:07.250 GET /docs 503 120", "2025-03-02 10:00:08.250 GET /docs 200 9")
    #expect(reading.records.map(\.status) == [503, 200])
    #expect(reading.count(of: .zoneAssumed) > 0)
  }

  @Test("more values than columns are IIS's own, or unread")
  func moreValues() throws {
    let header = "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query"
    let row = "2025-03-02 10:00:07 192.0.2.1 GET /docs - 443 - 192.0.2.4 curl - 503 0 0 120"
    let reading = try Reading(lines: header, row, row + " 9 9")
    #expect(reading.records.map(\.status) == [503] && reading.input.account.unread == 1)
  }

  @Test("lines of an access log without a time are unread")
  func noTime() throws {
    let reading = try Reading(
      lines: "#Fields: day hour cs-method cs-uri-stem sc-status", "2025-03-02 10:00:07 GET /a 503")
    #expect(reading.records.isEmpty && reading.input.account.unread == 1)
  }

  @Test(
    "replies of FTP and SMTP are no status of HTTP",
    arguments: [
      ("[1]PASS - 530", Outcome.rejected), ("[2]RETR /a.txt 226", .success),
      ("RETR /a.txt 451", .failure), ("MAIL - 550", .rejected),
    ])
  func transfers(row: String, outcome: Outcome) throws {
    let reading = try Reading(
      lines: "#Fields: date time c-ip cs-method cs-uri-stem sc-status",
      "2025-03-02 10:00:07 192.0.2.4 " + row)
    let read = try #require(reading.records.first)
    #expect(read.outcome == outcome && read.status == 0)
    #expect(["PASS", "RETR", "MAIL"].contains(read.operation))
  }

  // MARK: Syslog and pairs

  @Test("a syslog record of structured data alone is a record")
  func structuredData() throws {
    let read = try #require(
      try record(#"<131>1 2025-03-02T10:00:07Z gw FLOW 7 DENY [a@9 from="192.0.2.4" rule="all"]"#))
    #expect(read.severity == .error && read.said.hasPrefix("DENY"))
    #expect(try record("<131>1 2025-03-02T10:00:07Z gw FLOW 7 DENY -")?.said == "DENY")
    #expect(try record("<131>1 2025-03-02T10:00:07Z gw FLOW 7 - -") == nil)
  }

  @Test(
    "day, clock and zone may be pairs of their own",
    arguments: [
      (#"date=2025-03-02 time=10:00:07 devname="fw" level="error" msg="down""#, "10:00:07Z"),
      (#"<189>date=2025-03-02 time=12:00:07 tz="+0200" level=error msg="down""#, "10:00:07Z"),
      (#"time=10:00:07 date=2025-03-02 level=error msg=down"#, "10:00:07Z"),
    ])
  func dayAndClock(line: String, clock: String) throws {
    let read = try #require(try record(line))
    #expect(read.time.rfc3339 == "2025-03-02T" + clock)
    #expect(read.severity == .error && read.said == "down")
  }

  @Test(
    "a level in a cell of a table without a header is the level",
    arguments: [
      #""2025-03-02 10:00:07","ERROR","full""#, "2025-03-02T10:00:07Z,error,full",
      "2025-03-02T10:00:07Z;ERROR;full",
    ])
  func cells(line: String) throws { #expect(try record(line)?.severity == .error) }

  @Test("a word in a list is no level")
  func listWords() throws {
    #expect(
      try record("2025-03-02T10:00:07Z the kinds are trace,error,info")?.severity ?? .error
        < .warning)
  }

  // MARK: Functions

  private static func report(_ end: String) -> String {
    "2025-03-02T10:00:07Z REPORT RequestId: \(requestID)\tDuration: 12.50 ms\t"
      + "Billed Duration: \(end)"
  }

  @Test(
    "the platform says how a call of a function ended",
    arguments: [
      (PlatformLineTests.report("13 ms\tMemory Size: 128 MB\t"), Outcome.success),
      (PlatformLineTests.report("13 ms\tMemory Size: 128 MB\tStatus: timeout"), .failure),
      (PlatformLineTests.report("12 ms\tMemory Size: 128 MB\t"), .failure),
      (
        "2025-03-02T10:00:07.250Z \(requestID) Task timed out after 3.00 seconds",
        .failure
      ),
      (
        #"{"time":"2025-03-02T10:00:07Z","type":"platform.report","record":{"#
          + #""requestId":"\#(requestID)","metrics":{"durationMs":12.5},"status":"error"}}"#,
        .failure
      ),
      (
        #"{"time":"2025-03-02T10:00:07Z","level":"info","message":"REPORT Reque"#
          + #"stId: \#(requestID)\tDuration: 9 ms\tBilled Duration: 9 ms\t"}"#, .success
      ),
    ])
  func functions(line: String, outcome: Outcome) throws {
    let read = try #require(try record(line))
    #expect(read.kind == .request && read.operation == "invocation" && read.outcome == outcome)
  }

  @Test("two lines about the end of one call are one call")
  func oneCall() throws {
    let reading = try Reading(
      lines: "2025-03-02T10:00:07Z \(requestID) Task timed out after 3.00 seconds",
      Self.report("13 ms\tStatus: timeout"))
    #expect(reading.requests.count == 1 && reading.records.count == 2)
  }

  @Test(
    "other lines that tell of ids and seconds are messages",
    arguments: [
      "2025-03-02T10:00:07Z the worker \(requestID) waited for the next task for 3 seconds",
      "2025-03-02T10:00:07Z REPORT RequestId: \(requestID) was asked for by somebody else",
    ])
  func otherFunctions(line: String) throws { #expect(try record(line)?.kind == .message) }
}
