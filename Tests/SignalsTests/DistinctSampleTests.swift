import LogModel
import Simulator
import Testing

@testable import Signals

@Suite struct DistinctSampleTests {
  private func hashes(_ count: Int, seed: UInt64 = 1) -> [UInt64] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { _ in random.next() }
  }

  private func sample(_ hashes: [UInt64], capacity: Int = 64) -> DistinctSample {
    var sample = DistinctSample(capacity: capacity)
    for hash in hashes { sample.insert(hash) }
    return sample
  }

  @Test(arguments: [0, 1, 63, 64])
  func countsExactlyUpToItsCapacity(_ count: Int) {
    let all = hashes(count)
    let made = sample(all + all.reversed())
    #expect(made.isExact && made.estimate == count)
  }

  @Test func knowsThatOneMoreIsTooMany() {
    #expect(!sample(hashes(65)).isExact)
    #expect(!sample(hashes(65).sorted()).isExact)
    #expect(!sample(hashes(65).sorted(by: >)).isExact)
  }

  @Test(arguments: [2_000, 20_000, 60_000])
  func estimatesWithinItsError(_ count: Int) {
    for seed in 1...5 {
      // The relative standard error is 1/√(k − 2); four of them are never met by chance here.
      let estimate = sample(hashes(count, seed: UInt64(seed)), capacity: 1024).estimate
      #expect(abs(Double(estimate) / Double(count) - 1) < 4 / 32)
    }
  }

  @Test func dependsNeitherOnOrderNorOnParts() {
    var random = SeededGenerator(seed: 3)
    for count in [10, 64, 65, 700] {
      let all = hashes(count)
      let whole = sample(all)
      for _ in 0..<10 {
        var parts = (0..<4).map { _ in DistinctSample(capacity: 64) }
        for hash in all.shuffled(by: &random) + all.prefix(30) {
          parts[random.below(4)].insert(hash)
        }
        var merged = DistinctSample(capacity: 64)
        for part in parts { merged.merge(part) }
        #expect(merged == whole)
      }
    }
  }

  @Test func survivesHashesThatWereMadeUpToBeSmall() {
    #expect(sample(Array(0...64), capacity: 64).estimate > 1_000_000_000)
    #expect(sample([0, 1], capacity: 1).estimate == 1)
  }
}
