import LogModel
import Signals

/// What a timeline counted between two moments, found without a walk over all of it.
struct SlotWindow {
  let timeline: OperationTimeline
  let origin: Int64

  /// The slots that begin from one moment to another, in seconds from the origin.
  func slots(from: Double, to: Double) -> ArraySlice<OperationTimeline.Slot> {
    let slots = timeline.slots
    let low = timeline.slots.partitionIndex { seconds($0) >= from }
    let high = timeline.slots.partitionIndex { seconds($0) > to }
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

  /// The first and the last attempt between two moments, as far as they were kept.
  ///
  /// - Parameter withGood: successes too, not failures alone.
  func ends(from: Double, to: Double, withGood: Bool) -> (first: EventRef, last: EventRef)? {
    var ends: (first: EventRef, last: EventRef)?
    forEachMark(slots(from: from - Double(timeline.reach), to: to), withGood) { mark in
      let at = seconds(mark)
      guard at >= from, at <= to else { return }
      if ends.map({ EventRef.precedes(mark, $0.first) }) ?? true {
        ends = (mark, ends?.last ?? mark)
      }
      if ends.map({ EventRef.precedes($0.last, mark) }) ?? true { ends?.last = mark }
    }
    return ends
  }

  /// The last attempt before a moment.
  func last(before moment: Double, withGood: Bool) -> EventRef? {
    let slots = slots(from: -.infinity, to: moment)
    // Slots are in order; only quiet lines reach over into the next.
    var last: EventRef?
    for at in slots.indices.reversed() {
      if let last, seconds(slots[at]) + Double(timeline.reach) < seconds(last) { break }
      forEachMark(slots[at...at], withGood) { mark in
        guard seconds(mark) < moment else { return }
        if last.map({ EventRef.precedes($0, mark) }) ?? true { last = mark }
      }
    }
    return last
  }

  private func forEachMark(
    _ slots: ArraySlice<OperationTimeline.Slot>, _ withGood: Bool, _ body: (EventRef) -> Void
  ) {
    for slot in slots {
      if withGood { for cell in timeline.successes(of: slot) { cell.forEachMark(body) } }
      for failure in timeline.failures(of: slot) { failure.cell.cell.forEachMark(body) }
    }
  }

  private func seconds(_ mark: EventRef) -> Double {
    mark.nanoseconds.seconds(sinceNanoseconds: origin * 1_000_000_000)
  }

  private func seconds(_ slot: OperationTimeline.Slot) -> Double {
    Double(slot.start * timeline.width - origin)
  }
}
