import LogModel
import Simulator
import Testing

@testable import Signals

/// One source of a tally moves, the others stay.
@Suite struct TallyMoveTests {
  /// Attempts of two sources; `offset` milliseconds are added to those of the second.
  private func attempts(_ count: Int, each gap: Int64, offset: Int64) -> [Attempt] {
    (0..<count).flatMap { at -> [Attempt] in
      let time = 3_600_000 + Int64(at) * gap
      let outcome: Outcome = at % 5 == 0 ? .failure : at % 7 == 0 ? .rejected : .success
      return [
        Attempt(milliseconds: time, source: "host-1", outcome: outcome, client: UInt64(at % 9)),
        Attempt(
          milliseconds: time + offset, operation: "POST /bake", service: "oven",
          source: "host-2", outcome: outcome, client: UInt64(at % 9), pizzas: 2),
      ]
    }
  }

  private func finished(_ attempts: [Attempt]) -> Tally {
    let tally = MadeInput(number: 1, attempts: attempts).tally()
    tally.finish()
    return tally
  }

  private func times(_ tally: Tally, _ source: String) -> [[Int64]] {
    tally.series.filter { $0.key.source == source }.flatMap(\.buckets).map { bucket in
      (bucket.successes.marks + bucket.failures.flatMap(\.cell.marks)
        + bucket.rejections.flatMap(\.cell.marks)).map(\.nanoseconds)
    }
  }

  private func counts(_ tally: Tally, _ source: String) -> [Int64: Int] {
    tally.series.filter { $0.key.source == source }.flatMap(\.buckets)
      .reduce(into: [:]) { $0[$1.start, default: 0] += $1.arrivals }
  }

  @Test(
    "events that are kept move exactly, as if the clock had been right",
    arguments: [1, 999, 1000, 7350, -7350, 86_400_000] as [Int64])
  func exact(offset: Int64) {
    let off = finished(attempts(400, each: 700, offset: offset))
    let right = finished(attempts(400, each: 700, offset: 0))
    let step = -offset * 1_000_000
    #expect(off.move(["host-2": step, "host-3": 5]) == ["host-2": step, "host-3": 5])
    for source in ["host-1", "host-2"] {
      #expect(times(off, source) == times(right, source))
      #expect(counts(off, source) == counts(right, source))
    }
    let visits = { (tally: Tally) in
      tally.clients.clients.values.flatMap(\.visits).map(\.nanoseconds).sorted()
    }
    #expect(visits(off) == visits(right))
    // The input holds both sources: its own first and last are nobody's alone.
    #expect(off.inputs.first?.reading.shiftSeconds == 0)
  }

  @Test("crowded buckets keep their sums, their first and their last")
  func crowded() throws {
    let off = finished(attempts(8000, each: 13, offset: 7350))
    let right = finished(attempts(8000, each: 13, offset: 0))
    off.move(["host-2": -7_350_000_000])
    let (moved, wanted) = (counts(off, "host-2"), counts(right, "host-2"))
    #expect(moved.values.reduce(0, +) == 8000 && wanted.values.reduce(0, +) == 8000)
    for (start, count) in wanted { #expect(abs((moved[start] ?? 0) - count) <= 8, "\(start)") }
    let ends = { (tally: Tally) in
      let all = self.times(tally, "host-2").flatMap { $0 }
      return [all.min(), all.max()]
    }
    #expect(ends(off) == ends(right))
    let units = off.series.flatMap(\.buckets).flatMap(\.failures).reduce(Int64(0)) {
      $0 + $1.units[0]
    }
    #expect(units == 3200)
    // What it came to is a tally as any other.
    let bytes = TallyFile.encode(off)
    let back = try TallyFile.decode(bytes, rules: .plain)
    back.merge(MadeInput(number: 2, attempts: attempts(50, each: 13, offset: 0)).tally())
    #expect(throws: Never.self) {
      try TallyFile.decode(TallyFile.encode(back), rules: .plain)
    }
    #expect(TallyFile.encode(try TallyFile.decode(bytes, rules: .plain)) == bytes)
  }

  @Test("quiet lines keep their wide buckets")
  func quiet() throws {
    let lines = (0..<500).map {
      Attempt(milliseconds: Int64($0) * 500, source: "host-2", level: .info)
    }
    let tally = finished(lines)
    tally.move(["host-2": -7_350_000_000])
    #expect(tally.series.flatMap(\.buckets).reduce(0) { $0 + $1.arrivals } == 500)
    #expect(tally.series.flatMap(\.buckets).allSatisfy { $0.start % 60 == 0 })
    #expect(throws: Never.self) { try TallyFile.decode(TallyFile.encode(tally), rules: .plain) }
  }

  @Test("a step that leads out of time is passed over", arguments: [Int64.min, .max])
  func refused(step: Int64) {
    let tally = finished(attempts(20, each: 700, offset: 0))
    let before = TallyFile.encode(tally)
    #expect(tally.move(["host-2": step]).isEmpty)
    #expect(TallyFile.encode(tally) == before)
  }
}
