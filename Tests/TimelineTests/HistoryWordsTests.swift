import LogModel
import Testing

@testable import Timeline

/// Which hours a share was taken from, in words.
@Suite struct HistoryWordsTests {
  private func words(week: [Int] = [], day: [Int] = [], whole: Bool = false) -> String {
    var hours = HistoryHours()
    for place in week { hours.add(week: place) }
    for hour in day { hours.add(day: hour) }
    if whole { hours.addWhole() }
    return hours.words
  }

  @Test func anHourIsPlacedInItsWeek() {
    let noon = CivilTime(year: 2025, month: 4, day: 8, hour: 12)
    #expect(HistoryHours.place(of: noon.secondsSinceEpoch / 3600) == 36)
    #expect(HistoryHours.place(of: 0) == 72)
    #expect(HistoryHours.place(of: -73) == 167)
  }

  @Test func hoursThatFollowOneAnotherAreASpan() {
    #expect(words(week: [24 + 15]) == "Tuesdays 15:00 to 16:00 UTC")
    #expect(words(week: [6 * 24 + 22, 6 * 24 + 23]) == "Sundays 22:00 to 24:00 UTC")
    #expect(words(day: [8, 9]) == "each day 08:00 to 10:00 UTC")
  }

  @Test func othersAreNotSpelledOut() {
    #expect(words(week: [3, 30]) == "the same hours of the week")
    #expect(words(week: [3, 5]) == "the same hours of the week")
    #expect(words(day: [3, 5]) == "the same hours of the day")
    #expect(words(week: [3], day: [4]) == "the same hours where it has enough calls")
    #expect(words(week: [3], whole: true) == "the same hours where it has enough calls")
    #expect(words(whole: true).isEmpty)
  }
}
