import LogModel
import Signals

/// How long calls took, whatever came of them but failure.
extension OperationTimeline {
  /// Its events count from the begin of their calls.
  var isTimedByBegin: Bool { slowFrom != nil }

  /// Latencies of all calls that did not fail, as far as the log says them, slot by slot.
  func forEachLatency(_ body: (_ start: Int64, _ latency: LatencyClass, _ count: Int) -> Void) {
    for slot in slots { forEachLatency(in: slot) { body(slot.start, $0, $1) } }
  }

  /// The same of one slot.
  func forEachLatency(in slot: Slot, _ body: (_ latency: LatencyClass, _ count: Int) -> Void) {
    for cell in successes(of: slot) { cell.forEachLatency(body) }
    for cell in unended(of: slot) { cell.forEachLatency(body) }
  }

  /// The same operation with its slow calls in the place of failures, and those that were not
  /// slow in that of successes.
  func slow(above least: LatencyClass) -> OperationTimeline {
    var parts = ReplacedSlots(capacity: slots.count)
    for slot in slots {
      parts.open(slot.start)
      for cell in successes(of: slot) { parts.add(cell.parted(at: least)) }
      for cell in unended(of: slot) { parts.add(cell.parted(at: least)) }
      parts.close()
    }
    var view = replacing(parts)
    view.slowFrom = least
    return view
  }

  /// The same operation with its failed calls of a class and above, and of some signatures, among
  /// those that did not fail.
  func withSlowFailures(above least: LatencyClass, _ signatures: Set<Int>) -> OperationTimeline {
    replacing(
      slots.map { slot in
        let slow = failures(of: slot).filter { signatures.contains($0.signature) }
          .map { $0.cell.cell.calls(in: least..<LatencyClass(rawValue: .max)) }
          .filter { $0.count > 0 }
        return (slot.start, Array(successes(of: slot)) + Array(unended(of: slot)) + slow, [])
      })
  }
}

extension ReplacedSlots {
  /// Adds those of the calls of a cell that there are.
  fileprivate mutating func add(_ calls: (fast: OutcomeCell, slow: OutcomeCell)) {
    if calls.fast.count > 0 { add(good: calls.fast) }
    if calls.slow.count > 0 { add(bad: calls.slow) }
  }
}
