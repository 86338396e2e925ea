import LogModel

/// Attempts of one outcome in one bucket: all of them while they are few, then the extremes.
///
/// Which of the two does not depend on the order of arrival, because it is decided by the
/// count alone.
public struct OutcomeCell: Hashable, Sendable {
  /// So many events a cell keeps exactly.
  public static let bound = 4

  public private(set) var count = 0
  /// In order; all events when ``isExact``, else the first and the last.
  public private(set) var marks: [EventMark] = []

  public var isExact: Bool { count == marks.count }
  public var first: EventMark? { marks.first }
  public var last: EventMark? { marks.last }

  init() {}

  init(count: Int, marks: [EventMark]) {
    self.count = count
    self.marks = marks
  }

  /// - Parameter bound: larger in the stretches that are read again to be exact.
  mutating func add(_ mark: EventMark, bound: Int = OutcomeCell.bound) {
    count &+= 1
    if count <= bound {
      insert(mark)
    } else if marks.count > 2 {
      insert(mark)
      keepEnds()
    } else if EventMark.precedes(marks[marks.count - 1], mark) {
      marks[marks.count - 1] = mark
    } else if EventMark.precedes(mark, marks[0]) {
      marks[0] = mark
    }
  }

  private mutating func insert(_ mark: EventMark) {
    // One allocation for the two that most cells come to hold, and not one an event.
    if marks.isEmpty { marks.reserveCapacity(2) }
    var at = marks.count
    while at > 0, EventMark.precedes(mark, marks[at - 1]) { at -= 1 }
    if at == marks.count { marks.append(mark) } else { marks.insert(mark, at: at) }
  }

  /// In an array of their own: shortened in place, the larger one would stay in memory.
  private mutating func keepEnds() { marks = [marks[0], marks[marks.count - 1]] }

  mutating func merge(_ other: OutcomeCell, bound: Int = OutcomeCell.bound) {
    guard other.count > 0 else { return }
    let isExact = isExact && other.isExact
    if count == 0 {
      marks = other.marks
    } else if let last, let next = other.first, !EventMark.precedes(next, last) {
      // Rotated files follow one another.
      marks += other.marks
    } else {
      marks += other.marks
      marks.sort(by: EventMark.precedes)
    }
    count += other.count
    if !isExact || count > bound, marks.count > 2 { keepEnds() }
  }

  /// It keeps no more events than `bound` lets it.
  func isSettled(bound: Int) -> Bool { marks.count <= 2 || isExact && count <= bound }

  /// Says where the events are from whose input was not known yet.
  mutating func setInput(_ input: UInt64) {
    for index in marks.indices where marks[index].input == 0 { marks[index].input = input }
  }
}
