import LogModel
import Scan
import Testing

@Suite struct TimeExpressionTests {
  /// 2025-04-09 20:30:15 in a zone six hours behind.
  private let now = Timestamp(nanoseconds: 1_744_252_215_000_000_000, fractionDigits: 0)
  private let day = CivilTime(year: 2025, month: 4, day: 8)
  private let zone = ZoneRules(name: "MDT", offset: -21_600, abbreviation: "MDT")

  private func moment(_ text: String) throws -> String {
    try TimeExpression(text).resolve(relativeTo: now, referenceDate: day, zone: zone).rfc3339
  }

  @Test(arguments: [
    ("2025-04-08T15:02:11Z", "2025-04-08T15:02:11Z"),
    ("2025-04-08 15:02", "2025-04-08T21:02:00Z"),
    ("2025-04-08 15:02:03.123", "2025-04-08T21:02:03.123Z"),
    ("2025-04-08 15:02 UTC", "2025-04-08T15:02:00Z"),
    ("2025-04-08", "2025-04-08T06:00:00Z"),
    ("15:02", "2025-04-08T21:02:00Z"),
    ("now", "2025-04-10T02:30:15Z"),
    ("today", "2025-04-09T06:00:00Z"),
    ("yesterday", "2025-04-08T06:00:00Z"),
    ("yesterday 15:02", "2025-04-08T21:02:00Z"),
    ("-2h", "2025-04-10T00:30:15Z"),
    ("2h ago", "2025-04-10T00:30:15Z"),
    ("1h30m ago", "2025-04-10T01:00:15Z"),
    ("+5min", "2025-04-10T02:35:15Z"),
    (" -90s ", "2025-04-10T02:28:45Z"),
    ("@1744124531", "2025-04-08T15:02:11Z"),
    ("@1744124531.5", "2025-04-08T15:02:11.500Z"),
    ("@1744124531123", "2025-04-08T15:02:11.123Z"),
  ])
  func resolvesEachForm(_ text: String, _ expected: String) throws {
    #expect(try moment(text) == expected)
  }

  @Test(arguments: [
    "", " ", "tomorrow", "@", "@x", "@5", "-", "-2", "2h", "ago", "h ago", "--2h", "yesterday x",
    "today 2025-04-08 15:02", "2025-04-31", "25:00", "-99999999999d", "2025-04-08T15:02:11Zulu",
  ])
  func refusesTheRestAndListsTheForms(_ text: String) {
    let error = #expect(throws: ExpressionError.self) { try TimeExpression(text) }
    #expect(error?.description.contains("'\(text)' is not a time") == true)
    #expect(error?.description.contains("-2h") == true)
  }

  @Test func refusesAMomentOutsideOfTime() throws {
    let far = try TimeExpression("0001-01-01T00:00:00Z")
    #expect(throws: ExpressionError.self) {
      try far.resolve(relativeTo: now, referenceDate: day, zone: zone)
    }
  }
}
