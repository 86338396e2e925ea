import ChangePoints
import Simulator
import Testing

@testable import Inference

/// Bursts in counts of lines, cells of ten seconds.
@Suite struct LineBurstsTests {
  private func series(hours: Double, _ counts: [Int: Int]) -> CountSeries {
    var all = [Int?](repeating: 0, count: Int(hours * 360))
    for (cell, count) in counts where all.indices.contains(cell) { all[cell] = count }
    return CountSeries(origin: 0, width: 10, counts: all)
  }

  private func every(_ step: Int, from: Int = 0, to: Int, _ count: Int) -> [Int: Int] {
    var counts: [Int: Int] = [:]
    for cell in stride(from: from, to: to, by: step) { counts[cell] = count }
    return counts
  }

  @Test func linesWhereThereWereNoneAreABurst() {
    let found = LineBursts(series(hours: 4, every(1, from: 720, to: 780, 7)), keyCount: 2)
    #expect(found.bursts.map(\.cells) == [720..<780])
    #expect(found.bursts.map(\.lines) == [420])
    #expect(found.linesOutside == 0)
    #expect(found.unscheduled.count == 1)
    #expect(found.bursts.allSatisfy { $0.evidence > 100 && !$0.reachesLastCell })
  }

  @Test func aHandfulOfLinesIsABurstWhereThereWereNone() {
    let found = LineBursts(series(hours: 4, [720: 2, 722: 2, 725: 1]), keyCount: 2)
    #expect(found.bursts.map(\.lines) == [5])
    #expect(found.bursts.allSatisfy { $0.evidence >= 6 })
  }

  @Test func aHandfulAmongClustersIsNone() {
    var counts = every(97, to: 1440, 4)
    counts[720] = 4
    counts[723] = 4
    let found = LineBursts(series(hours: 4, counts), keyCount: 2)
    #expect(found.bursts.allSatisfy { $0.evidence < 6 })
  }

  @Test(arguments: 1...12)
  func steadyChatterHasNoBurst(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let size = 1 + seed % 4
    var counts: [Int: Int] = [:]
    for cell in 0..<8640 where random.chance([0.01, 0.1, 0.5][seed % 3]) { counts[cell] = size }
    let found = LineBursts(series(hours: 24, counts), keyCount: 2)
    #expect(found.unscheduled.allSatisfy { $0.evidence < 6 })
  }

  @Test func stretchesThatAreQuietForMinutesAreParted() {
    var counts = every(1, from: 720, to: 780, 7)
    counts.merge(every(1, from: 870, to: 900, 5)) { $1 }
    let found = LineBursts(series(hours: 5, counts), keyCount: 2)
    #expect(found.bursts.map(\.cells) == [720..<780, 870..<900])
  }

  @Test(arguments: [(nights: 2, told: 2), (3, 0)])
  func whatComesEveryNightIsAHabitAfterThree(nights: Int, told: Int) {
    var nightly: [Int: Int] = [:]
    for night in 0..<nights {
      nightly.merge(every(1, from: 2000 + night * 8640, to: 2008 + night * 8640, 9)) { $1 }
    }
    let found = LineBursts(series(hours: Double(nights) * 24, nightly), keyCount: 2)
    #expect(!found.bursts.isEmpty && found.unscheduled.count == told)
  }

  @Test(arguments: [(hours: 4, told: 4), (30, 30), (60, 0)])
  func whatComesEveryHourIsAHabitAfterThreeDays(hours: Int, told: Int) {
    var hourly: [Int: Int] = [:]
    for hour in 0..<hours {
      hourly.merge(every(1, from: 100 + hour * 360, to: 110 + hour * 360, 3)) { $1 }
    }
    let found = LineBursts(series(hours: Double(hours), hourly), keyCount: 2)
    #expect(found.unscheduled.count == told)
  }

  @Test(arguments: [2.6, 3, 5])
  func twoBurstsDaysApartAreNoHabit(days: Double) {
    let other = 1000 + Int(days * 8640)
    var counts = every(1, from: 1000, to: 1080, 9)
    counts.merge(every(1, from: other, to: other + 50, 9)) { $1 }
    let found = LineBursts(series(hours: days * 24 + 12, counts), keyCount: 2)
    #expect(found.unscheduled.map(\.cells.lowerBound) == [1000, other])
  }

  @Test func aBurstThatIsMostOfAShortLogIsHeldAgainstItsQuiet() {
    let ongoing = LineBursts(series(hours: 0.4, every(1, from: 36, to: 144, 7)), keyCount: 2)
    #expect(ongoing.bursts.map(\.cells) == [36..<144])
    #expect(ongoing.bursts.map(\.reachesLastCell) == [true])
    let always = LineBursts(series(hours: 0.4, every(1, to: 144, 7)), keyCount: 2)
    #expect(always.bursts.isEmpty)
  }
}
