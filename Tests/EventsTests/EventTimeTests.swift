import Events
import LogModel
import Testing

@Suite struct EventTimeTests {
  private let day = CivilTime(year: 2025, month: 4, day: 8)

  @Test(arguments: ["time", "at", "ts", "timestamp", "deployed_at", "Deployed At", "TIME"])
  func findsTheTimeUnderEachOfItsNames(_ name: String) {
    let file = Reading.file("{\"\(name)\":\"2025-04-08T15:28:00.5Z\",\"text\":\"x\"}")
    #expect(file.rows.first?.time.rfc3339 == "2025-04-08T15:28:00.500Z")
  }

  @Test(arguments: [
    ("\"2025-04-08T15:28:00Z\"", "2025-04-08T15:28:00Z", false),
    ("\"2025-04-08T15:28Z\"", "2025-04-08T15:28:00Z", false),
    ("\"2025-04-08 17:28:00+02:00\"", "2025-04-08T15:28:00Z", false),
    ("\"~2025-04-08 15:28 UTC\"", "2025-04-08T15:28:00Z", true),
    ("\"about 2025-04-08 15:28 UTC\"", "2025-04-08T15:28:00Z", true),
    ("1744126080", "2025-04-08T15:28:00Z", false),
    ("1744126080123", "2025-04-08T15:28:00.123Z", false),
    ("1744126080123456789", "2025-04-08T15:28:00.123456789Z", false),
    ("\"1744126080.25\"", "2025-04-08T15:28:00.250Z", false),
  ])
  func readsTheFormsOfATime(_ json: String, _ moment: String, _ isApproximate: Bool) {
    let file = Reading.file("{\"time\":\(json),\"text\":\"x\"}")
    #expect(file.rows.first?.time.rfc3339 == moment)
    #expect(file.rows.first?.approximate == isApproximate)
    #expect(file.warnings.isEmpty)
  }

  @Test(arguments: [
    ("true", true), ("\"yes\"", true), ("1", true), ("false", false), ("null", false),
  ])
  func readsTheColumnApprox(_ json: String, _ isApproximate: Bool) {
    #expect(Reading.row("\"text\":\"x\",\"approx\":\(json)")?.approximate == isApproximate)
  }

  @Test func assumesAZoneOnceAndSaysSo() {
    let text = "time,text\n2025-04-08 09:28,a\n2025-04-08 09:30,b\n2025-04-08T15:31:00Z,c\n"
    let file = Reading.file(text, zone: Reading.denver)
    #expect(file.clocks == ["15:28:00", "15:30:00", "15:31:00"])
    #expect(file.warning(.zoneAssumed)?.count == 2)
    #expect(file.warning(.zoneAssumed)?.line == 2)
    #expect(file.warning(.zoneAssumed)?.message.contains("America/Denver") == true)
    #expect(Reading.file(text, zone: Reading.denver, zoneIsStated: true).warnings.isEmpty)
  }

  @Test func readsABareClockOnlyWithADate() {
    let text = "time,text\n~15:20,a\n"
    let without = Reading.file(text)
    #expect(without.rows.isEmpty)
    #expect(without.unread == 1)
    let with = Reading.file(text, on: day)
    #expect(with.rows.first?.time.rfc3339 == "2025-04-08T15:20:00Z")
    #expect(with.rows.first?.approximate == true)
    #expect(with.warning(.yearAssumed)?.message.contains("2025-04-08") == true)
  }

  @Test func takesDateAndZoneFromARowsOwnColumns() {
    let file = Reading.file("date,time,tz,text\n2025-04-08,9:28,America/Denver,a\n")
    #expect(file.rows.first?.time.rfc3339 == "2025-04-08T15:28:00Z")
    #expect(file.warnings.isEmpty)
  }

  @Test func followsBareClocksOverMidnight() {
    let file = Reading.file(
      "date: 2025-04-08\ntz: UTC\nevents:\n- 23:50 a\n- 23:40 b\n- 00:10 c\n- 23:55 d\n- 00:20 e\n")
    #expect(
      file.rows.map(\.time.rfc3339) == [
        "2025-04-08T23:50:00Z", "2025-04-08T23:40:00Z", "2025-04-09T00:10:00Z",
        "2025-04-08T23:55:00Z", "2025-04-09T00:20:00Z",
      ])
    #expect(file.warning(.yearAssumed)?.count == 2)
  }

  @Test(arguments: [
    "\"\"", "null", "\"soon\"", "true", "12", "-1744126080", "1.7e9", "{\"a\":1}",
    "\"0001-01-01T00:00:00Z\"", "\"2025-04-31T15:28:00Z\"",
  ])
  func countsARowWithoutAReadableTime(_ json: String) {
    let file = Reading.file("\n{\"time\":\(json),\"text\":\"x\"}\n")
    #expect(file.rows.isEmpty)
    #expect(file.unread == 1)
    #expect(file.warning(.noTimestamp)?.line == 2)
    #expect(file.warning(.noTimestamp)?.byteOffset == 1)
  }
}
