import Signals

/// Puts buckets, in order of time, into the slots of a timeline.
struct SlotCollector {
  private(set) var slots: [OperationTimeline.Slot] = []
  /// Successes of all slots, one cell a source.
  private(set) var cells: [OutcomeCell] = []
  /// The inputs that hold events of it, by their content.
  private(set) var inputs: Set<UInt64> = []
  private var lastInput: UInt64?

  init(capacity: Int) {
    slots.reserveCapacity(capacity)
    cells.reserveCapacity(capacity)
  }

  /// - Parameters:
  ///   - signatures: the timeline's index of each of the bucket's signatures.
  ///   - isQuiet: its failures are no more than lines that were written.
  mutating func add(_ bucket: Bucket, signatures: [Int], isQuiet: Bool) {
    if slots.last?.start != bucket.start {
      slots.append(.init(start: bucket.start, successes: cells.count..<cells.count))
    }
    let last = slots.count - 1
    addSuccess(bucket.successes)
    slots[last].arrivals += bucket.arrivals
    guard !isQuiet else {
      for cell in bucket.failures { addSuccess(cell.cell) }
      for cell in bucket.declined { addSuccess(cell.cell) }
      return
    }
    for cell in bucket.failures {
      slots[last].failures.append((signatures[cell.signature], cell))
      slots[last].isExact = slots[last].isExact && cell.cell.isExact
      note(cell.cell)
    }
    slots[last].declined += bucket.declined
  }

  private mutating func addSuccess(_ cell: OutcomeCell) {
    guard cell.count > 0 else { return }
    let last = slots.count - 1
    cells.append(cell)
    slots[last].successes = slots[last].successes.lowerBound..<cells.count
    slots[last].successCount += cell.count
    slots[last].isExact = slots[last].isExact && cell.isExact
    note(cell)
  }

  private mutating func note(_ cell: OutcomeCell) {
    cell.forEachMark { mark in
      if mark.input != lastInput { inputs.insert(mark.input) }
      lastInput = mark.input
    }
  }
}
