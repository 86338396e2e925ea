import LogModel
import Scan
import Testing

@Suite struct TimestampTextTests {
  private func parse(_ text: String) -> ParsedTime? {
    Array(text.utf8).withUnsafeBytes { TimestampText.parse($0) }
  }

  @Test(arguments: [
    ("2025-04-08T15:05:09Z", "2025-04-08T15:05:09Z"),
    ("2025-04-08t15:05:09z", "2025-04-08T15:05:09Z"),
    ("2025-04-08T15:05:09.1Z", "2025-04-08T15:05:09.100Z"),
    ("2025-04-08T15:05:09.123456Z", "2025-04-08T15:05:09.123456Z"),
    ("2025-04-08T15:05:09.123456789Z", "2025-04-08T15:05:09.123456789Z"),
    ("2025-04-08T15:05:09.1234567899999Z", "2025-04-08T15:05:09.123456789Z"),
    ("2025-04-08T09:05:09.123-06:00", "2025-04-08T15:05:09.123Z"),
    ("2025-04-08T20:35:09+0530", "2025-04-08T15:05:09Z"),
    ("2025-04-08T17:05:09+02", "2025-04-08T15:05:09Z"),
    ("2025-04-08 15:05:09 +0000", "2025-04-08T15:05:09Z"),
    ("2025-04-08 15:05:09.123 UTC", "2025-04-08T15:05:09.123Z"),
    ("2025-04-08 15:05:09 GMT", "2025-04-08T15:05:09Z"),
    ("2025-01-01T00:30:00+01:00", "2024-12-31T23:30:00Z"),
    ("2024-02-29T23:59:60Z", "2024-03-01T00:00:00Z"),
    ("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.500Z"),
    ("1700-03-01T00:00:00Z", "1700-03-01T00:00:00Z"),
  ])
  func readsStampsWithTheirZone(_ text: String, _ moment: String) {
    let parsed = parse(text)
    #expect(parsed?.timestamp(assumingOffset: 3600)?.rfc3339 == moment)
    #expect(parsed?.zone != .missing)
  }

  @Test(arguments: [
    ("2025-04-08T15:05:09", "2025-04-08T14:05:09Z"),
    ("2025-04-08 15:05:09,123", "2025-04-08T14:05:09.123Z"),
    ("2025/04/08 15:05:09", "2025-04-08T14:05:09Z"),
    ("2025/04/08 15:05:09.000001", "2025-04-08T14:05:09.000001Z"),
  ])
  func leavesTheZoneToTheCallerWhereNoneIsWritten(_ text: String, _ moment: String) {
    let parsed = parse(text)
    #expect(parsed?.zone == .missing)
    #expect(parsed?.timestamp(assumingOffset: 3600)?.rfc3339 == moment)
  }

  @Test(arguments: [
    "", "2025-04-08", "2025-04-08T15:05", "2025-04-08T15:05Z", "2025-04-08T15:05:09.",
    "2025-04-08T15:05:09.Z", "2025-04-08T15:05:09ZZ", "2025-04-08T15:05:09Z ",
    "2025-13-08T15:05:09Z", "2025-00-08T15:05:09Z", "2025-04-00T15:05:09Z",
    "2025-04-31T15:05:09Z", "2025-02-29T15:05:09Z", "1900-02-29T15:05:09Z",
    "2025-04-08T24:00:01Z", "2025-04-08T25:00:00Z", "2025-04-08T15:60:09Z", "2025-04-08T15:05:61Z",
    "2025-04-08X15:05:09Z", "2025-04/08 15:05:09", "2025-04-08T15-05-09Z",
    "2025-04-08T15:05:09 CET", "2025-04-08T15:05:09UTC", "2025-04-08T15:05:09+2",
    "2025-04-08T15:05:09+24:00", "2025-04-08T15:05:09+02:60", "2025-04-08T15:05:09+02-00",
    "2o25-04-08T15:05:09Z", "2025-04-08T15:05:0:Z", "2025-04-08  5:05:09Z", "+025-04-08T15:05:09Z",
  ])
  func refusesWhatIsNoStamp(_ text: String) { #expect(parse(text) == nil) }

  @Test(arguments: ["0001-01-01T00:00:00Z", "1677-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
  func readsYearsThatNoTimestampHoldsButGivesNone(_ text: String) {
    let parsed = parse(text)
    #expect(parsed != nil)
    #expect(parsed?.timestamp() == nil)
  }

  @Test func agreesWithTheCivilCalendarOnEveryDay() {
    for day in stride(from: Int64(-719_528), through: 2_932_896, by: 13) {
      let civil = CivilTime(secondsSinceEpoch: day * 86_400 + 3723)
      #expect(parse("\(civil.date)T\(civil.clock)Z")?.seconds == civil.secondsSinceEpoch)
    }
  }
}
