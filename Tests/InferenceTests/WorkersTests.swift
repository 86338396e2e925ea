import Testing

@testable import Inference

@Suite struct WorkersTests {
  @Test("what is made on many threads comes in order", arguments: [0, 1, 2, 7])
  func order(threads: Int) {
    let workers = Workers(limit: threads)
    let numbers = Array(0..<500)
    let texts = workers.map(numbers) { number in
      // The first ones take longest.
      String((0..<(500 - number)).reduce(number) { max($0, $1 % 2) })
    }
    #expect(texts == numbers.map { String(max($0, $0 < 499 ? 1 : 0)) })
    let twice = workers.flatMap(numbers) { $0 % 3 == 0 ? [] : [$0, -$0] }
    #expect(twice == numbers.flatMap { $0 % 3 == 0 ? [] : [$0, -$0] })
    #expect(workers.map([Int]()) { $0 }.isEmpty)
  }
}

@Suite struct SlotPlacesTests {
  @Test("numbers have their places, close together or far apart")
  func places() {
    let dense: [Int64] = [7, 3, 3, 12, 5, 7]
    let sparse: [Int64] = [.min, 0, 9_000_000_000, 0, .max, -5]
    for numbers in [dense, sparse, [4]] {
      let places = SlotPlaces(numbers)
      #expect(places.starts == Set(numbers).sorted())
      for number in numbers { #expect(places.starts[places[number]] == number) }
    }
    #expect(SlotPlaces([]).starts.isEmpty)
  }
}
