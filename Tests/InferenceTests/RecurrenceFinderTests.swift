import LogModel
import Testing

@testable import Inference

@Suite("Failures that come back at the same time of day")
struct RecurrenceFinderTests {
  struct Starts: Sendable, CustomTestStringConvertible {
    let name: String
    /// Days and hours since midnight.
    let starts: [(day: Double, hour: Double)]
    let habits: [[Int]]
    var testDescription: String { name }
  }

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
      name: "every half hour is no time of day",
      starts: (0..<144).map { (Double($0 / 48), Double($0 % 48) / 2) }, habits: []),
    Starts(name: "nothing", starts: [], habits: []),
  ]

  @Test("finds the habits among starts", arguments: cases)
  func habits(_ one: Starts) {
    let finder = RecurrenceFinder(starts: one.starts.map { ($0.day * 24 + $0.hour) * 3600 })
    #expect(finder.habits == one.habits)
  }

  @Test("The usual time is the middle of the starts, to the minute, on the first day")
  func usual() throws {
    let day = 20_000.0 * 86_400
    let starts = [10_790, 86_400 + 10_810, 2 * 86_400 + 10_850.0].map { day + $0 }
    let found = try #require(RecurrenceFinder.recurrence(of: starts, occurrences: 3))
    #expect(found.baselineStart == Timestamp(seconds: 20_000 * 86_400 + 10_800))
    #expect(found.days == 3 && found.isDaily)
    #expect(found.spreadSeconds == 60)
  }

  @Test("A habit that leaves out days is not daily")
  func gaps() throws {
    let starts = [0, 86_400, 3 * 86_400.0].map { $0 + 7200 }
    let found = try #require(RecurrenceFinder.recurrence(of: starts, occurrences: 3))
    #expect(found.days == 3 && !found.isDaily)
  }
}
