import Signals

/// Slots of a view, one after the other: what is good for it, and what is bad.
struct ReplacedSlots {
  private(set) var slots: [OperationTimeline.Slot] = []
  private(set) var good: [OutcomeCell] = []
  private(set) var bad: [OperationTimeline.Failure] = []
  private var counts = (good: 0, bad: 0)

  init(capacity: Int) {
    slots.reserveCapacity(capacity)
    good.reserveCapacity(capacity)
  }

  /// Begins the slot after the last one.
  mutating func open(_ start: Int64) {
    slots.append(
      OperationTimeline.Slot(
        start: start, successes: good.count..<good.count, failures: bad.count..<bad.count))
    counts = (0, 0)
  }

  mutating func add(good cell: OutcomeCell) {
    good.append(cell)
    counts.good += cell.count
    slots[slots.count - 1].isExact = slots[slots.count - 1].isExact && cell.isExact
  }

  mutating func add(bad cell: OutcomeCell) {
    bad.append((0, SignatureCell(signature: 0, cell: cell)))
    counts.bad += cell.count
    slots[slots.count - 1].isExact = slots[slots.count - 1].isExact && cell.isExact
  }

  /// Ends a slot.
  ///
  /// - Parameter isKept: it stays though it holds nothing.
  mutating func close(isKept: Bool = false) {
    let last = slots.count - 1
    slots[last].successes = slots[last].successes.lowerBound..<good.count
    slots[last].failures = slots[last].failures.lowerBound..<bad.count
    guard isKept || !slots[last].successes.isEmpty || !slots[last].failures.isEmpty else {
      slots.removeLast()
      return
    }
    slots[last].successCount = counts.good
    slots[last].arrivals = counts.good + counts.bad
  }
}
