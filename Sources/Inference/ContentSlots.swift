import LogModel
import Signals

/// Parts the good answers of an operation by whether they had a member.
struct ContentSlots {
  private(set) var slots: [OperationTimeline.Slot] = []
  private(set) var successes: [OutcomeCell] = []
  private(set) var failures: [OperationTimeline.Failure] = []

  init(
    _ timeline: OperationTimeline, _ cells: [TemplateCounts.Cell], width: Int64, cellWidth: Int64
  ) {
    var at = 0
    let places = timeline.slots.map { ($0, ($0.start * timeline.width).flooredDivision(by: width)) }
    var index = 0
    while index < places.count {
      let start = places[index].1
      var good: [OutcomeCell] = []
      while index < places.count, places[index].1 == start {
        good += timeline.successes(of: places[index].0)
        index += 1
      }
      while at < cells.count, (cells[at].start * cellWidth).flooredDivision(by: width) < start {
        at += 1
      }
      var changed: [OutcomeCell] = []
      while at < cells.count, (cells[at].start * cellWidth).flooredDivision(by: width) == start {
        changed.append(cells[at].lines)
        at += 1
      }
      add(start, good: good, changed: changed)
    }
  }

  private mutating func add(_ start: Int64, good: [OutcomeCell], changed: [OutcomeCell]) {
    let bad = changed.reduce(0) { $0 + $1.count }
    let count = good.reduce(0) { $0 + $1.count } - bad
    let known = Set(changed.flatMap(\.marks).map { Key($0) })
    let first = changed.compactMap { $0.first?.nanoseconds }.min() ?? .max
    let last = changed.compactMap { $0.last?.nanoseconds }.max() ?? .min
    // Between the first and the last that changed, one that is kept may be either.
    let isMixed = bad > changed.reduce(0) { $0 + $1.keptCount }
    let marks = good.flatMap(\.marks).filter { mark in
      !known.contains(Key(mark))
        && !(isMixed && first <= mark.nanoseconds && mark.nanoseconds <= last)
    }.sorted(by: EventRef.precedes)
    var slot = OperationTimeline.Slot(
      start: start, successes: successes.count..<successes.count,
      failures: failures.count..<failures.count)
    if count > 0, let low = marks.first, let high = marks.last {
      let kept = marks.count == count ? marks : marks.count == 1 ? [low, low] : [low, high]
      successes.append(OutcomeCell(count: count, marks: count == 1 ? [low] : kept))
      slot.successes = slot.successes.lowerBound..<successes.count
      slot.successCount = count
      slot.isExact = successes[successes.count - 1].isExact
    }
    for cell in changed {
      failures.append((0, SignatureCell(signature: 0, cell: cell)))
      slot.isExact = slot.isExact && cell.isExact
    }
    slot.failures = slot.failures.lowerBound..<failures.count
    slot.arrivals = max(0, count) + bad
    if slot.arrivals > 0 { slots.append(slot) }
  }

  /// What makes a mark of one table the same as one of another.
  private struct Key: Hashable {
    var nanoseconds: Int64
    var input: UInt64
    var line: UInt32
    var entry: Int32

    init(_ mark: EventRef) {
      nanoseconds = mark.nanoseconds
      input = mark.input
      line = mark.line
      entry = mark.entry
    }
  }
}
