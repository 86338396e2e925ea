import LogModel
import Testing

@testable import Parse

@Suite("clocks that were set back while a log was written")
struct StepWatchTests {
  private static let begin: Int64 = 1_744_120_800

  /// Watches stamps, in seconds behind the begin, a line each.
  private func watched(
    _ seconds: [Int64], known: [ClockStep] = []
  ) -> (reading: InputReading, warnings: [InputWarning]) {
    var watch = StreamWatch(steps: known)
    let context = SharedContext(StreamContext())
    for (at, second) in seconds.enumerated() {
      watch.note(Timestamp(seconds: Self.begin + second), line: at + 1, in: context)
    }
    var reading = InputReading(path: "a.log")
    var warnings = WarningLog()
    watch.finish(&reading, now: nil, &warnings)
    return (reading, warnings.warnings)
  }

  /// A line a second, but for seconds that are set back at a line.
  private func steady(_ count: Int64, backAt line: Int64, by size: Int64) -> [Int64] {
    (0..<count).map { $0 < line ? $0 : $0 - size }
  }

  @Test("a step is told by its line and size", arguments: [20, 700, 3600] as [Int64])
  func step(size: Int64) throws {
    let (reading, warnings) = watched(steady(9000, backAt: 8000, by: size))
    let step = try #require(reading.clockSteps.first)
    #expect(reading.clockSteps.count == 1 && step.line == 8001)
    #expect(step.nanoseconds == (1 - size) * 1_000_000_000)
    let warning = try #require(warnings.first { $0.code == .clockStep })
    #expect(warning.line == 8001 && warning.message.hasPrefix("the clock was set back by "))
    #expect(!warnings.contains { $0.code == .outOfOrder })
  }

  @Test("a line that was handed in late is none")
  func late() {
    var seconds = Array(Int64(0)..<3000)
    seconds[2000] = 1900
    let (reading, warnings) = watched(seconds)
    #expect(reading.clockSteps.isEmpty)
    #expect(warnings.contains { $0.code == .outOfOrder })
  }

  @Test("files one behind the other are none, nor are writers that take turns")
  func others() {
    #expect(watched(Array(0..<3000) + Array(5..<3000)).reading.clockSteps.isEmpty)
    var turns: [Int64] = []
    for turn in Int64(0)..<40 {
      for line in Int64(0)..<50 { turns.append(turn * 50 + line - turn % 2 * 30) }
    }
    #expect(watched(turns).reading.clockSteps.isEmpty)
    #expect(watched((Int64(0)..<3000).map { -$0 * 20 }).reading.clockSteps.isEmpty)
  }

  @Test("a second reading tells the step of the first, and that stamps were moved")
  func known() throws {
    let step = try #require(watched(steady(9000, backAt: 8000, by: 700)).reading.clockSteps.first)
    let (reading, warnings) = watched(Array(0..<9000), known: [step])
    #expect(reading.clockSteps == [step])
    #expect(warnings.contains { $0.message.contains("moved back by as much") })
  }

  @Test("stamps before a step are moved, those behind it are not")
  func moved() throws {
    let second: (Int64) -> Timestamp = { Timestamp(seconds: Self.begin + $0) }
    let step = ClockStep(line: 100, before: second(800), after: second(100))
    var clock = StampClock(zone: nil, shift: 0, steps: [step], known: nil)
    #expect(clock.shifted(second(750), at: 99) == second(50))
    #expect(clock.shifted(second(100), at: 100) == second(100))
    #expect(clock.shift == 0)
  }
}
