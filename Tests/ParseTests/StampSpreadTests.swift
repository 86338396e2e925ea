import LogModel
import Testing

@testable import Parse

@Suite struct StampSpreadTests {
  private static let begin: Int64 = 1_744_100_000

  private func spread(_ seconds: [Int64]) -> StampSpread {
    var spread = StampSpread()
    for second in seconds { spread.note(Timestamp(seconds: second)) }
    return spread
  }

  private func seen(_ seconds: [Int64]) -> SpreadReading {
    var spread = spread(seconds)
    return SpreadReading(&spread)
  }

  @Test("what is said does not depend on the order, however far the stamps lie apart")
  func order() {
    var seconds = (0..<40_000).map { Self.begin + Int64($0) * 701 }
    seconds += [-9_000_000_000, 9_000_000_000]
    var forward = spread(seconds)
    var backward = spread(seconds.reversed())
    var mixed = spread(
      seconds.enumerated().sorted { ($0.offset * 7919) % 40_009 < ($1.offset * 7919) % 40_009 }
        .map(\.element))
    let slots = forward.sorted().map { [$0.first.seconds, $0.last.seconds, Int64($0.count)] }
    #expect(slots.count <= StampSpread.limit)
    #expect(
      backward.sorted().map { [$0.first.seconds, $0.last.seconds, Int64($0.count)] } == slots)
    #expect(mixed.sorted().map { [$0.first.seconds, $0.last.seconds, Int64($0.count)] } == slots)
    #expect(slots.reduce(0) { $0 + $1[2] } == 40_002)
  }

  @Test("a silence far beyond the habit is a gap between its two stamps")
  func gap() {
    let read = seen((0..<1000).map { Self.begin + $0 * 5 + ($0 > 400 ? 3600 : 0) })
    #expect(read.gapCount == 1)
    let gap = read.gaps.first
    #expect(gap?.from.seconds == Self.begin + 2000 && gap?.to.seconds == Self.begin + 5605)
  }

  @Test(
    "quiet logs, regular nights and short pauses are no gaps",
    arguments: [
      (0..<1000).map { begin + $0 * 600 },
      (0..<1000).map { begin + $0 * 2 + ($0 > 500 ? 280 : 0) },
      (0..<7).flatMap { day in (0..<2000).map { begin + Int64(day) * 86_400 + $0 * 20 } },
      (0..<30).map { begin + $0 * 5 + ($0 > 20 ? 7200 : 0) },
      [begin], [begin, begin], [],
    ])
  func habit(seconds: [Int64]) {
    #expect(seen(seconds).gaps.isEmpty)
  }

  @Test("a handful of stamps months away move neither the first nor the last")
  func strays() {
    let bulk = (0..<3000).map { Self.begin + Int64($0) }
    let read = seen([Self.begin - 40_000_000] + bulk + [Self.begin + 90_000_000])
    #expect(read.strayCount == 2 && read.strays.count == 2)
    #expect(read.span?.from.seconds == Self.begin && read.span?.to.seconds == Self.begin + 2999)
    #expect(read.gaps.isEmpty)
  }

  @Test("a share of the log is no stray, nor is all of a short one")
  func noStrays() {
    let bulk = (0..<1000).map { Self.begin + Int64($0) }
    #expect(seen(bulk + [1, 2].map { Self.begin + 90_000_000 + $0 }).strays.isEmpty)
    #expect(seen([Self.begin, Self.begin + 90_000_000]).strayCount == 0)
  }
}
