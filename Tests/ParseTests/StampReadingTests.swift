import LogModel
import Scan
import Testing

@testable import Parse

/// Lines whose stamps name a zone, a half of the day, or leave their date to others.
@Suite struct StampReadingTests {
  private func times(_ lines: String..., options: ParseOptions = ParseOptions()) throws -> [String]
  {
    try Reading(Array((lines.joined(separator: "\n") + "\n").utf8), options: options)
      .records.map(\.time.rfc3339)
  }

  @Test(
    "a named zone is used, wherever the stamp stands",
    arguments: [
      ("2025-09-02 07:15:00 CEST ERROR no paper", "2025-09-02T05:15:00Z"),
      ("[2025-09-02 07:15:00 UTC-4] ERROR no paper", "2025-09-02T11:15:00Z"),
      (#"{"time":"2025-09-02 07:15:00 CEST","level":"error","msg":"x"}"#, "2025-09-02T05:15:00Z"),
      (
        #"{"time":"Tue Sep 02 2025 07:15:00 GMT+0300 (Moscow Standard Time)","msg":"x"}"#,
        "2025-09-02T04:15:00Z"
      ),
      (#"time="2025-09-02 07:15:00 JST" level=error msg=x"#, "2025-09-01T22:15:00Z"),
      (
        #"192.0.2.7 - - [02/Sep/2025:07:15:00 CET] "GET /a HTTP/1.1" 502 7 "-" "x""#,
        "2025-09-02T06:15:00Z"
      ),
      ("Sep  2 07:15:00 2025 press app[7]: no paper", "2025-09-02T07:15:00Z"),
      ("Sep  2 2025 07:15:00 PM press app[7]: no paper", "2025-09-02T19:15:00Z"),
      ("Sep  2, 2025 7:15:00 PM a.b.Press print: no paper", "2025-09-02T19:15:00Z"),
      ("2025-09-02 07:15:00.125 EDT [77] LOG:  paper is there", "2025-09-02T11:15:00.125Z"),
    ])
  func zones(line: String, wanted: String) throws {
    let reading = try Reading(Array((line + "\n").utf8))
    #expect(reading.records.map(\.time.rfc3339) == [wanted])
  }

  @Test(
    "a key beside a stamp names its zone",
    arguments: [
      (#"{"time":"2025-09-02 07:15:00","timezone":"Europe/Rome","msg":"x"}"#, "05:15:00"),
      (#"{"tz":"-0300","time":"2025-09-02 07:15:00","msg":"x"}"#, "10:15:00"),
      (#"{"time":"2025-09-02T07:15:00Z","tz":"CEST","msg":"x"}"#, "07:15:00"),
      (#"{"time":"2025-09-02 07:15:00","tzdata":"CEST","msg":"the tz: CEST"}"#, "07:15:00"),
      (#"date=2025-09-02 time=07:15:00 tz="+0200" level=error msg="x""#, "05:15:00"),
      (#"date="2025-09-02" time="07:15:00" level=error msg="x""#, "07:15:00"),
      (#"time="2025-09-02 07:15:00" tz=JST level=error msg=x"#, "22:15:00"),
    ])
  func keys(line: String, wanted: String) throws {
    let read = try Reading(Array((line + "\n").utf8)).records.map(\.time.rfc3339)
    #expect(read.count == 1 && read[0].dropFirst(11).dropLast() == wanted)
  }

  @Test(
    "heads that only one program writes",
    arguments: [
      ("type=AVC msg=audit(1756797300.125:45): denied", "2025-09-02T07:15:00.125Z", "denied"),
      ("# Time: 2025-09-02T07:15:00.5Z", "2025-09-02T07:15:00.500Z", ""),
      ("=CRASH REPORT==== 2-Sep-2025::07:15:00 === no paper", "2025-09-02T07:15:00Z", "no paper"),
      ("Tue 2025-09-02 07:15:00 CEST press app[7]: no ink", "2025-09-02T05:15:00Z", "no ink"),
      ("192.0.2.7 2025-09-02 07:15:00 UTC [7] a@b FATAL:  no", "2025-09-02T07:15:00Z", "no"),
    ])
  func programs(line: String, time: String, said: String) throws {
    let read = try Reading(Array((line + "\n").utf8)).only
    #expect(read.time.rfc3339 == time && read.said.hasSuffix(said))
  }

  @Test("a place is read by its rules, summer and winter")
  func places() throws {
    #expect(
      try times(
        "2025-09-02 07:15:00 Europe/Rome ERROR no paper",
        "[2025-12-02 07:15:00 Europe/Rome] no paper"
      ) == ["2025-09-02T05:15:00Z", "2025-12-02T06:15:00Z"])
    let reading = try Reading(lines: "2025-09-02 07:15:00 Europe/Rome no paper")
    #expect(reading.input.zone?.basis == .explicit && reading.input.warnings.isEmpty)
  }

  @Test("an abbreviation of several zones is told by name, and read by the zone that has it")
  func doubtful() throws {
    let line = "2025-12-02 07:15:00 CST ERROR no paper"
    let told = try Reading(lines: line).warning(.zoneAssumed)
    #expect(told?.message.contains("name the zone CST") == true)
    #expect(told?.message.contains("--input-tz") == true)
    #expect(told?.message.contains("without a zone") == false)
    let chicago = try #require(ZoneFinder.zone(named: "America/Chicago"))
    let read = try Reading(lines: line, options: ParseOptions(zone: chicago))
    #expect(read.records.map(\.time.rfc3339) == ["2025-12-02T13:15:00Z"])
    #expect(read.warning(.zoneAssumed) == nil)
    let rome = try #require(ZoneFinder.zone(named: "Europe/Rome"))
    let other = try Reading(lines: line, options: ParseOptions(zone: rome))
    #expect(other.warning(.zoneAssumed)?.message.contains("read as Europe/Rome") == true)
  }

  @Test("a place that nobody knows is told")
  func unknownPlace() throws {
    let told = try Reading(lines: "2025-09-02 07:15:00 Europe/Nowhere x").warning(.zoneAssumed)
    #expect(told?.message.contains("Europe/Nowhere, which is no zone") == true)
  }

  @Test(
    "one date tells the order of those beside it",
    arguments: [
      (["30/04/2025", "03/05/2025"], ["2025-04-30", "2025-05-03"]),
      (["04/30/2025", "05/03/2025"], ["2025-04-30", "2025-05-03"]),
      (["03/05/2025", "04/05/2025"], []),
      (["2025-05-03", "03/05/2025"], ["2025-05-03", "2025-05-03"]),
      (["2025-03-05", "03/05/2025"], ["2025-03-05", "2025-03-05"]),
      (["24/09/02", "24/09/03"], ["2024-09-02", "2024-09-03"]),
      (["02/09/24", "03/09/24"], []), (["2/9/24"], []),
      (["2/9/24", "2/13/24"], ["2024-02-09", "2024-02-13"]),
      (["22/09/24", "23/09/24"], ["2024-09-22", "2024-09-23"]), (["09/02/24"], []),
      (["28/02/24", "29/02/24"], ["2024-02-28", "2024-02-29"]),
    ])
  func orders(dates: [String], wanted: [String]) throws {
    let lines = dates.map { "\($0) 10:00:00 INFO press: ok\n" }.joined()
    var options = ParseOptions()
    options.statedNow = Timestamp(seconds: 1_772_000_000)
    let reading = try Reading(Array(lines.utf8), options: options)
    #expect(reading.records.map { String($0.time.rfc3339.prefix(10)) } == wanted)
    #expect(reading.input.account.unread == dates.count - wanted.count)
  }

  @Test(
    "a date in the lines, above them or in the folder goes before the file's age",
    arguments: [
      ("Sep  2 07:15:00 1,2019/09/02 07:15:00,x", "same lines"),
      ("Sep  2 07:15:00 press app[7]: no paper (02/Sep/2019)", "same lines"),
      ("Log file created at: 2019/09/02 07:00:00\nE0902 07:15:00.1 7 a.c:1] no paper", "above"),
      ("opened on Sep 1, 2019\n09-02 07:15:00.100  7  7 E Press: no paper", "above"),
    ])
  func years(text: String, basis: String) throws {
    let reading = try Reading(Array((text + "\n").utf8))
    #expect(reading.records.last?.time.rfc3339.hasPrefix("2019-09-02T07:15:00") == true)
    #expect(reading.warning(.yearAssumed)?.message.contains(basis) == true)
    let old = "Sep  2 07:15:00 press app[7]: paper of 2019-01-01 00:00:00 is gone\n"
    let other = try Reading(Array(old.utf8))
    #expect(other.warning(.yearAssumed)?.message.contains("last changed") == true)
  }

  @Test(
    "folders name days, months and years",
    arguments: [
      ("log/2018/07/sys.log", "2018-08-01"), ("log/2018/07/09/sys.log", "2018-07-10"),
      ("log/2018/12/sys.log", "2019-01-01"), ("log/2018/sys.log", "2019-01-01"),
      ("log/2018-07-09/sys.log", "2018-07-10"), ("log/2018/web/sys.log", "2019-01-01"),
      ("log/0718/sys.log", nil), ("2018", nil), ("log/1024/sys.log", nil),
    ] as [(String, String?)])
  func folders(path: String, wanted: String?) {
    let end = FileDates.endOfFolder(in: path)
    #expect(end.map { CivilTime(secondsSinceEpoch: $0).date } == wanted)
  }

  @Test("a clock alone is of the day that names its file, and passes midnight")
  func clocks() throws {
    let text = "23:59:58.100 [error] no paper\n[00:00:02 ERR] no ink\n00:10:00,5 WARN low\n"
    let reading = try Reading(Array(text.utf8), name: "press-2025-09-02.log")
    #expect(
      reading.records.map(\.time.rfc3339) == [
        "2025-09-02T23:59:58.100Z", "2025-09-03T00:00:02Z", "2025-09-03T00:10:00.500Z",
      ])
    #expect(reading.records.map(\.severity) == [.error, .error, .warning])
    let nameless = try Reading(Array(text.utf8), name: "press.log")
    #expect(nameless.records.isEmpty && nameless.input.account.unread == 3)
  }
}
