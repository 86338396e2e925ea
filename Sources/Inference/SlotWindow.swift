import LogModel

/// What a timeline counted between two moments, found without a walk over all of it.
struct SlotWindow {
  let timeline: OperationTimeline
  let origin: Int64

  /// The slots that begin from one moment to another, in seconds from the origin.
  func slots(from: Double, to: Double) -> ArraySlice<OperationTimeline.Slot> {
    let slots = timeline.slots
    let low = index { seconds($0) >= from }
    let high = index { seconds($0) > to }
    return slots[low..<max(low, high)]
  }

  /// Attempts that ended well or by one of the signatures, and how many did by these.
  func counts(
    of signatures: Set<Int>, from: Double, to: Double
  ) -> (attempts: Int, failures: Int) {
    var attempts = 0
    var failures = 0
    for slot in slots(from: from - Double(timeline.width), to: to) {
      let failed = timeline.failureCount(signatures, in: slot)
      failures += failed
      attempts += failed + slot.successCount
    }
    return (attempts, failures)
  }

  private func seconds(_ slot: OperationTimeline.Slot) -> Double {
    Double(slot.start * timeline.width - origin)
  }

  /// The first slot that `isPast`; slots are in order of time.
  private func index(_ isPast: (OperationTimeline.Slot) -> Bool) -> Int {
    var low = 0
    var high = timeline.slots.count
    while low < high {
      let middle = (low + high) / 2
      if isPast(timeline.slots[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
