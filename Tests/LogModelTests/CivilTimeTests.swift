import Testing

@testable import LogModel

@Suite struct CivilTimeTests {
  @Test(
    "days and seconds are those of the calendar",
    arguments: [
      (1970, 1, 1, 0), (1969, 12, 31, -1), (2000, 2, 29, 11_016), (2000, 3, 1, 11_017),
      (2025, 4, 8, 20_186), (1900, 3, 1, -25_508), (1, 1, 1, -719_162), (9999, 12, 31, 2_932_896),
    ])
  func days(year: Int, month: Int, day: Int, days: Int) {
    #expect(CivilTime.daysSinceEpoch(year: year, month: month, day: day) == Int64(days))
    let civil = CivilTime(secondsSinceEpoch: Int64(days) * 86_400 + 86_399)
    #expect(
      civil
        == CivilTime(year: year, month: month, day: day, hour: 23, minute: 59, second: 59))
  }

  @Test("every day of four centuries follows the one before it")
  func everyDay() {
    var day = CivilTime(year: 1799, month: 12, day: 31)
    for number in CivilTime.daysSinceEpoch(year: 1800, month: 1, day: 1)..<84_000 {
      if day.day < CivilTime.daysInMonth(day.month, of: day.year) {
        day.day += 1
      } else if day.month < 12 {
        (day.month, day.day) = (day.month + 1, 1)
      } else {
        day = CivilTime(year: day.year + 1, month: 1, day: 1)
      }
      let made = CivilTime(secondsSinceEpoch: number * 86_400)
      if made != day || day.secondsSinceEpoch != number * 86_400 {
        Issue.record("\(day.date) is not day \(number)")
        return
      }
    }
  }

  @Test(
    "dates and clocks that no calendar has are not valid",
    arguments: [
      (2025, 2, 29, 0, 0, 0, false), (2024, 2, 29, 0, 0, 0, true), (1900, 2, 29, 0, 0, 0, false),
      (2000, 2, 29, 0, 0, 0, true), (2025, 4, 31, 0, 0, 0, false), (2025, 13, 1, 0, 0, 0, false),
      (2025, 0, 1, 0, 0, 0, false), (2025, 1, 0, 0, 0, 0, false), (2025, 1, 1, 24, 0, 0, false),
      (2025, 1, 1, 23, 60, 0, false), (2025, 1, 1, 23, 59, 60, true),
      (2025, 1, 1, 23, 59, 61, false), (2025, 1, 1, -1, 0, 0, false),
    ])
  func validity(
    year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int, isValid: Bool
  ) {
    let civil = CivilTime(
      year: year, month: month, day: day, hour: hour, minute: minute, second: second)
    #expect(civil.isValid == isValid)
  }

  @Test("dates and clocks are padded")
  func texts() {
    let civil = CivilTime(year: 987, month: 4, day: 8, hour: 5, minute: 6, second: 7)
    #expect(civil.date == "0987-04-08" && civil.clock == "05:06:07")
    #expect(civil.hourAndMinute == "05:06")
  }
}
