import LogModel

/// Attempts of one outcome in one bucket: all of them while they are few, then the extremes.
///
/// Which of the two does not depend on the order of arrival, because it is decided by the
/// count alone. First and last stand in the cell itself: a crowded bucket, which most of a busy
/// log are, needs no memory besides.
public struct OutcomeCell: Hashable, Sendable {
  /// So many events a cell keeps exactly.
  public static let bound = 4

  public private(set) var count = 0
  private var head = EventMark.none
  private var tail = EventMark.none
  /// What stands between first and last, in order, while all events are kept.
  private var between: [EventMark]?

  /// Whether all events are kept.
  public var isExact: Bool { count <= 2 || between != nil }
  public var first: EventMark? { count > 0 ? head : nil }
  public var last: EventMark? { count > 0 ? tail : nil }
  /// How many events are kept.
  public var keptCount: Int { isExact ? count : 2 }
  /// In order; all events when ``isExact``, else the first and the last.
  public var marks: [EventMark] {
    var marks: [EventMark] = []
    marks.reserveCapacity(keptCount)
    forEachMark { marks.append($0) }
    return marks
  }

  init() {}

  /// - Parameter marks: in order; all, or the first and the last.
  public init(count: Int, marks: [EventMark]) {
    self.count = count
    keep(marks, all: marks.count == count)
  }

  /// The events that are kept, in order.
  @inline(__always)
  public func forEachMark(_ body: (EventMark) -> Void) {
    guard count > 0 else { return }
    body(head)
    if let between { for mark in between { body(mark) } }
    if count > 1 { body(tail) }
  }

  /// How many of the kept events `isWanted` holds for.
  public func countMarks(where isWanted: (EventMark) -> Bool) -> Int {
    var wanted = 0
    forEachMark { if isWanted($0) { wanted += 1 } }
    return wanted
  }

  /// - Parameter bound: larger in the stretches that are read again to be exact.
  mutating func add(_ mark: EventMark, bound: Int = OutcomeCell.bound) {
    count &+= 1
    if count == 1 {
      head = mark
      tail = mark
      return
    }
    if count <= bound, count > 2 {
      insert(mark)
      return
    }
    if count > bound { between = nil }
    if EventMark.precedes(tail, mark) {
      tail = mark
    } else if EventMark.precedes(mark, head) {
      head = mark
    }
  }

  /// Adds events to more than can be kept: of them, and of some that are here already, the
  /// first and the last.
  mutating func add(_ more: Int, from first: EventMark, to last: EventMark) {
    count &+= more
    between = nil
    if EventMark.precedes(tail, last) { tail = last }
    if EventMark.precedes(first, head) { head = first }
  }

  /// Among events that are all kept; `count` has it already.
  private mutating func insert(_ mark: EventMark) {
    var middle = between ?? []
    // Taken out, so that it is changed where it is.
    between = nil
    if middle.isEmpty { middle.reserveCapacity(2) }
    if !EventMark.precedes(mark, tail) {
      middle.append(tail)
      tail = mark
    } else if EventMark.precedes(mark, head) {
      middle.insert(head, at: 0)
      head = mark
    } else {
      var at = middle.count
      while at > 0, EventMark.precedes(mark, middle[at - 1]) { at -= 1 }
      middle.insert(mark, at: at)
    }
    between = middle
  }

  mutating func merge(_ other: OutcomeCell, bound: Int = OutcomeCell.bound) {
    guard other.count > 0 else { return }
    let total = count + other.count
    if count > 0, isExact, other.isExact, total <= bound {
      let all = (marks + other.marks).sorted(by: EventMark.precedes)
      count = total
      keep(all, all: true)
      return
    }
    if count == 0 {
      self = other
      if count > bound { between = nil }
      return
    }
    if EventMark.precedes(other.head, head) { head = other.head }
    if EventMark.precedes(tail, other.tail) { tail = other.tail }
    between = nil
    count = total
  }

  private mutating func keep(_ marks: [EventMark], all isAll: Bool) {
    head = marks.first ?? .none
    tail = marks.last ?? .none
    between = isAll && marks.count > 2 ? Array(marks[1..<(marks.count - 1)]) : nil
  }

  /// It keeps no more events than `bound` lets it.
  func isSettled(bound: Int) -> Bool { between == nil || count <= bound }

  /// Says where the events are from whose input was not known yet.
  mutating func setInput(_ input: UInt64) {
    guard count > 0 else { return }
    if head.input == 0 { head.input = input }
    if tail.input == 0 { tail.input = input }
    guard var middle = between else { return }
    between = nil
    for index in middle.indices where middle[index].input == 0 { middle[index].input = input }
    between = middle
  }
}
