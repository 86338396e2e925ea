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
    var seconds = Self.every(701, from: 0, 40_000)
    seconds += [-9_000_000_000, 9_000_000_000]
    var forward = spread(seconds)
    var backward = spread(seconds.reversed())
    let places = seconds.indices.sorted { ($0 * 7919) % 40_009 < ($1 * 7919) % 40_009 }
    var mixed = spread(places.map { seconds[$0] })
    let slots = forward.sorted().map { [$0.first.seconds, $0.last.seconds, Int64($0.count)] }
    #expect(slots.count <= StampSpread.limit)
    #expect(
      backward.sorted().map { [$0.first.seconds, $0.last.seconds, Int64($0.count)] } == slots)
    #expect(mixed.sorted().map { [$0.first.seconds, $0.last.seconds, Int64($0.count)] } == slots)
    #expect(slots.reduce(0) { $0 + $1[2] } == 40_002)
  }

  @Test("a silence far beyond the habit is a gap between its two stamps")
  func gap() {
    let read = seen(Self.every(5, from: 0, 401) + Self.every(5, from: 5605, 599))
    #expect(read.gapCount == 1)
    let gap = read.gaps.first
    #expect(gap?.from.seconds == Self.begin + 2000 && gap?.to.seconds == Self.begin + 5605)
  }

  private static func every(_ step: Int64, from start: Int64, _ count: Int64) -> [Int64] {
    (0..<count).map { (number: Int64) -> Int64 in begin + start + number * step }
  }

  private static func nights() -> [Int64] {
    var seconds: [Int64] = []
    for day: Int64 in 0..<7 { seconds += every(20, from: day * 86_400, 2000) }
    return seconds
  }

  static let quiet: [[Int64]] = [
    every(600, from: 0, 1000), every(2, from: 0, 500) + every(2, from: 1280, 500), nights(),
    every(5, from: 0, 20) + every(5, from: 7200, 10), [begin], [begin, begin], [],
  ]

  @Test("quiet logs, regular nights and short pauses are no gaps", arguments: quiet)
  func habit(seconds: [Int64]) {
    #expect(seen(seconds).gaps.isEmpty)
  }

  @Test("a handful of stamps months away move neither the first nor the last")
  func strays() {
    let bulk = Self.every(1, from: 0, 3000)
    let read = seen([Self.begin - 40_000_000] + bulk + [Self.begin + 90_000_000])
    #expect(read.strayCount == 2 && read.strays.count == 2)
    #expect(read.span?.from.seconds == Self.begin && read.span?.to.seconds == Self.begin + 2999)
    #expect(read.gaps.isEmpty)
  }

  @Test("a share of the log is no stray, nor is all of a short one")
  func noStrays() {
    let bulk = Self.every(1, from: 0, 1000)
    // Months away, two in a thousand are believed; years away it takes more.
    #expect(seen(bulk + [Self.begin + 9_000_001, Self.begin + 9_000_002]).strays.isEmpty)
    let later = Self.every(1, from: 90_000_000, 6)
    #expect(seen(bulk + later).strays.isEmpty)
    #expect(seen(bulk + later.prefix(2)).strayCount == 2)
    #expect(seen([Self.begin, Self.begin + 90_000_000]).strayCount == 0)
  }
}
