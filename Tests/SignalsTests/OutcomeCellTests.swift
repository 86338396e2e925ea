import LogModel
import Simulator
import Testing

@testable import Parse
@testable import Signals

@Suite struct OutcomeCellTests {
  private func mark(_ time: Int64, content: UInt64 = 1, line: UInt32 = 1, latency: UInt32 = 0)
    -> EventRef
  {
    EventRef(
      nanoseconds: time, content: content, input: 9, byteOffset: Int(line) * 10, line: line,
      entry: 0, client: 0, fractionDigits: 3, latency: latency)
  }

  private func cell(_ marks: [EventRef], bound: Int = OutcomeCell.bound) -> OutcomeCell {
    var cell = OutcomeCell()
    for mark in marks { cell.add(mark, bound: bound) }
    return cell
  }

  @Test(arguments: 0...OutcomeCell.bound)
  func keepsEveryEventWhileTheyAreFew(_ count: Int) {
    let marks = (0..<count).map { mark(Int64($0) * 5) }
    let made = cell(marks.reversed())
    #expect(made.isExact && made.marks == marks && made.count == count)
  }

  @Test(arguments: [5, 6, 100])
  func keepsFirstAndLastOfMany(_ count: Int) {
    let marks = (0..<count).map { mark(Int64($0) * 5) }
    var random = SeededGenerator(seed: 1)
    for _ in 0..<20 {
      let made = cell(marks.shuffled(by: &random))
      #expect(!made.isExact && made.marks == [marks[0], marks[count - 1]] && made.count == count)
    }
  }

  @Test func tellsEqualTimesApartByContentThenByPlace() {
    let marks = [
      mark(5, content: 1, line: 7), mark(5, content: 1, line: 8), mark(5, content: 2, line: 1),
    ]
    #expect(cell([marks[2], marks[1], marks[0]]).marks == marks)
  }

  @Test func anyPartsInAnyOrderMergeToTheSame() {
    var random = SeededGenerator(seed: 2)
    for count in [1, 3, 4, 5, 9, 40] {
      let marks = (0..<count).map { (at: Int) -> EventRef in
        // Of some lines it is not known how long their calls took.
        let latency = at % 4 == 0 ? 0 : UInt32(at * 7919 % 5000)
        return mark(
          Int64(at / 2), content: UInt64(at % 3), line: UInt32(at), latency: latency)
      }
      let whole = cell(marks)
      for _ in 0..<30 {
        var parts = [OutcomeCell](repeating: OutcomeCell(), count: 1 + random.below(5))
        for mark in marks.shuffled(by: &random) { parts[random.below(parts.count)].add(mark) }
        var merged = OutcomeCell()
        for part in parts { merged.merge(part) }
        #expect(merged == whole)
      }
    }
  }

  @Test func aLargerBoundKeepsMore() {
    let marks = (0..<20).map { mark(Int64($0)) }
    var merged = cell(Array(marks[..<10]), bound: 20)
    merged.merge(cell(Array(marks[10...]), bound: 20), bound: 20)
    #expect(merged.isExact && merged.marks == marks)
  }

  @Test func onlyEventsOfNoKnownInputAreGivenOne() {
    var made = cell([mark(1)])
    var late = mark(2)
    late.input = 0
    made.add(late)
    made.setInput(77)
    #expect(made.marks.map(\.input) == [9, 77])
  }
}
