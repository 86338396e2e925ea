import LogModel
import Testing

@testable import Inference

@Suite("Failures that come back after equal times")
struct RecurrenceFinderTests {
  struct Starts: Sendable, CustomTestStringConvertible {
    let name: String
    /// Days and hours since midnight.
    let starts: [(day: Double, hour: Double)]
    let habits: [[Int]]
    var period = 86_400.0
    var testDescription: String { name }
  }

  private static let anyTime: [(day: Double, hour: Double)] = (0..<144).map { number in
    let minute = Double(number * number % 29)
    return (day: Double(number / 48), hour: Double(number % 48) / 2 + minute / 60)
  }
  private static let hours: [(day: Double, hour: Double)] =
    [1, 2, 3, 5, 6, 8, 9, 10].map { (day: 0, hour: $0) }
  private static let fourHours: [(day: Double, hour: Double)] =
    (0..<9).map { (day: 0, hour: Double($0) * 4 + 1.5) }

  static let cases: [Starts] = [
    Starts(
      name: "three nights are a habit", starts: [(0, 3), (1, 3.1), (2, 2.95)], habits: [[0, 1, 2]]),
    Starts(name: "two nights are none", starts: [(0, 3), (1, 3)], habits: []),
    Starts(
      name: "three times of one day and one of another are none",
      starts: [(0, 3), (0, 3.1), (0, 3.2), (1, 3)], habits: []),
    Starts(name: "other times of day are none", starts: [(0, 3), (1, 4), (2, 5)], habits: []),
    Starts(
      name: "nights may be left out", starts: [(0, 3), (2, 3), (7, 3)], habits: [[0, 1, 2]]),
    Starts(
      name: "a habit may lie round midnight",
      starts: [(0, 23.95), (2, 0.05), (2, 23.9), (4, 0.1)], habits: [[0, 1, 2, 3]]),
    Starts(
      name: "what comes at another time stays apart",
      starts: [(0, 3), (0, 15), (1, 3), (2, 3), (2, 9)], habits: [[0, 2, 3]]),
    Starts(
      name: "two habits are two",
      starts: [(0, 3), (0, 15), (1, 3), (1, 15), (2, 3), (2, 15), (3, 3)],
      habits: [[0, 2, 4, 6], [1, 3, 5]]),
    Starts(
      name: "what comes at any time is no habit",
      starts: anyTime, habits: []),
    Starts(
      name: "each hour is a habit, but for what comes in between",
      starts: [(0, 1.02), (0, 2), (0, 2.4), (0, 3.01), (0, 4.03), (0, 5)],
      habits: [[0, 1, 3, 4, 5]], period: 3600),
    Starts(
      name: "of each hour a few times may be left out",
      starts: hours, habits: [[0, 1, 2, 3, 4, 5, 6, 7]], period: 3600),
    Starts(
      name: "three hours one after the other are none",
      starts: [(0, 1), (0, 2), (0, 3)], habits: []),
    Starts(
      name: "each four hours", starts: fourHours, habits: [[0, 1, 2, 3, 4, 5, 6, 7, 8]],
      period: 14_400),
    Starts(
      name: "the same day of three weeks", starts: [(1, 9), (8, 9.2), (15, 9.1)],
      habits: [[0, 1, 2]], period: 604_800),
    Starts(name: "nothing", starts: [], habits: []),
  ]

  @Test("finds the habits among starts", arguments: cases)
  func habits(_ one: Starts) {
    let finder = RecurrenceFinder(starts: one.starts.map { ($0.day * 24 + $0.hour) * 3600 })
    #expect(finder.habits == one.habits.map { .init(period: one.period, members: $0) })
  }

  @Test("The usual time is the middle of the starts, to the minute, on the first day")
  func usual() throws {
    let day = 20_000.0 * 86_400
    let starts = [10_790, 86_400 + 10_810, 2 * 86_400 + 10_850.0].map { day + $0 }
    let found = try #require(RecurrenceFinder.recurrence(of: starts, period: 86_400))
    #expect(found.baselineStart == Timestamp(seconds: 20_000 * 86_400 + 10_800))
    #expect(found.days == 3 && found.isUnbroken)
    #expect(found.spreadSeconds == 60)
  }

  @Test("A habit that leaves out days is not daily")
  func gaps() throws {
    let starts = [0, 86_400, 3 * 86_400.0].map { $0 + 7200 }
    let found = try #require(RecurrenceFinder.recurrence(of: starts, period: 86_400))
    #expect(found.days == 3 && !found.isUnbroken)
  }
}
