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
  private var head = EventRef.none
  private var tail = EventRef.none
  /// What stands between first and last, in order, while all events are kept.
  private var between: [EventRef]?
  /// How long the events took, once they are too many to be kept; `nil` where no line says, empty
  /// where it was told apart from them.
  public private(set) var spread: LatencySpread?

  /// Whether all events are kept.
  public var isExact: Bool { (count <= 2 && spread == nil) || between != nil }
  public var first: EventRef? { head.isPlaced ? head : nil }
  public var last: EventRef? { tail.isPlaced ? tail : first }
  /// How many events are kept.
  public var keptCount: Int {
    isExact ? count : (head.isPlaced ? 1 : 0) + (tail.isPlaced ? 1 : 0)
  }
  /// In order; all events when ``isExact``, else the first and the last.
  public var marks: [EventRef] {
    var marks: [EventRef] = []
    marks.reserveCapacity(keptCount)
    forEachMark { marks.append($0) }
    return marks
  }

  init() {}

  /// - Parameters:
  ///   - marks: in order; all, or the first and the last.
  ///   - spread: of all events, where not all are kept.
  public init(count: Int, marks: [EventRef], spread: LatencySpread? = nil) {
    self.count = count
    self.spread = spread
    keep(marks, all: marks.count == count)
  }

  /// Latencies of all its events, as far as lines say them: exact, or by class.
  public func forEachLatency(_ body: (_ latency: LatencyClass, _ count: Int) -> Void) {
    if let spread { return spread.forEachClass(body) }
    guard isExact else { return }
    forEachMark { if let latency = $0.latencyClass { body(latency, 1) } }
  }

  /// The events that are kept, in order.
  @inline(__always)
  public func forEachMark(_ body: (EventRef) -> Void) {
    guard head.isPlaced else { return }
    body(head)
    if let between { for mark in between { body(mark) } }
    if count > 1, tail.isPlaced { body(tail) }
  }

  /// Those of its events whose latency falls into these classes; of crowded ones their number,
  /// and the first and the last as far as these are among them.
  public func calls(in classes: Range<LatencyClass>) -> OutcomeCell {
    func isWanted(_ mark: EventRef) -> Bool { mark.latencyClass.map(classes.contains) ?? false }
    guard !isExact else {
      let wanted = countMarks(where: isWanted)
      if wanted == count { return self }
      return wanted == 0
        ? OutcomeCell() : OutcomeCell(count: wanted, marks: marks.filter(isWanted))
    }
    var cell = OutcomeCell()
    guard let wanted = spread?.calls(in: classes), wanted.count > 0 else { return cell }
    cell.count = wanted.count
    cell.spread = wanted.spread
    let ends = [head, tail].filter { $0.isPlaced && isWanted($0) }
    cell.head = ends.first ?? .none
    cell.tail = ends.count > 1 ? ends[1] : .none
    return cell
  }

  /// Its calls of known length: those below a class, and the slow ones from it on.
  ///
  /// As ``calls(in:)`` tells them, but for the lengths of those that are not kept: a log that is
  /// looked at by many thresholds would hold them as many times.
  public func parted(at least: LatencyClass) -> (fast: OutcomeCell, slow: OutcomeCell) {
    let (all, most) = (LatencyClass(rawValue: 0), LatencyClass(rawValue: .max))
    guard !isExact else { return (calls(in: all..<least), calls(in: least..<most)) }
    var parts = (fast: OutcomeCell(), slow: OutcomeCell())
    guard let spread else { return parts }
    let counts = spread.counts(below: least, from: least..<most)
    parts.fast.setPart(of: self, counts.below, all..<least)
    parts.slow.setPart(of: self, counts.from, least..<most)
    return parts
  }

  /// Makes an empty cell one of so many events of a crowded one.
  private mutating func setPart(
    of crowd: OutcomeCell, _ number: Int, _ classes: Range<LatencyClass>
  ) {
    guard number > 0 else { return }
    count = number
    spread = LatencySpread()
    crowd.forEachMark { mark in
      guard mark.latencyClass.map(classes.contains) == true else { return }
      if head.isPlaced { tail = mark } else { head = mark }
    }
  }

  /// How many of the kept events `isWanted` holds for.
  public func countMarks(where isWanted: (EventRef) -> Bool) -> Int {
    var wanted = 0
    forEachMark { if isWanted($0) { wanted += 1 } }
    return wanted
  }

  /// - Parameter bound: larger in the stretches that are read again to be exact.
  mutating func add(_ mark: EventRef, bound: Int = OutcomeCell.bound) {
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
    if count > bound {
      forgetBetween()
      if mark.latency != 0 { note(mark) }
    }
    if EventRef.precedes(tail, mark) {
      tail = mark
    } else if EventRef.precedes(mark, head) {
      head = mark
    }
  }

  /// Adds events to more than can be kept: of them, and of some that are here already, the
  /// first and the last.
  ///
  /// They are of no known length.
  mutating func add(_ more: Int, from first: EventRef, to last: EventRef) {
    forgetBetween()
    count &+= more
    if EventRef.precedes(tail, last) { tail = last }
    if EventRef.precedes(first, head) { head = first }
  }

  /// Ends the keeping of all events; `head` and `tail` are not changed yet.
  @inline(__always)
  private mutating func forgetBetween() {
    guard let middle = between else { return }
    between = nil
    note(head)
    for mark in middle { note(mark) }
    note(tail)
  }

  private mutating func note(_ mark: EventRef) {
    guard mark.latency != 0 else { return }
    if spread == nil { spread = LatencySpread() }
    spread?.add(mark)
  }

  /// Among events that are all kept; `count` has it already.
  private mutating func insert(_ mark: EventRef) {
    var middle = between ?? []
    // Taken out, so that it is changed where it is.
    between = nil
    if middle.isEmpty { middle.reserveCapacity(2) }
    if !EventRef.precedes(mark, tail) {
      middle.append(tail)
      tail = mark
    } else if EventRef.precedes(mark, head) {
      middle.insert(head, at: 0)
      head = mark
    } else {
      var at = middle.count
      while at > 0, EventRef.precedes(mark, middle[at - 1]) { at -= 1 }
      middle.insert(mark, at: at)
    }
    between = middle
  }

  mutating func merge(_ other: OutcomeCell, bound: Int = OutcomeCell.bound) {
    guard other.count > 0 else { return }
    let total = count + other.count
    if count > 0, isExact, other.isExact, total <= bound {
      let all = (marks + other.marks).sorted(by: EventRef.precedes)
      count = total
      keep(all, all: true)
      return
    }
    if count == 0 {
      self = other
      if count > bound { forgetBetween() }
      return
    }
    let spread = mergedSpread(other)
    if EventRef.precedes(other.head, head) { head = other.head }
    if EventRef.precedes(tail, other.tail) { tail = other.tail }
    between = nil
    count = total
    self.spread = spread
  }

  /// Of the events of both, whether they are kept or not.
  private func mergedSpread(_ other: OutcomeCell) -> LatencySpread? {
    if spread == nil, other.spread == nil, head.latency == 0, tail.latency == 0,
      other.head.latency == 0, other.tail.latency == 0, between == nil, other.between == nil
    {
      return nil
    }
    var all = spread ?? LatencySpread()
    if spread == nil { forEachLatency { all.add($0, $1) } }
    other.forEachLatency { all.add($0, $1) }
    return all.isEmpty ? nil : all
  }

  private mutating func keep(_ marks: [EventRef], all isAll: Bool) {
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

/// How many events a cell keeps exactly: a few, and more in stretches that are read again.
///
/// A bucket is in a stretch as a whole or not at all, so that merging decides as folding does.
struct KeptEvents {
  static let focusBound = 50_000

  let focus: [TimeRange]
  /// Seconds a bucket holds.
  let width: Int64

  /// - Parameter start: the bucket's, divided by the width.
  @inline(__always)
  func bound(start: Int64) -> Int {
    focus.isEmpty || !isInFocus(start: start) ? OutcomeCell.bound : Self.focusBound
  }

  /// Whether a bucket touches one of the stretches.
  func isInFocus(start: Int64) -> Bool {
    let (first, next) = (start &* width, (start &+ 1) &* width)
    return focus.contains { $0.from.seconds < next && first <= $0.to.seconds }
  }
}
