import Signals

/// Puts buckets, in order of time, into the slots of a timeline.
struct SlotCollector {
  private(set) var slots: [OperationTimeline.Slot] = []
  /// Cells of all slots, those of one slot side by side.
  private var goodCells: [OutcomeCell] = []
  /// The buckets of the only series, whose cells are not copied.
  private var shared: [Bucket]?
  private(set) var failures: [OperationTimeline.Failure] = []
  private(set) var rejections: [RejectedCell] = []
  private(set) var unended: [OutcomeCell] = []
  /// The inputs that hold events of it, by their content.
  private(set) var inputs: Set<UInt64> = []
  private var lastInput: UInt64?
  /// All that a service wrote is looked at: calls of which nobody knows the end are good lines.
  private var isOfLines = false

  init(capacity: Int) {
    slots.reserveCapacity(capacity)
  }

  var successes: HealthyCells { shared.map(HealthyCells.init(sharing:)) ?? HealthyCells(goodCells) }

  /// Adds the buckets of all series, each series in order of time.
  ///
  /// - Parameters:
  ///   - signatures: of each series, the timeline's index of each of its signatures.
  ///   - isQuiet: of each series, whether its failures are no more than lines that were written;
  ///     those behind its end are not.
  mutating func add(_ series: [[Bucket]], signatures: [[Int]], isQuiet: [Bool]) {
    isOfLines = !isQuiet.isEmpty
    let isQuiet = series.indices.map { $0 < isQuiet.count && isQuiet[$0] }
    if series.count == 1 {
      if !isOfLines { shared = series[0] }
      series[0].withUnsafeBufferPointer { buckets in
        guard let base = buckets.baseAddress else { return }
        for at in buckets.indices { add(base + at, at, signatures[0], isQuiet: isQuiet[0]) }
      }
      return
    }
    var places = series.enumerated().flatMap { at, buckets in
      buckets.indices.map { (start: buckets[$0].start, series: at, bucket: $0) }
    }
    places.sort { ($0.start, $0.series) < ($1.start, $1.series) }
    for place in places {
      series[place.series].withUnsafeBufferPointer { buckets in
        guard let base = buckets.baseAddress else { return }
        add(
          base + place.bucket, place.bucket, signatures[place.series],
          isQuiet: isQuiet[place.series])
      }
    }
  }

  /// By address: a bucket is larger than two cache lines, and holds memory of its own.
  private mutating func add(
    _ bucket: UnsafePointer<Bucket>, _ place: Int, _ signatures: [Int], isQuiet: Bool
  ) {
    let start = bucket.pointee.start
    var slot =
      slots.last?.start == start
      ? slots.removeLast()
      : OperationTimeline.Slot(
        start: start, successes: goodCells.count..<goodCells.count,
        failures: failures.count..<failures.count,
        rejections: rejections.count..<rejections.count,
        unended: unended.count..<unended.count)
    if shared != nil {
      addShared(bucket, place, to: &slot)
    } else {
      addSuccess(bucket.pointee.successes, to: &slot)
    }
    slot.arrivals += bucket.pointee.successes.count + bucket.pointee.unknown
    for cell in bucket.pointee.failures {
      slot.arrivals += cell.cell.count
      guard !isQuiet else {
        addSuccess(cell.cell, to: &slot)
        continue
      }
      failures.append((signatures[cell.signature], cell))
      slot.isExact = slot.isExact && cell.cell.isExact
      note(cell.cell)
    }
    for cell in bucket.pointee.rejections {
      slot.arrivals += cell.cell.count
      if isQuiet { addSuccess(cell.cell, to: &slot) } else { rejections.append(cell) }
    }
    for cell in bucket.pointee.unended {
      guard !isOfLines else {
        addSuccess(cell, to: &slot)
        continue
      }
      unended.append(cell)
      note(cell)
    }
    slot.failures = slot.failures.lowerBound..<failures.count
    slot.unended = slot.unended.lowerBound..<unended.count
    slot.rejections = slot.rejections.lowerBound..<rejections.count
    slots.append(slot)
  }

  private mutating func addShared(
    _ bucket: UnsafePointer<Bucket>, _ place: Int, to slot: inout OperationTimeline.Slot
  ) {
    slot.successes = place..<(bucket.pointee.successes.count > 0 ? place + 1 : place)
    slot.successCount = bucket.pointee.successes.count
    slot.isExact = bucket.pointee.successes.isExact
    bucket.pointee.successes.forEachMark { note($0) }
  }

  private mutating func addSuccess(_ cell: OutcomeCell, to slot: inout OperationTimeline.Slot) {
    guard cell.count > 0 else { return }
    goodCells.append(cell)
    slot.successes = slot.successes.lowerBound..<goodCells.count
    slot.successCount += cell.count
    slot.isExact = slot.isExact && cell.isExact
    note(cell)
  }

  private mutating func note(_ cell: OutcomeCell) {
    cell.forEachMark { note($0) }
  }

  private mutating func note(_ mark: EventRef) {
    if mark.input != lastInput { inputs.insert(mark.input) }
    lastInput = mark.input
  }
}
