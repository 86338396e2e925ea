import LogModel
import Testing

@Suite("binary search in elements that stand in order")
struct PartitionIndexTests {
  private let numbers = [2, 3, 3, 3, 7]

  @Test("finds the first that is not below, and the first above", arguments: 0...8)
  func bounds(value: Int) {
    #expect(numbers.partitionIndex(from: value) == numbers.prefix { $0 < value }.count)
    #expect(numbers.partitionIndex(after: value) == numbers.prefix { $0 <= value }.count)
    #expect(numbers.containsInOrder(value) == numbers.contains(value))
  }

  @Test("keeps the indices of a slice")
  func slice() {
    let part = numbers[2...]
    #expect(part.partitionIndex(from: 7) == 4 && part.partitionIndex(after: 7) == 5)
    #expect(part.partitionIndex(from: 0) == 2 && !part.containsInOrder(2))
  }

  @Test("finds nothing in no elements")
  func empty() {
    #expect([Int]().partitionIndex(from: 1) == 0 && ![Int]().containsInOrder(1))
  }

  @Test("searches by any condition that stays true")
  func condition() {
    let squares = (0..<1000).map { $0 * $0 }
    for bound in stride(from: 0, to: 1_000_000, by: 7919) {
      #expect(
        squares.partitionIndex { $0 * 2 > bound } == squares.firstIndex { $0 * 2 > bound } ?? 1000)
    }
  }
}
