import LogModel
import Scan
import Testing

@Suite struct HandwrittenTimeTests {
  private let day = CivilTime(year: 2025, month: 4, day: 8)
  private let denver = ZoneRules(name: "MDT", offset: -21_600, abbreviation: "MDT")

  @Test(arguments: [
    ("15:20", "2025-04-08T21:20:00Z"),
    (" 9:05 ", "2025-04-08T15:05:00Z"),
    ("9:05:30", "2025-04-08T15:05:30Z"),
    ("15:20:30.25", "2025-04-08T21:20:30.250Z"),
    ("23:30", "2025-04-09T05:30:00Z"),
    ("15:20 UTC", "2025-04-08T15:20:00Z"),
    ("15:20Z", "2025-04-08T15:20:00Z"),
    ("2025-04-09 15:20", "2025-04-09T21:20:00Z"),
    ("2025/04/09  9:20", "2025-04-09T15:20:00Z"),
    ("2025-04-09T15:20", "2025-04-09T21:20:00Z"),
    ("2025-04-09T15:20Z", "2025-04-09T15:20:00Z"),
    ("2025-04-09T15:20+02:00", "2025-04-09T13:20:00Z"),
    ("2025-04-09 15:20 UTC", "2025-04-09T15:20:00Z"),
    ("2025-04-09 15:20:30 +0200", "2025-04-09T13:20:30Z"),
    ("2025-04-09T15:20:30.123456789Z", "2025-04-09T15:20:30.123456789Z"),
  ])
  func fillsInWhatIsNotWritten(_ text: String, _ moment: String) {
    #expect(HandwrittenTime(text)?.timestamp(on: day, in: denver)?.rfc3339 == moment)
  }

  @Test(arguments: [
    "", "15", "15:2", "21:0", "24:00", "15:60", "15:20-16:10", "2025-04-08 09:30-10:00",
    "15:20.5", "15:20 CET", "3:20 pm", "2025-04-31 15:20", "2025-04-08", "2025-04-0815:20",
    "2025-04-08 15:20 x", "15:20:30-06:00", "noon", "１５:２０",
  ])
  func refusesWhatCouldMeanSomethingElse(_ text: String) {
    #expect(HandwrittenTime(text) == nil)
  }

  @Test func hasNoMomentWithoutAnyDate() {
    #expect(HandwrittenTime("15:20")?.timestamp(on: nil, in: denver) == nil)
    #expect(HandwrittenTime("15:20")?.secondOfDay == 55_200)
    #expect(HandwrittenTime("15:20 UTC")?.secondOfDay == 55_200)
    #expect(HandwrittenTime("2025-04-09 15:20")?.timestamp(on: nil, in: denver) != nil)
  }
}
