import Simulator
import Testing

@testable import Inference

@Suite("Error lines that come back after equal times")
struct LineHabitTests {
  /// Lines of some minutes of each hour, in seconds.
  private func lines(hours: Range<Int>, _ minutes: [Double]) -> [Double] {
    hours.flatMap { hour in minutes.map { Double(hour) * 3600 + $0 * 60 } }
  }

  @Test("three lines within minutes of each hour are a habit of an hour")
  func hourly() throws {
    let found = try #require(
      LineHabit(moments: lines(hours: 3..<14, [4, 5.5, 9]), keyCount: 2))
    #expect(found.period == 3600)
    #expect(found.windows.count == 11)
    #expect(found.windows.first == 11_040...11_340)
  }

  @Test("it may come round the full hour, and be left out now and then")
  func roundTheHour() throws {
    let all = lines(hours: 0..<14, [57, 58, 61, 63]).filter { $0 < 19_800 || $0 >= 22_200 }
    let found = try #require(LineHabit(moments: all, keyCount: 2))
    #expect(found.period == 3600 && found.windows.count == 13)
    let lengths = Set(found.windows.map { $0.upperBound - $0.lowerBound })
    #expect(lengths == [360])
  }

  @Test("each four hours")
  func fourHours() throws {
    let all = (0..<9).flatMap { turn in [10.0, 25, 90].map { Double(turn) * 14_400 + $0 } }
    let found = try #require(LineHabit(moments: all, keyCount: 2))
    #expect(found.period == 14_400 && found.windows.count == 9)
  }

  @Test("a few lines at other times do not hide it, and are in none of its times")
  func others() throws {
    let habit = lines(hours: 0..<16, [4, 5.5, 9])
    let all = (habit + [16_200, 41_760]).sorted()
    let found = try #require(LineHabit(moments: all, keyCount: 2))
    #expect(found.windows.count == 16)
    let outside = all.filter { at in !found.windows.contains { $0.contains(at) } }
    #expect(outside == [16_200, 41_760])
  }

  @Test("lines at any minute are none", arguments: 1...20)
  func anyTime(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let all = (0..<60).flatMap { _ -> [Double] in
      let at = Double(random.next() % 86_400)
      return [at, at + 20]
    }
    #expect(LineHabit(moments: all.sorted(), keyCount: 1) == nil)
  }

  @Test("what complains at one moment of each hour is a job")
  func job() {
    #expect(LineHabit(moments: lines(hours: 0..<20, [2, 2, 2]), keyCount: 1) == nil)
  }

  @Test("four hours, one line an hour, and what comes for days are none")
  func tooLittle() {
    #expect(LineHabit(moments: lines(hours: 0..<4, [4, 5.5, 9]), keyCount: 1) == nil)
    #expect(LineHabit(moments: lines(hours: 0..<20, [4]), keyCount: 1) == nil)
    #expect(LineHabit(moments: lines(hours: 0..<60, [4, 5.5, 9]), keyCount: 1) == nil)
    #expect(LineHabit(moments: [], keyCount: 1) == nil)
  }
}
