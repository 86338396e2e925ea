import LogModel
import Testing

@testable import Inference

/// What earlier logs lead to expect of an hour.
@Suite struct HourCountsTests {
  private let range = TimeRange(
    from: Timestamp(seconds: 1_742_774_400), to: Timestamp(seconds: 1_743_984_000))
  /// Monday, 2025-03-24, in hours since the epoch.
  private let monday: Int64 = 484_104

  private func counts(of attempts: Int, failing: (Int64) -> Int) -> HourCounts {
    var counts = HourCounts()
    for hour in 0..<Int64(336) {
      counts.add(
        HourCounts.Counts(attempts: attempts, failures: failing(hour)), hour: monday + hour)
    }
    return counts
  }

  @Test func anHourOfTheWeekHasAShareOfItsOwn() {
    let counts = counts(of: 200) { $0 % 168 == 27 ? 40 : 0 }
    let share = counts.share(over: [monday + 336 + 27: 100, monday + 336 + 40: 100], range: range)
    let tuesday = Double(monday + 336 + 27) * 3600
    #expect(share.share(at: tuesday) > 0.15)
    #expect(share.share(at: tuesday + 3600 * 13) < 0.01)
    // The hour of the day has failures on Tuesdays alone.
    let wednesday = counts.share(over: [monday + 336 + 51: 100], range: range)
    #expect(wednesday.share(at: tuesday + 86_400) < 0.01)
  }

  @Test func hoursWithFewCallsBorrowFromOtherDaysAndFromTheirNeighbours() {
    let daily = counts(of: 20) { $0 % 24 == 3 ? 4 : 0 }
    let night = daily.share(over: [monday + 336 + 3: 20], range: range)
    #expect(night.hours.ofDay == [3])
    #expect(night.share > 0.1)
    let rare = counts(of: 5) { $0 % 24 < 6 ? 1 : 0 }
    let borrowed = rare.share(over: [monday + 336 + 3: 5, monday + 336 + 15: 5], range: range)
    #expect(borrowed.byHour[3] ?? 0 > 2 * (borrowed.byHour[15] ?? 1))
  }

  @Test func anHourThatWasLuckyIsNoBetterThanTheOthers() {
    let counts = counts(of: 2000) { $0 % 168 == 40 ? 0 : 2 }
    let share = counts.share(over: [monday + 336 + 40: 100, monday + 336 + 41: 100], range: range)
    #expect(share.byHour[40] == share.byHour[41])
  }

  @Test func theShareOfTheLogIsThatOfItsHours() {
    let counts = counts(of: 1000) { $0 % 24 == 3 ? 500 : 0 }
    let share = counts.share(over: [monday + 3: 300, monday + 4: 100], range: range)
    #expect(share.share > 0.33 && share.share < 0.38)
    #expect(share.attempts == 4000)
  }
}
