import Testing

@testable import Simulator

@Suite struct SeededGeneratorTests {
  @Test("the row of numbers is that of the published algorithms")
  func knownRow() {
    // Computed by another program from the definitions of SplitMix64 and xoshiro256++.
    var random = SeededGenerator(seed: 1_234_567)
    #expect(random.next() == 437_095_814_655_224_680)
    #expect(random.next() == 8_127_161_015_984_454_572)
    #expect(random.next() == 18_128_670_339_019_551_454)
    #expect(random.next() == 254_746_599_813_523_466)
  }

  @Test("forks depend on the seed and the label, not on what was drawn before")
  func forks() {
    var parent = SeededGenerator(seed: 7)
    var early = parent.fork("menu")
    _ = parent.next()
    var late = parent.fork("menu")
    var other = parent.fork("diner")
    var stranger = SeededGenerator(seed: 8).fork("menu")
    let number = early.next()
    #expect(number == late.next())
    #expect(number != other.next())
    #expect(number != stranger.next())
  }

  @Test("bounded numbers stay in their bounds and reach both ends")
  func bounds() {
    var random = SeededGenerator(seed: 3)
    var seen: Set<Int> = []
    for _ in 0..<1000 { seen.insert(random.within(-2...4)) }
    #expect(seen == Set(-2...4))
    #expect(random.below(0) == 0)
    #expect(random.below(-5) == 0)
    for _ in 0..<1000 {
      #expect((800...1200).contains(random.jittered(1000, percent: 20)))
      #expect((20...70).contains(random.skewed(20...70)))
    }
  }

  @Test("skewed numbers are mostly small")
  func skew() {
    var random = SeededGenerator(seed: 4)
    let numbers = (0..<2000).map { _ in random.skewed(0...1000) }
    let small = numbers.count { $0 < 200 }
    #expect(small > 1000)
    #expect(numbers.contains { $0 > 900 })
  }

  @Test(
    "a chance holds in its share of draws",
    arguments: [(0.0, 0...0), (0.3, 2700...3300), (1.0, 10_000...10_000)])
  func chances(share: Double, expected: ClosedRange<Int>) {
    var random = SeededGenerator(seed: 5)
    let hits = (0..<10_000).count { _ in random.chance(share) }
    #expect(expected.contains(hits))
  }
}
