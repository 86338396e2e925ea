import LogModel
import Parse
import Testing

@testable import Signals

@Suite struct TallyClockTests {
  private func log(_ clocks: [String], on day: String = "2025-04-08") -> [UInt8] {
    clocks.flatMap { clock in
      let status = clock.hasSuffix("9") ? 500 : 200
      return Array(
        (#"{"time":"\#(day)T\#(clock)Z","method":"GET","path":"/a","statusCode":\#(status),"#
          + #""ip":"10.0.0.7"}"# + "\n").utf8)
    }
  }

  private static let clocks = ["10:00:01.5", "10:00:09", "10:05:00", "11:00:19"]

  @Test("a tally that is moved is the tally of a log that was later")
  func shift() throws {
    let file = try ScannedLog(log(Self.clocks))
    let moved = try file.tally()
    moved.finish()
    #expect(moved.shift(byNanoseconds: 86_400 * 1_000_000_000))
    let later = try ScannedLog(log(Self.clocks, on: "2025-04-09")).tally()
    later.finish()
    #expect(
      moved.series.map { $0.buckets.map(\.start) } == later.series.map { $0.buckets.map(\.start) })
    let times = { (tally: Tally) in
      tally.series.flatMap(\.buckets).flatMap { bucket in
        (bucket.successes.marks + bucket.failures.flatMap(\.cell.marks)).map(\.time)
      }
    }
    #expect(times(moved) == times(later) && times(moved).count == 4)
    #expect(moved.inputs.first?.reading.first == later.inputs.first?.reading.first)
    #expect(moved.inputs.first?.reading.shiftSeconds == 86_400)
    let visits = { (tally: Tally) in
      tally.clients.clients.values.flatMap(\.visits).map(\.nanoseconds).sorted()
    }
    #expect(visits(moved) == visits(later) && visits(moved).count == 4)
  }

  @Test(
    "a step that is no whole bucket, or leads out of time, changes nothing",
    arguments: [1, 999_999_999, -1_500_000_000, Int64.max, Int64.min, Int64.max - 775_807])
  func refused(step: Int64) throws {
    let tally = try ScannedLog(log(Self.clocks)).tally()
    let before = TallyFile.encode(tally)
    #expect(!tally.shift(byNanoseconds: step))
    #expect(TallyFile.encode(tally) == before)
  }

  @Test("what is forgotten was never there")
  func forget() throws {
    let file = try ScannedLog(log(Self.clocks + ["23:00:09"]))
    let tally = Tally(rules: TallyRules(.standard) { $0 })
    let kept = try ScannedLog(log(Self.clocks)).tally()
    try file.fold(into: tally)
    let from = try #require(tally.series.first?.buckets.map(\.start).max())
    tally.forget([TimeRange(from: Timestamp(seconds: from), to: Timestamp(seconds: from))])
    kept.finish()
    tally.finish()
    #expect(
      tally.series.map { $0.buckets.map(\.start) } == kept.series.map { $0.buckets.map(\.start) })
    #expect(tally.clients.clients.values.map(\.count) == [4])
    tally.forget([TimeRange(from: Timestamp(seconds: 0), to: Timestamp(seconds: from))])
    #expect(tally.series.isEmpty && tally.clients.clients.isEmpty)
  }

  @Test("gaps and the shift come back from a file, and damaged ones do not")
  func file() throws {
    var reading = InputReading(path: "a.log")
    let begin = Timestamp(nanoseconds: 1_744_100_000_123_000_000, fractionDigits: 3)
    reading.gaps = [InputGap(from: begin, to: begin.advanced(bySeconds: 90), basis: "no lines")]
    reading.shiftSeconds = -4.25
    let tally = Tally(rules: .plain)
    tally.seal(reading)
    let read = try TallyFile.decode(TallyFile.encode(tally), rules: .plain)
    #expect(read.inputs.first?.reading == reading)
    reading.gaps = [InputGap(from: begin.advanced(bySeconds: 90), to: begin, basis: "no lines")]
    let wrong = Tally(rules: .plain)
    wrong.seal(reading)
    #expect(throws: TallyError.self) {
      try TallyFile.decode(TallyFile.encode(wrong), rules: .plain)
    }
  }
}
