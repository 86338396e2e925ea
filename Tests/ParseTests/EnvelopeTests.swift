import LogModel
import Testing

@testable import Parse

@Suite struct EnvelopeTests {
  private static let inner = #"{"path":"/a","method":"GET","status":200}"#

  @Test("lines of logcli carry labels, a line and a time")
  func logcli() throws {
    let quoted = #"{\"path\":\"/a\",\"method\":\"GET\",\"status\":200}"#
    let reading = try Reading(
      lines: #"{"labels":{"app":"x"},"line":"\#(quoted)\n","timestamp":"2025-04-08T15:20:00.5Z"}"#,
      #"{"line":"\#(quoted)","timestamp":"1744125600123456789"}"#,
      #"{"labels":{},"line":"","timestamp":"2025-04-08T15:20:00Z"}"#,
      #"{"labels":{},"line":"\#(quoted)","timestamp":"never"}"#)
    #expect(
      reading.records.map { "\($0.service) \($0.time.rfc3339) \($0.operation)" } == [
        "x 2025-04-08T15:20:00.500Z GET /a", "service 2025-04-08T15:20:00.123456789Z GET /a",
      ])
    #expect(reading.input.account.blank == 1 && reading.count(of: .noTimestamp) == 1)
    #expect(reading.input.formats == ["json-lines", "logcli-jsonl"])
  }

  @Test("a record of its own that has a line number is no line of logcli")
  func ownLine() throws {
    let read = try record(
      #"{"timestamp":"2025-04-08T15:20:00Z","file":"a.js","line":"42","path":"/a","status":500}"#)
    #expect(read?.operation == "/a" && read?.status == 500)
  }

  @Test("downloads of Explore: headers are records, rows have one of three stamps")
  func explore() throws {
    let reading = try Reading(
      lines: #"Common labels: {"app":"x","level":"error"}"#, "Line limit: 1000",
      "Total bytes processed: 1.00 kB", "", "", "1744125600123\t\(Self.inner)",
      "1744125600123\t2025-04-08T15:20:00.123Z\t\(Self.inner)",
      "1744125600123\twords\tand more")
    #expect(reading.input.account.records == 6 && reading.input.account.blank == 2)
    #expect(reading.records.map(\.kind) == [.request, .request, .message])
    #expect(reading.records.map(\.line) == [6, 7, 8])
    #expect(reading.records.allSatisfy { $0.service == "x" && $0.severity == .error })
    #expect(reading.records.allSatisfy { $0.time.rfc3339 == "2025-04-08T15:20:00.123Z" })
    let cut = try Reading(lines: "Common labels: none", "1744125600123\t\(Self.inner)")
    #expect(cut.input.account.records == 2 && cut.input.account.unread == 0)
  }

  @Test(
    "a record's own time counts where it is finer than whole seconds",
    arguments: [
      (#""time":"2025-04-08T15:19:59.250Z""#, "2025-04-08T15:19:59.250Z"),
      (#""time":"2025-04-08T15:19:59Z""#, "2025-04-08T15:20:00.123Z"),
      (#""time":"2025-04-08T15:19:59.250""#, "2025-04-08T15:20:00.123Z"),
      (#""time":1744125599250"#, "2025-04-08T15:19:59.250Z"),
      (#""order":7"#, "2025-04-08T15:20:00.123Z"),
    ])
  func ownTime(field: String, stamp: String) throws {
    let reading = try Reading(lines: "1744125600123\t{\(field),\"path\":\"/a\",\"status\":200}")
    #expect(try reading.only.time.rfc3339 == stamp)
  }

  @Test(
    "access lines with and without agent, time and a request",
    arguments: [
      (
        #"10.0.0.7 - alice [08/Apr/2025:15:02:11 +0000] "POST /api/order HTTP/1.1" 200 512"#,
        "15:02:11 200 POST /api/order user"
      ),
      (
        #"10.0.0.7 - - [08/Apr/2025:09:05:09 -0600] "GET /menu?x=1 HTTP/2.0" 500 142 "-" "a\x22b""#,
        "15:05:09 500 GET /menu address"
      ),
      (
        #"::1 - - [08/Apr/2025:15:05:09 +0000] "GET /a HTTP/2.0" 504 - "-" "k6" 3.004 "3.004""#,
        "15:05:09 504 GET /a address"
      ),
      (
        #"10.0.0.9 - - [08/Apr/2025:15:05:10 +0000] "\x16\x03\x01" 400 150 "-" "-""#,
        "15:05:10 400 requests without a path address"
      ),
      (
        #"10.0.0.9 - - [08/Apr/2025:15:05:10 +0000] "-" 408 0 "-" "-""#,
        "15:05:10 408 requests without a path address"
      ),
      (
        #"10.0.0.9 - - [08/Apr/2025:15:05:10 +0000] "PROPFIND /x HTTP/1.1" 405 0"#,
        "15:05:10 405 OTHER /x address"
      ),
      (#"10.0.0.9 - - [08/Apr/2025:15:05:10 +0000] "GET /a" 000 0"#, "15:05:10 0 GET /a address"),
    ])
  func combined(line: String, expected: String) throws {
    let read = try #require(try record(line))
    let clock = read.time.rfc3339.dropFirst(11).dropLast()
    #expect("\(clock) \(read.status) \(read.operation) \(read.identity)" == expected)
    #expect(read.kind == .request && read.time.fractionDigits == 0)
  }
}
