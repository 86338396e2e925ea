import LogModel
import Testing

@testable import Parse

@Suite struct OverlapCounterTests {
  private func fingerprint(_ number: Int) -> UInt64 {
    StableHash.combine(UInt64(number), 99)
  }

  /// How many of the records of each input are duplicates.
  private func duplicates(_ inputs: [[Int]], in counter: OverlapCounter) -> [Int] {
    inputs.map { records in
      counter.beginInput()
      return records.count { counter.isDuplicate(fingerprint($0)) }
    }
  }

  @Test func aRecordCountsAsOftenAsInTheInputThatHoldsItMost() {
    let counter = OverlapCounter(expected: 10)
    #expect(duplicates([[1, 1, 2], [1, 1, 1, 3], [1, 2, 2, 3]], in: counter) == [0, 2, 3])
  }

  @Test func recordsThatRepeatInsideOneInputStay() {
    let counter = OverlapCounter(expected: 10)
    #expect(duplicates([[7, 7, 7, 7]], in: counter) == [0])
  }

  @Test func moreInputsThanThereAreNumbersForAreToldApart() {
    let counter = OverlapCounter(expected: 10)
    let inputs = [[Int]](repeating: [1, 2, 2], count: 300)
    #expect(duplicates(inputs, in: counter) == [0] + [Int](repeating: 3, count: 299))
  }

  @Test func aMillionRecordsAreToldApart() {
    let counter = OverlapCounter(expected: 1_000_000)
    let all = Array(0..<1_000_000)
    #expect(duplicates([all, all], in: counter) == [0, 1_000_000])
    #expect(!counter.isFull)
  }

  @Test func recordsThatFindNoRoomAreCountedAgainAndItSaysSo() {
    let counter = OverlapCounter(expected: 1)
    let all = Array(0..<20_000)
    let found = duplicates([all, all], in: counter)
    #expect(counter.isFull)
    #expect(found[0] == 0)
    #expect(found[1] > 3000 && found[1] < 4096)
  }
}
