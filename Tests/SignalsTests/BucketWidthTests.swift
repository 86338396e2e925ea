import Simulator
import Testing

@testable import Signals

@Suite struct BucketWidthTests {
  /// One name that is heard once a second from the epoch on.
  private func width(ofSeconds seconds: Int, names: Int = 1, apart: Int = 1) -> Int64 {
    var choice = BucketWidth()
    for second in stride(from: 0, to: seconds, by: apart) {
      for name in 0..<names { choice.note(name: UInt64(name), second: Int64(second)) }
    }
    return choice.width
  }

  @Test func anHourOfAFewOperationsIsKeptBySeconds() {
    #expect(width(ofSeconds: 3600, names: 10) == 1)
  }

  @Test func widensAsSoonAsTheBucketsOfAWidthAreTooMany() {
    #expect(width(ofSeconds: 100_000) == 1)
    #expect(width(ofSeconds: 250_000) == 10)
    #expect(width(ofSeconds: 50_000_000, apart: 300) == 600)
  }

  @Test func aFloodOfNamesDoesNotWidenTheBucketsToAnHour() {
    var random = SeededGenerator(seed: 1)
    var choice = BucketWidth()
    for second in 0..<7200 {
      for _ in 0..<40 { choice.note(name: random.next(), second: Int64(second)) }
    }
    #expect(choice.width <= 60)
  }

  @Test func everyWidthIsAMultipleOfTheOneBefore() {
    for (one, next) in zip(BucketWidth.ladder, BucketWidth.ladder.dropFirst()) {
      #expect(next % one == 0)
    }
  }

  @Test func whatLiesInOneBucketWithASecondBeforeIsKnown() {
    var random = SeededGenerator(seed: 3)
    var each = BucketWidth()
    var after = BucketWidth()
    var second: Int64 = -500
    var before: Int64?
    for _ in 0..<3000 {
      // Mostly on, at times back.
      second += Int64(random.below(40)) - 4
      each.note(name: 7, second: second)
      after.note(name: 7, second: second, after: before)
      before = second
    }
    #expect(each.pairs == after.pairs)
  }

  @Test func dependsNeitherOnOrderNorOnParts() {
    var random = SeededGenerator(seed: 2)
    var notes: [(UInt64, Int64)] = []
    for _ in 0..<4000 { notes.append((random.next(), Int64(random.below(9000)) - 4500)) }
    var whole = BucketWidth()
    for (name, second) in notes { whole.note(name: name, second: second) }
    var parts = [BucketWidth(), BucketWidth()]
    for (name, second) in notes.shuffled(by: &random) {
      parts[random.below(2)].note(name: name, second: second)
    }
    parts[1].merge(parts[0])
    #expect(parts[1].pairs == whole.pairs)
  }
}
