import LogModel
import Testing

@testable import Parse

/// Which lines belong to the record before them, and which never do.
@Suite struct OwnStampTests {
  private static let ok = "2025-09-02T07:15:00Z INFO press: ok"

  private func read(_ line: String) throws -> Reading {
    try Reading(lines: Self.ok, line, Self.ok)
  }

  @Test(
    "a line with a stamp of its own is a record",
    arguments: [
      "2025_09_02 07:15:02 ERROR no paper", "2025-09-02T07.15.02 ERROR no paper",
      "Sep 2, 2025 @ 07:15:02.000 ERROR no paper", "September 2, 2025 07:15:02 ERROR no paper",
      "Tuesday, September 2, 2025 07:15:02 ERROR no paper", "ERROR[09-02|07:15:02.000] no paper",
      "20250902071502 ERROR no paper", "@4000000068b69b0e075bcd15 ERROR no paper",
      "=ERROR REPORT==== 2-Sep-2025::07:15:02 ===", "Tue Sep  2 07:15:02 2025",
      ">> 02.09 07:15:02 ERROR no paper", "*** 2025-09-02 07:15:02 *** ERROR no paper",
      "####<Sep 2, 2025 7:15:02,000 AM GMT> <Error> <Press> <no paper>",
      "*Sep  2 07:15:02.000: %PRESS-3-X: no paper", "2025-09-02-07:15:02 ERROR no paper",
      "  02.09.2025 07:15:02 ERROR no paper", "\t2025-09-02T07:15:02Z ERROR no paper",
      "07:15:02 3|app  | 2025-09-02 07:15:02: no paper", "25/09/02 07:15:02 ERROR no paper",
    ])
  func records(line: String) throws {
    let reading = try read(line)
    #expect(reading.records.count == 3 && reading.input.account.unread == 0)
    let day = reading.records.map { String($0.time.rfc3339.prefix(10)) }
    #expect(day == ["2025-09-02", "2025-09-02", "2025-09-02"])
  }

  @Test(
    "a line that says something of its own without a time is unread",
    arguments: [
      "ERROR: no paper", "Fatal: no paper", "panic: no paper", "[ERROR] no paper",
      "GET /paper 500 12ms", "ERROR no paper", "07:15:02 ERROR no paper",
      "03/05/2025 07:15:02 ERROR no paper",
      "[pid: 7|app: 0|req: 1/1] 192.0.2.7 () {38 vars in 6 bytes} [Tue Sep  2 07:15:02 2025] x",
    ])
  func unread(line: String) throws {
    let reading = try read(line)
    #expect(reading.records.count == 2 && reading.input.account.unread == 1)
  }

  @Test(
    "what a record goes on with is a part of it",
    arguments: [
      "Caused by: java.io.IOException: gone", "ValueError: bad", "Error: gone", "  at a.b(c)",
      "select 1;", "GET /paper HTTP/1.1", "Traceback (most recent call last):", "Info: all fine",
      "\tNov 30 2018 12:57:58", "  Jan 01 2017 12:00:00 by Kim",
      "    2019-01-01 00:00:00 ERROR what an older log said",
    ])
  func parts(line: String) throws {
    let reading = try read(line)
    #expect(reading.records.count == 2 && reading.input.account.unread == 0)
  }

  @Test("what a panic prints behind its first line is no more than that")
  func panics() throws {
    let reading = try Reading(
      lines: Self.ok, "panic: no paper", "", "goroutine 1 [running]:", "main.main()",
      "\t/a/b.go:7 +0x1d", Self.ok)
    #expect(reading.records.count == 2 && reading.input.account.unread == 1)
    let told = try Reading(lines: "2025-09-02T07:15:00Z ERROR press: no paper", "panic: no paper")
    #expect(told.records.count == 1 && told.input.account.unread == 0)
  }

  @Test("an object in the body that a record shows is a part of it")
  func bodies() throws {
    let body = #"{"status":"open","name":"x","created_at":"2025-09-02T11:15:00Z"}"#
    let shown = try Reading(lines: Self.ok, "HTTP/1.1 200 OK", "Content-Length: 64", "", body, " b")
    #expect(shown.records.count == 1 && shown.input.account.unread == 0)
    let own = #"{"time":"2025-09-02T07:15:09Z","level":"error","msg":"no paper"}"#
    #expect(try Reading(lines: Self.ok, "HTTP/1.1 200 OK", own).records.count == 2)
    #expect(try Reading(lines: Self.ok, body).records.count == 2)
  }

  @Test("where all lines are indented, a day between two of them means nothing")
  func indented() throws {
    let reading = try Reading(
      lines: "    2025/09/02 07:15:00 [ERR] press: a", "    2025/09/09 07:15:00 [ERR] press: b")
    #expect(reading.records.count == 2)
  }

  @Test("the second line of Java's logger gives the level of the first")
  func java() throws {
    let reading = try Reading(
      lines: "Sep 2, 2025 7:15:00 PM shop.Press print", "INFO: ok",
      "Sep 2, 2025 7:15:01 PM shop.Press print", "SEVERE: no paper",
      "\tat shop.Press(Press.java:1)",
      "Sep 2, 2025 7:15:02 PM shop.Press print")
    #expect(reading.records.map(\.severity) == [.info, .error, .unknown])
    #expect(reading.records.map(\.line) == [1, 3, 6])
    #expect(reading.records[1].time.rfc3339 == "2025-09-02T19:15:01Z")
    #expect(reading.records[1].said.contains("no paper"))
  }

  @Test("a stamp alone is one record with the line below it")
  func heads() throws {
    let reading = try Reading(
      lines: "Tue Sep  2 07:15:00 2025", "ERROR: no paper", "Tue Sep  2 07:15:09 2025",
      "ink is in")
    #expect(reading.records.map(\.severity) == [.error, .unknown])
    let times = reading.records.map(\.time.rfc3339)
    #expect(times == ["2025-09-02T07:15:00Z", "2025-09-02T07:15:09Z"])
    #expect(reading.input.account.records == 4 && reading.input.account.unread == 0)
  }

  @Test("many continuations are told")
  func share() throws {
    let some = Array(repeating: Self.ok, count: 20)
    let few = some + ["free words"]
    let many = few + ["more", "words"]
    #expect(try read(few).warning(.continuationLines) == nil)
    #expect(try read(many).warning(.continuationLines)?.count == 3)
  }

  private func read(_ lines: [String]) throws -> Reading {
    try Reading(Array((lines.joined(separator: "\n") + "\n").utf8))
  }
}
