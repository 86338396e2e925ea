import LogModel
import Testing

@testable import Parse

/// Lines whose stamp stands among other columns, or beside a number.
@Suite struct LooseTextTests {
  private static let ok = "2023-11-05T08:00:00Z INFO press: ok"

  /// The stamps of the records behind a first one that is no part of the question.
  private func times(_ lines: String...) throws -> [String] {
    let text = ([Self.ok] + lines).joined(separator: "\n") + "\n"
    let reading = try Reading(Array(text.utf8))
    #expect(reading.input.account.unread == lines.count + 1 - reading.records.count)
    return reading.records.dropFirst().map(\.time.rfc3339)
  }

  @Test(
    "pairs, cells and tags date a line",
    arguments: [
      ("date=2023-11-05,time=08:09:10,id=\"7\",msg=\"no paper\"", "2023-11-05T08:09:10Z"),
      ("time=1699171750|host=edge-7|action=Drop|rule=9", "2023-11-05T08:09:10Z"),
      (
        "Timestamp=\"2023-11-05 08:09:10\",Node=\"192.0.2.7\",Info=\"gone\"", "2023-11-05T08:09:10Z"
      ),
      ("id=fw time=2023-11-05 08:09:10 fw=\"a\" tz=+0100 pri=5", "2023-11-05T07:09:10Z"),
      ("<co ts=\"2023-11-05T08:09:10.5\" pi=\"7a.1\" ac=\"U\"/>", "2023-11-05T08:09:10.500Z"),
      ("level=warn ts=2023-11-05T08:09:10Z msg=\"cut off", "2023-11-05T08:09:10Z"),
      (
        "time=08:09:10 dev=\"\"a\"\" eventtime=1699171750123456789 sub=a",
        "2023-11-05T08:09:10.123456789Z"
      ),
      ("\"7\" \"05Nov2023\" \"08:09:10\" \"eth1\" \"192.0.2.7\"", "2023-11-05T08:09:10Z"),
      ("\"VPN\",\"RAS\",11/25/2023,08:09:10,2,,\"KIM\"", "2023-11-25T08:09:10Z"),
      ("192.0.2.7, -, 11/25/2023, 8:09:10, W3SVC1, GET, /", "2023-11-25T08:09:10Z"),
      ("2023-11-05\t08:09:10\tEDGE-1\t703\tGET\t/\t200", "2023-11-05T08:09:10Z"),
      ("JAM 1699171750 2023.11.05 press-1 unit out of ink", "2023-11-05T08:09:10Z"),
      ("- 1699171750 2023.11.05 p7 Nov 5 09:09:10 p7/p7 cron[7]: done", "2023-11-05T08:09:10Z"),
      ("1699171750 - 11/05/2023 09:09:10 Host: a Port: 1", "2023-11-05T08:09:10Z"),
      ("audit: type=1400 audit(1699171750.250:7): denied=\"ptrace\"", "2023-11-05T08:09:10.250Z"),
      ("[1212121212] [1-1] [2023-11-05T08:09:10Z] [info] up", "2023-11-05T08:09:10Z"),
      ("[05/nov./2023:08:09:10 +0000] no paper", "2023-11-05T08:09:10Z"),
      ("Nov 05 2023 08:09:10.250-0500 192.0.2.7 CEF:0|a|b|1|7|x|3|", "2023-11-05T13:09:10.250Z"),
    ])
  func dated(line: String, wanted: String) throws {
    let found = try times(line)
    #expect(found == [wanted])
  }

  @Test(
    "a line with a stamp that nobody can read is unread, never a part of another",
    arguments: [
      "4711 08:09:10.25 openat(3, \"a\") = 3", "time=08:09:10 dev=a pri=info",
      "X1105 08:09:10.25 7 a.go:3] no paper", "[05/Nox/2023:08:09:10 +0000] no paper",
      "<14> 08:09:10 UTC edge-7 press : no paper",
      "90210 press-9 unit.ink state.low 1699171750 1 no paper",
    ])
  func told(line: String) throws {
    let reading = try Reading(lines: Self.ok, line)
    #expect(reading.records.count == 1 && reading.input.account.unread == 1)
  }

  @Test(
    "words without a stamp of their own go on with the record",
    arguments: [
      "SET timestamp=1699171750;", "lease of 02:00:5e:00:53:01 via a",
      "one, two, three, four, five",
      "total=7, took=3, left=4", "audit(7): none",
    ])
  func parts(line: String) throws {
    let reading = try Reading(lines: Self.ok, line)
    #expect(reading.records.count == 1 && reading.input.account.unread == 0)
  }

  @Test("a date and a clock in two members of an object are its time")
  func members() throws {
    let reading = try Reading(
      lines: #"{"date":"2023-11-05","time":"08:09:10.250","level":"error","msg":"no paper"}"#,
      #"{"time":"08:09:11","level":"info","date":"05.11.2023","msg":"paper"}"#,
      #"{"day":"2023/11/05","hour":"08:09:12","level":"info","msg":"ink"}"#)
    let times = reading.records.map(\.time.rfc3339)
    #expect(
      times == ["2023-11-05T08:09:10.250Z", "2023-11-05T08:09:11Z", "2023-11-05T08:09:12Z"])
  }

  @Test("dotted dates of one stream have the month first where one of them can have no other")
  func dottedOrder() throws {
    let month = try Reading(
      lines: "[11.05 08:09:10] a - up", "[11.25 08:09:10] a - down", name: "p-2023-12-01.log")
    #expect(
      month.records.map(\.time.rfc3339) == ["2023-11-05T08:09:10Z", "2023-11-25T08:09:10Z"])
    let still = try Reading(
      lines: "[11.05 08:09:10] a - up", "[11.06 08:09:10] a - down", name: "p-2023-12-01.log")
    #expect(
      still.records.map(\.time.rfc3339) == ["2023-11-05T08:09:10Z", "2023-11-06T08:09:10Z"])
    let day = try Reading(
      lines: "[05.11 08:09:10] a - up", "[06.11 08:09:10] a - down", name: "p-2023-12-01.log")
    #expect(day.records.map(\.time.rfc3339) == ["2023-11-05T08:09:10Z", "2023-11-06T08:09:10Z"])
  }
}
